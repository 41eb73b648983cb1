package org.symmetricp2p.check.reference;

import org.symmetricp2p.core.Config;

/** Which clocks of neighbours a peer believes, and what that leaves for later ones (spec 3.5). */
final class Belief {

    private final Config config;
    private final ReferenceClock clock;
    private final long start;
    private boolean hasMet;
    private boolean hasJoined; // met somebody whom it had dialled
    private long spent;

    Belief(Config config, ReferenceClock clock, long start) {
        this.config = config;
        this.clock = clock;
        this.start = start;
    }

    boolean holds(ReferenceLink link, long heard) {
        return !clock.isMovedBy(heard) || heard - clock.aim() <= most(isFirst(link));
    }

    /** The furthest ahead that is believed now, of a neighbour that isn't the first. */
    long most() {
        return most(!hasMet);
    }

    private long most(boolean isFirst) {
        long lived = Math.floorDiv((clock.nanos() - start) * config.fps(), 1_000_000_000L);
        return isFirst ? config.maxLead() : Math.min(config.maxLead(), config.maxLead() / 200 + 24 * lived - spent);
    }

    /** The first of all, or the first of those whom the peer had dialled. */
    private boolean isFirst(ReferenceLink link) {
        return !hasMet || !hasJoined && link.expected().isPresent();
    }

    void take(ReferenceLink link, long heard) {
        if (!isFirst(link) && clock.isMovedBy(heard)) {
            spent += Math.max(0, heard - clock.aim());
        }
        clock.hear(heard);
    }

    void meet(ReferenceLink link) {
        hasMet = true;
        hasJoined |= link.expected().isPresent();
    }
}

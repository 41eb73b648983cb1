package org.symmetricp2p.check.reference;

import org.symmetricp2p.core.Config;

/** Which clocks of neighbours a peer believes, and what that leaves for later ones (spec 3.5). */
final class Belief {

    private final Config config;
    private final ReferenceClock clock;
    private final long start;
    private boolean hasMet;
    private long spent;

    Belief(Config config, ReferenceClock clock, long start) {
        this.config = config;
        this.clock = clock;
        this.start = start;
    }

    boolean holds(long heard) {
        return !clock.isMovedBy(heard) || heard - clock.aim() <= most();
    }

    /** The furthest ahead that is believed now. */
    long most() {
        long lived = Math.floorDiv((clock.nanos() - start) * config.fps(), 1_000_000_000L);
        return hasMet ? Math.min(config.maxLead(), config.maxLead() / 200 + 24 * lived - spent) : config.maxLead();
    }

    void take(long heard) {
        if (hasMet && clock.isMovedBy(heard)) {
            spent += Math.max(0, heard - clock.aim());
        }
        clock.hear(heard);
    }

    void meet() {
        hasMet = true;
    }
}

package org.symmetricp2p.core;

import java.util.Optional;

/**
 * How far a peer lets neighbours take its clock ahead (spec 3.5). Whoever never had a link believes whatever it can
 * simulate, as it joins a session of any age; and so does whoever had none yet that it dialled itself, since others may have dialled before, and
 * lied. Whoever had one believes little at first, and more the longer it
 * lives: so one false clock can't take a session far, and two honest peers, of whom only one believed it, come together again in
 * time. An immutable value.
 *
 * @param startNanos the local time at which this life began
 * @param hasMet whether a HELLO was ever accepted
 * @param hasJoined whether one was of a neighbour that this peer had dialled
 * @param spent the leads that were believed since it met somebody, but for that of the neighbour by which it joined, in ticks
 */
record Trust(long startNanos, boolean hasMet, boolean hasJoined, long spent) {

    /** Of the greatest lead, the part that is believed at once: with the defaults 28 hours. */
    static final long SHARE = 200;

    /** How many ticks more are believed for each of this life: 24, so that a day is for each hour. */
    static final long TICKS_PER_TICK = 24;

    static Trust startingAt(long nanos) {
        return new Trust(nanos, false, false, 0);
    }

    /** Why the clock that a neighbour tells isn't believed, if it isn't. */
    Optional<Message.Bye> objection(Link link, long neighbour, Clock clock, Config config) {
        long most = most(link, clock, config);
        return lead(neighbour, clock) > most
                ? Optional.of(Greeting.tooFarAhead("clock", neighbour, most, clock.aim()))
                : Optional.empty();
    }

    /** After a neighbour's clock was believed. */
    Trust believing(Link link, long neighbour, Clock clock) {
        long lead = lead(neighbour, clock);
        return lead == 0 || believesAll(link) ? this : new Trust(startNanos, hasMet, hasJoined, spent + lead);
    }

    /** After a HELLO was accepted. */
    Trust meeting(Link link) {
        return new Trust(startNanos, true, hasJoined || link.isDialled(), spent);
    }

    private boolean believesAll(Link link) {
        return !hasMet || !hasJoined && link.isDialled();
    }

    private long most(Link link, Clock clock, Config config) {
        if (believesAll(link)) {
            return config.maxLead();
        }
        long lived = clock.ticksIn(clock.nanos() - startNanos);
        return Math.min(config.maxLead(), config.maxLead() / SHARE + TICKS_PER_TICK * lived - spent);
    }

    /** How much further ahead a peer would go for a neighbour's clock: not at all, if it is one that it tolerates. */
    static long lead(long neighbour, Clock clock) {
        return clock.isMovedBy(neighbour) ? Math.max(0, neighbour - clock.aim()) : 0;
    }
}

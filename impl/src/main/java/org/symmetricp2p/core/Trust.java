package org.symmetricp2p.core;

import java.util.Optional;

/**
 * How far a peer lets neighbours take its clock ahead (spec 3.5). Whoever never had a link believes whatever it can
 * simulate, as it joins a session of any age. Whoever had one believes little at first, and more the longer it
 * lives: so one false clock can't take a session far, and two honest peers, of whom only one believed it, come together again in
 * time. An immutable value.
 *
 * @param startNanos the local time at which this life began
 * @param hasMet whether a HELLO was ever accepted
 * @param spent the leads that were believed since then, in ticks
 */
record Trust(long startNanos, boolean hasMet, long spent) {

    /** Of the greatest lead, the part that is believed at once: with the defaults 28 hours. */
    static final long SHARE = 200;

    /** How many ticks more are believed for each of this life: 24, so that a day is for each hour. */
    static final long TICKS_PER_TICK = 24;

    static Trust startingAt(long nanos) {
        return new Trust(nanos, false, 0);
    }

    /** Why a neighbour's clock isn't believed, if it isn't. */
    Optional<Message.Bye> objection(long neighbour, Clock clock, Config config) {
        long most = most(clock, config);
        return lead(neighbour, clock) > most
                ? Optional.of(Greeting.tooFarAhead("clock", neighbour, most, clock.aim()))
                : Optional.empty();
    }

    /** After a neighbour's clock was believed. */
    Trust believing(long neighbour, Clock clock) {
        long lead = lead(neighbour, clock);
        return lead == 0 || !hasMet ? this : new Trust(startNanos, true, spent + lead);
    }

    /** After a HELLO was accepted. */
    Trust meeting() {
        return hasMet ? this : new Trust(startNanos, true, 0);
    }

    private long most(Clock clock, Config config) {
        if (!hasMet) {
            return config.maxLead();
        }
        long lived = clock.ticksIn(clock.nanos() - startNanos);
        return Math.min(config.maxLead(), config.maxLead() / SHARE + TICKS_PER_TICK * lived - spent);
    }

    /** How much further ahead the peer would go: nothing, if the clock is one that it tolerates. */
    private static long lead(long neighbour, Clock clock) {
        return clock.isMovedBy(neighbour) ? Math.max(0, neighbour - clock.aim()) : 0;
    }
}

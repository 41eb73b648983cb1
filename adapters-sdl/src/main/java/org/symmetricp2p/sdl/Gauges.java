package org.symmetricp2p.sdl;

import org.symmetricp2p.core.Clock;
import org.symmetricp2p.core.Output;

/**
 * What the overlay tells of a peer beyond what the peer itself knows.
 *
 * @param rollbacks how many there were
 * @param replayed how many ticks were simulated again in them
 * @param skew this peer's clock minus the foremost that it heard of lately, in ticks; 0 if it heard of none
 * @param skewTick the tick at which that was
 */
record Gauges(long rollbacks, long replayed, long skew, long skewTick) {

    static final Gauges ZERO = new Gauges(0, 0, 0, 0);

    /** For how long the foremost clock counts: neighbours tell theirs once a second. */
    private static final int LATELY_SECONDS = 2;

    Gauges with(Output.RolledBack rollback) {
        return new Gauges(rollbacks + 1, replayed + rollback.depth(), skew, skewTick);
    }

    /** After a reading of a clock, which forgets what was heard before it. */
    Gauges with(Clock before) {
        long now = before.tick();
        if (before.heard() == 0) {
            return this;
        }
        long heard = now - before.heard();
        boolean counts = heard <= skew || now - skewTick > (long) LATELY_SECONDS * before.fps();
        return counts ? new Gauges(rollbacks, replayed, heard, now) : this;
    }
}

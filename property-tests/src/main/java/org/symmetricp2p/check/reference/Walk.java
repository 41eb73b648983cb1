package org.symmetricp2p.check.reference;

import java.util.Optional;
import org.symmetricp2p.core.Config;

/**
 * A travel (spec 4.12).
 *
 * @param from where it begins: the clock before the reading that replayed
 * @param turn where it turns: the tick before the earliest late event
 * @param begun when it began
 * @param nanos how long it takes
 */
record Walk(long from, long turn, long begun, long nanos) {

    /** None if it would take no time. */
    static Optional<Walk> starting(long from, long turn, long now, Config config) {
        long nanos = Math.min(2 * (from - turn) * (1_000_000_000 / config.fps()), config.travelNanos());
        return Optional.of(new Walk(from, turn, now, nanos)).filter(walk -> nanos > 0);
    }

    boolean isBack(long now) {
        return now - begun < nanos / 2;
    }

    /** The tick that is shown. How it is rounded isn't specified: as the reference implementation does, to the beginning of each way. */
    long tickAt(long now, long present) {
        long half = nanos / 2;
        long passed = now - begun;
        return passed < half
                ? from - (from - turn) * passed / half
                : turn + (present - turn) * (passed - half) / (nanos - half);
    }

    boolean isOver(long now) {
        return now - begun >= nanos;
    }

    Walk deepened(long otherTurn) {
        return new Walk(from, Math.min(turn, otherTurn), begun, nanos);
    }
}

package org.symmetricp2p.core;

/**
 * What a rooted clock shows: it follows the session time, but never goes back, and takes half a second where that leaps (spec 5.17).
 * Times are in microseconds, but for those in nanoseconds. An immutable value.
 *
 * @param shown the session time that is shown, at the last reading
 * @param anchorNanos when it began to close a gap, in local nanoseconds
 * @param gap how far behind it was at that time: 0, or being closed since
 */
public record Hand(long shown, long anchorNanos, long gap) {

    /** What isn't worth a catch-up. */
    static final long STEP = 100_000;

    private static final long NANOS = 1_000;

    /** How long it takes to close a gap of any size. */
    private static final long CLOSING = 500_000;

    static Hand startingAt(long nanos) {
        return new Hand(0, nanos, 0);
    }

    /** After a reading, when the session time is {@code time}. */
    Hand moved(long fromNanos, long toNanos, long time) {
        long stillOpen = openAt(toNanos);
        long closed = openAt(fromNanos) - stillOpen;
        long passed = Math.floorDiv(toNanos - anchorNanos, NANOS) - Math.floorDiv(fromNanos - anchorNanos, NANOS);
        long reached = shown + passed + closed;
        if (time - stillOpen > reached + STEP) {
            return new Hand(reached, toNanos, time - reached);
        }
        return new Hand(Math.max(shown, time - stillOpen), anchorNanos, stillOpen == 0 ? 0 : gap);
    }

    /** Whether, at a reading, the session time leapt ahead of where it is going. */
    boolean isLeftBehind(long nanos, long time) {
        return time - openAt(nanos) > shown + STEP;
    }

    private long openAt(long nanos) {
        long left = Math.max(0, CLOSING * NANOS - (nanos - anchorNanos)) / NANOS;
        return gap / CLOSING * left + gap % CLOSING * left / CLOSING;
    }
}

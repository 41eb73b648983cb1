package org.symmetricp2p.core;

/**
 * A peer's clock: turns readings of the local time into ticks, and follows the maximum of what it hears
 * by the rule of the paper (spec 5.1).
 *
 * <p>When a neighbour's clock is ahead by more than Δ, this clock runs faster, proportionally, so that the
 * gap closes in {@link #CATCH_UP_NANOS}, whatever its size. Two details keep it from ever passing
 * what it heard, so that nobody raises the maximum by synchronising:
 *
 * <ul>
 *   <li>what it hears takes effect at the next reading, which is never too early; and from there the clock
 *       counts whole ticks anew, as if the neighbour had only just reached the tick that it told;
 *   <li>the part of the gap that is closed is rounded down.
 * </ul>
 *
 * @param fps ticks per second
 * @param delta Δ, in ticks: the lag that is tolerated
 * @param anchorNanos the local time from which ticks are counted, in nanoseconds
 * @param anchorTick the tick at that time
 * @param gap how many ticks behind it was at that time: 0, or being closed since
 * @param heard the highest clock heard from neighbours since the last reading, 0 if none
 * @param nanos the last reading of the local time
 * @param tick the tick at the last reading; never decreases
 */
public record Clock(
        int fps, int delta, long anchorNanos, long anchorTick, long gap, long heard, long nanos, long tick) {

    /** How long it takes to close a gap of any size. */
    public static final long CATCH_UP_NANOS = 1_000_000_000;

    private static final long SECOND = 1_000_000_000;
    private static final long MICROSECOND = 1_000;

    /** A clock that is at tick 0 now. */
    public static Clock startingAt(long nanos, int fps, int delta) {
        return new Clock(fps, delta, nanos, 0, 0, 0, nanos, 0);
    }

    /** Takes note of a neighbour's clock (spec 5.3). */
    public Clock hear(long neighbour) {
        return neighbour <= heard ? this : new Clock(fps, delta, anchorNanos, anchorTick, gap, neighbour, nanos, tick);
    }

    /** Moves on to the present; starts to catch up if what was heard since the last reading asks for it (spec 5.2). */
    public Clock read(long time) {
        long now = time - nanos > 0 ? time : nanos;
        long elapsed = Math.max(0, now - anchorNanos);
        long reached = Math.max(tick, anchorTick + ticksIn(elapsed) + closedAfter(elapsed));
        long stillOpen = gap - closedAfter(elapsed);
        if (heard > reached + stillOpen + delta) {
            return new Clock(fps, delta, now, reached, heard - reached, 0, now, reached);
        }
        return stillOpen == 0 && gap > 0
                ? new Clock(fps, delta, anchorNanos, anchorTick + gap, 0, 0, now, reached)
                : new Clock(fps, delta, anchorNanos, anchorTick, gap, 0, now, reached);
    }

    /** Whether a gap is being closed, or will be from the next reading on. */
    public boolean isCatchingUp() {
        return gap > 0 || hasHeardAhead();
    }

    /** Whether, since the last reading, a clock was heard that is ahead of this one and of where it is going. */
    boolean hasHeardAhead() {
        return heard > tick + gap + delta;
    }

    /** The tick that a running catch-up leads to, as of the last reading; the present one if there is none. */
    long goal() {
        return tick + gap - closedAfter(nanos - anchorNanos);
    }

    /** The tick that it will go to at the next reading, with what it has heard since the last. */
    long aim() {
        return Math.max(heard, goal());
    }

    /** The local time of the next tick; while catching up, of the next frame, in which many ticks pass (spec 5.9). */
    public long nextTickNanos() {
        if (gap > 0) {
            return nanos + SECOND / fps;
        }
        long ticks = tick + 1 - anchorTick;
        return anchorNanos + ticks / fps * SECOND + ceilDiv(ticks % fps * SECOND, fps);
    }

    /** Whole ticks in a time; split at the second so that no product overflows, however long the time. */
    long ticksIn(long elapsed) {
        return elapsed / SECOND * fps + elapsed % SECOND * fps / SECOND;
    }

    /** In microseconds, so that the product fits 64 bits for any gap up to {@link Stamp#MAX_TICK}. */
    private long closedAfter(long elapsed) {
        return gap * (Math.min(elapsed, CATCH_UP_NANOS) / MICROSECOND) / (CATCH_UP_NANOS / MICROSECOND);
    }

    private static long ceilDiv(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }
}

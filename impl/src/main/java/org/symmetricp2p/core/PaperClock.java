package org.symmetricp2p.core;

/**
 * The clock of the paper: follows the maximum of what it hears, and tolerates a lag of Δ (spec 5.1).
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
public record PaperClock(
        int fps, int delta, long anchorNanos, long anchorTick, long gap, long heard, long nanos, long tick)
        implements Clock {

    private static final long SECOND = 1_000_000_000;
    private static final long MICROSECOND = 1_000;

    /** A clock that is at tick 0 now. */
    public static PaperClock startingAt(long nanos, int fps, int delta) {
        return new PaperClock(fps, delta, nanos, 0, 0, 0, nanos, 0);
    }

    /** Takes note of a neighbour's clock (spec 5.3). */
    @Override
    public PaperClock hear(long neighbour) {
        return neighbour <= heard
                ? this
                : new PaperClock(fps, delta, anchorNanos, anchorTick, gap, neighbour, nanos, tick);
    }

    /** Moves on to the present; starts to catch up if what was heard since the last reading asks for it (spec 5.2). */
    @Override
    public PaperClock read(long time) {
        long now = time - nanos > 0 ? time : nanos;
        long elapsed = Math.max(0, now - anchorNanos);
        long reached = Math.max(tick, anchorTick + ticksIn(elapsed) + closedAfter(elapsed));
        long stillOpen = gap - closedAfter(elapsed);
        if (heard > reached + stillOpen + delta) {
            return new PaperClock(fps, delta, now, reached, heard - reached, 0, now, reached);
        }
        return stillOpen == 0 && gap > 0
                ? new PaperClock(fps, delta, anchorNanos, anchorTick + gap, 0, 0, now, reached)
                : new PaperClock(fps, delta, anchorNanos, anchorTick, gap, 0, now, reached);
    }

    @Override
    public boolean hasHeardAhead() {
        return heard > tick + gap + delta;
    }

    /** The tick that a running catch-up leads to, as of the last reading; the present one if there is none. */
    private long goal() {
        return tick + gap - closedAfter(nanos - anchorNanos);
    }

    @Override
    public boolean isMovedBy(long neighbour) {
        return neighbour > goal() + delta;
    }

    @Override
    public long aim() {
        return Math.max(heard, goal());
    }

    @Override
    public boolean isDue(long toldNanos) {
        return nanos - toldNanos >= Peer.SYNC_NANOS;
    }

    /** The local time of the next tick; while catching up, of the next frame, in which many ticks pass (spec 5.9). */
    @Override
    public long nextTickNanos() {
        if (gap > 0) {
            return nanos + SECOND / fps;
        }
        long ticks = tick + 1 - anchorTick;
        return anchorNanos + ticks / fps * SECOND + ceilDiv(ticks % fps * SECOND, fps);
    }

    /** In microseconds, so that the product fits 64 bits for any gap up to {@link Stamp#MAX_TICK}. */
    private long closedAfter(long elapsed) {
        return gap * (Math.min(elapsed, CATCH_UP_NANOS) / MICROSECOND) / (CATCH_UP_NANOS / MICROSECOND);
    }

    private static long ceilDiv(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }
}

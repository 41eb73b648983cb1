package org.symmetricp2p.core;

/**
 * The visible walk of a rollback: back over the states as they were, forth over those as they are now.
 * It is a view only. The peer itself is in its present all the time, and nothing waits for the walk but
 * the user's own input, who sees the past (spec 4.11, 4.12).
 *
 * <p>It takes as long as walking both ways at normal speed, but no longer than configured. Another late
 * event during a travel may deepen it, but never prolongs it.
 *
 * @param past the time machine before the late events
 * @param from the tick at which the walk turns: the last that both pasts have in common
 * @param to the tick at which it began
 * @param startNanos when it began, in local time
 * @param endNanos when it is over
 */
record Travel<S>(TimeMachine<S> past, long from, long to, long startNanos, long endNanos) {

    /** More than this between a snapshot and the tick to show, and the snapshot is shown instead. */
    private static final long MAX_WALK = 1_000;

    static <S> Travel<S> starting(TimeMachine<S> past, long from, long to, long nanos, Config config) {
        long nanosPerTick = 1_000_000_000L / config.fps();
        long limit = config.travelNanos();
        long way = 2 * (to - from);
        return new Travel<>(past, from, to, nanos, nanos + Math.min(limit, Math.min(way, limit) * nanosPerTick));
    }

    Travel<S> deepenedTo(long deeper) {
        return deeper >= from ? this : new Travel<>(past, deeper, to, startNanos, endNanos);
    }

    boolean isOverAt(long nanos) {
        return nanos >= endNanos;
    }

    /** What to show at a time before the end. */
    Frame<S> frameAt(long nanos, TimeMachine<S> present) {
        long half = (endNanos - startNanos) / 2;
        long elapsed = nanos - startNanos;
        if (elapsed < half) {
            long tick = to - part(to - from, elapsed, half);
            return frame(past, tick, Frame.View.TRAVEL_BACK);
        }
        long tick = from + part(present.present().tick() - from, elapsed - half, endNanos - startNanos - half);
        return frame(present, tick, Frame.View.TRAVEL_FORTH);
    }

    private Frame<S> frame(TimeMachine<S> machine, long tick, Frame.View view) {
        Snapshot<S> shown = machine.stateAt(tick, MAX_WALK);
        return new Frame<>(shown.tick(), shown.state(), view);
    }

    private static long part(long way, long elapsed, long duration) {
        return (long) ((double) way * elapsed / duration);
    }
}

package org.symmetricp2p.core;

import java.util.ArrayList;
import java.util.List;

/**
 * The snapshots of one peer, as an immutable list from the newest, which is the present, to the one at
 * tick 0, which is always there, or the first that wasn't dropped with the events before it (spec 8.20).
 *
 * <p>A snapshot costs a reference, so one is taken at every tick; which ones stay is a function of two
 * ticks, {@link #isKept}. A tick that 2^k divides stays until it is {@value #DENSITY} * 2^k ticks behind.
 * So at distance d at least every (d / 4)-th tick or so is there: O(log T) snapshots in all, and going
 * back d ticks means simulating at most some 1.3 d, whatever T is (spec 4.10).
 */
final class Snapshots<S> {

    /** How many ticks behind the present each tick is kept; also, of each power of two, how many multiples. */
    static final int DENSITY = 8;

    /** How often those that are no longer kept are dropped, in ticks: often enough to stay O(log T). */
    private static final int PRUNE_INTERVAL = 32;

    private final Snapshot<S> newest;
    private final Snapshots<S> older; // null after the one at tick 0

    private Snapshots(Snapshot<S> newest, Snapshots<S> older) {
        this.newest = newest;
        this.older = older;
    }

    /** The beginning: only the state at tick 0. */
    static <S> Snapshots<S> startingWith(S start) {
        return from(new Snapshot<>(0, start));
    }

    /** Only one, before which nobody wants to go back. */
    static <S> Snapshots<S> from(Snapshot<S> first) {
        return new Snapshots<>(first, null);
    }

    static boolean isKept(long tick, long now) {
        return tick == 0 || now - tick <= (long) DENSITY << Long.numberOfTrailingZeros(tick);
    }

    Snapshot<S> newest() {
        return newest;
    }

    /** These and one more, of the tick after the newest. */
    Snapshots<S> add(long tick, S state) {
        Snapshots<S> all = new Snapshots<>(new Snapshot<>(tick, state), this);
        return tick % PRUNE_INTERVAL == 0 ? all.pruned(tick) : all;
    }

    /** Those before a tick, which is at least 1. */
    Snapshots<S> before(long tick) {
        Snapshots<S> rest = this;
        while (rest.newest.tick() >= tick) {
            rest = rest.older;
        }
        return rest;
    }

    /** Those from the newest one up to a tick on. */
    Snapshots<S> downTo(long tick) {
        if (newest.tick() <= tick || older == null) {
            return from(newest);
        }
        return new Snapshots<>(newest, older.downTo(tick));
    }

    /** The one at tick 0, or the first that wasn't dropped. */
    Snapshot<S> oldest() {
        Snapshots<S> rest = this;
        while (rest.older != null) {
            rest = rest.older;
        }
        return rest.newest;
    }

    /** All of them, the newest first. */
    List<Snapshot<S>> list() {
        List<Snapshot<S>> list = new ArrayList<>();
        for (Snapshots<S> rest = this; rest != null; rest = rest.older) {
            list.add(rest.newest);
        }
        return list;
    }

    /**
     * Those that are kept at a tick, which is a multiple of the interval. Going back, it stops where no more can be
     * dropped: what 2^k divides, from the interval on, is dropped {@value #DENSITY} * 2^k ticks after a multiple of
     * 2^k, so only if 2^k divides the last pruning's tick. So pruning doesn't cost more as the session grows old; and
     * what lies behind the last one dropped is shared, not copied.
     */
    private Snapshots<S> pruned(long now) {
        long last = now - PRUNE_INTERVAL;
        int highest = Long.numberOfTrailingZeros(Math.max(last, PRUNE_INTERVAL));
        return kept(now, last - ((long) DENSITY << highest));
    }

    private Snapshots<S> kept(long now, long horizon) {
        if (older == null || newest.tick() < horizon) {
            return this;
        }
        Snapshots<S> rest = older.kept(now, horizon);
        if (!isKept(newest.tick(), now)) {
            return rest;
        }
        return rest == older ? this : new Snapshots<>(newest, rest);
    }
}

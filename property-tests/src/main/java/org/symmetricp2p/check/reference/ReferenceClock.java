package org.symmetricp2p.check.reference;

import java.util.Optional;
import org.symmetricp2p.core.ClockKind;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Timing;

/** The clock of spec 5.1 to 5.3, 5.8 and 5.9, with the names of its variables; {@link ReferenceRootedClock} is another one. */
class ReferenceClock {

    private static final long SECOND = 1_000_000_000;

    final long fps;
    private final long delta;
    private long a;
    private long b;
    private long g;
    private long h;
    private long n;
    private long t;

    ReferenceClock(Config config, long start) {
        fps = config.fps();
        delta = config.delta();
        a = start;
        n = start;
    }

    static ReferenceClock of(Config config, long start) {
        return config.clock() == ClockKind.ROOTED
                ? new ReferenceRootedClock(config, start)
                : new ReferenceClock(config, start);
    }

    /** A link has become live, at a local time, with a neighbour that was at a tick. */
    void meet(LinkId link, long tick, long nanos) {}

    /** A link is over. */
    void part(LinkId link) {}

    /** What SYNC tells of the neighbour's time, which came at a local time. */
    void hear(LinkId link, Timing timing, long nanos) {}

    /** Whether SYNC is due, after it was at an earlier reading. */
    boolean isDue(long told) {
        return n - told >= SECOND;
    }

    void telling() {}

    Optional<Timing> timing(LinkId link) {
        return Optional.empty();
    }

    /** The clock that counts of those that a SYNC tells (spec 5.19). */
    long told(long clock, Optional<Timing> timing) {
        return clock;
    }

    void hear(long clock) {
        h = Math.max(h, clock);
    }

    void read(long localTime) {
        long now = Math.max(localTime, n);
        long e = now - a;
        long reached = Math.max(t, b + floor(e * fps, SECOND) + closed(e));
        long open = g - closed(e);
        if (h > reached + open + delta) {
            a = now;
            b = reached;
            g = h - reached;
        } else if (g > 0 && open == 0) {
            b += g;
            g = 0;
        }
        h = 0;
        n = now;
        t = reached;
    }

    private long closed(long e) {
        return g == 0 ? 0 : floor(g * floor(Math.min(e, SECOND), 1_000), 1_000_000);
    }

    /** T: the tick that the peer is at. */
    long tick() {
        return t;
    }

    /** N: when the clock was read last. */
    long nanos() {
        return n;
    }

    /** G: how many ticks are being caught up. */
    long gap() {
        return g;
    }

    /** Whether more was heard than input is issued at (spec 2.9). */
    boolean hasHeardAhead() {
        return h > t + g + delta;
    }

    /** Where it is going, with what it has heard (spec 3.5). */
    long aim() {
        return Math.max(h, t + g - closed(n - a));
    }

    /** Whether hearing a clock would change where it is going. */
    boolean isMovedBy(long clock) {
        return clock > t + g - closed(n - a) + delta;
    }

    /** When a tick is due (spec 5.9). */
    long due() {
        return g > 0 ? n + floor(SECOND, fps) : a - floor(-(t + 1 - b) * SECOND, fps);
    }

    /** When the gap is closed, if there is one. */
    long closing() {
        return a + SECOND;
    }

    private static long floor(long dividend, long divisor) {
        return Math.floorDiv(dividend, divisor);
    }
}

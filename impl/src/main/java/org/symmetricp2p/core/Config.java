package org.symmetricp2p.core;

import java.util.Objects;
import java.util.Optional;

/**
 * What is fixed for one life of a peer. {@code fps}, {@code clock} and whether there is {@code settling} must be the same on all peers, who
 * refuse to link otherwise; the rest is each peer's own choice (spec 1.9, 1.10, 1.11).
 *
 * @param self this peer and this life of it; the core begins another one if somebody else issues as this one (spec 6.25)
 * @param fps ticks per second, 1 to {@link #MAX_FPS}
 * @param delta Δ: how many ticks into the future a new event is stamped, and the lag that the clock
 *     tolerates; 1 to {@link #MAX_DELTA}
 * @param travelNanos how long the user sees a travel at most, in nanoseconds: 0 (instant) to
 *     {@link #MAX_TRAVEL_NANOS}
 * @param joinNanos how long a peer that hasn't reached anyone yet queues its input, in nanoseconds: 0
 *     (works alone from the start) to {@link #MAX_JOIN_NANOS}
 * @param limits what the peer puts up with
 * @param clock how clocks keep together; the same on all peers, who refuse to link otherwise
 * @param settling whether a keeper says what is settled, and how; no peer of the session does it without (spec 8.1)
 * @param adaptive whether the peer chooses Δ anew for each event, and how; then {@code delta} is that of its first ones, and the lag that the clock
 *     tolerates
 */
public record Config(
        Source self,
        int fps,
        int delta,
        long travelNanos,
        long joinNanos,
        Limits limits,
        ClockKind clock,
        Optional<Settling> settling,
        Optional<Adaptive> adaptive) {

    public static final int MAX_FPS = 1_000;
    public static final int MAX_DELTA = 10_000;
    public static final long MAX_TRAVEL_NANOS = 1_000_000_000;

    /** A day. */
    public static final long MAX_JOIN_NANOS = 86_400_000_000_000L;

    /** The paper's rate. */
    public static final int DEFAULT_FPS = 50;

    /** 100 ms at 50 FPS. */
    public static final int DEFAULT_DELTA = 5;

    public static final long DEFAULT_JOIN_NANOS = 10_000_000_000L;

    public Config {
        Objects.requireNonNull(self, "self");
        Bounds.check("fps", fps, 1, MAX_FPS);
        Bounds.check("delta", delta, 1, MAX_DELTA);
        Bounds.check("travelNanos", travelNanos, 0, MAX_TRAVEL_NANOS);
        Bounds.check("joinNanos", joinNanos, 0, MAX_JOIN_NANOS);
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(settling, "settling");
        Objects.requireNonNull(adaptive, "adaptive");
    }

    /** With the same Δ for all events. */
    public Config(
            Source self,
            int fps,
            int delta,
            long travelNanos,
            long joinNanos,
            Limits limits,
            ClockKind clock,
            Optional<Settling> settling) {
        this(self, fps, delta, travelNanos, joinNanos, limits, clock, settling, Optional.empty());
    }

    /** Of a session that doesn't settle. */
    public Config(Source self, int fps, int delta, long travelNanos, long joinNanos, Limits limits, ClockKind clock) {
        this(self, fps, delta, travelNanos, joinNanos, limits, clock, Optional.empty());
    }

    /** The defaults: 50 FPS, Δ of 5 ticks, travels of up to 1 s, waiting up to 10 s to join, the standard limits, the paper's clock. */
    public static Config of(Source self) {
        return new Config(
                self,
                DEFAULT_FPS,
                DEFAULT_DELTA,
                MAX_TRAVEL_NANOS,
                DEFAULT_JOIN_NANOS,
                Limits.STANDARD,
                ClockKind.PAPER);
    }

    public Config withSelf(Source newSelf) {
        return new Config(newSelf, fps, delta, travelNanos, joinNanos, limits, clock, settling, adaptive);
    }

    public Config withFps(int newFps) {
        return new Config(self, newFps, delta, travelNanos, joinNanos, limits, clock, settling, adaptive);
    }

    public Config withDelta(int newDelta) {
        return new Config(self, fps, newDelta, travelNanos, joinNanos, limits, clock, settling, adaptive);
    }

    public Config withTravelNanos(long newTravelNanos) {
        return new Config(self, fps, delta, newTravelNanos, joinNanos, limits, clock, settling, adaptive);
    }

    public Config withJoinNanos(long newJoinNanos) {
        return new Config(self, fps, delta, travelNanos, newJoinNanos, limits, clock, settling, adaptive);
    }

    public Config withLimits(Limits newLimits) {
        return new Config(self, fps, delta, travelNanos, joinNanos, newLimits, clock, settling, adaptive);
    }

    public Config withClock(ClockKind newClock) {
        return new Config(self, fps, delta, travelNanos, joinNanos, limits, newClock, settling, adaptive);
    }

    public Config withSettling(Settling newSettling) {
        return new Config(self, fps, delta, travelNanos, joinNanos, limits, clock, Optional.of(newSettling), adaptive);
    }

    public Config withAdaptive(Adaptive newAdaptive) {
        return new Config(self, fps, delta, travelNanos, joinNanos, limits, clock, settling, Optional.of(newAdaptive));
    }

    // ---- the limits that the core itself keeps ----

    /**
     * The furthest ahead, in ticks, that a clock may be to be believed by a peer that never had a link, and that a stamp may be by any:
     * {@link Limit#LEAD}.
     */
    public long maxLead() {
        return limits.of(Limit.LEAD);
    }

    /** How much the events of the session may take in this peer's memory, in bytes: {@link Limit#EVENT_BYTES}. */
    public long maxEventBytes() {
        return limits.of(Limit.EVENT_BYTES);
    }

    public Config withMaxLead(long ticks) {
        return withLimits(limits.with(Limit.LEAD, ticks));
    }

    public Config withMaxEventBytes(long bytes) {
        return withLimits(limits.with(Limit.EVENT_BYTES, bytes));
    }
}

package org.symmetricp2p.core;

import java.util.Optional;

/**
 * A peer's clock: turns readings of the local time into ticks, and keeps together with those of others. An immutable value. There
 * is one for each {@link ClockKind}; in a session all peers have the same kind.
 */
public sealed interface Clock permits PaperClock, RootedClock {

    /** How long it takes to close a gap of any size. */
    long CATCH_UP_NANOS = 1_000_000_000;

    /** A clock that is at tick 0 now. */
    static Clock startingAt(long nanos, Config config) {
        return switch (config.clock()) {
            case PAPER -> PaperClock.startingAt(nanos, config.fps(), config.delta());
            case ROOTED -> RootedClock.startingAt(nanos, config.fps(), config.self());
        };
    }

    /** The tick at the last reading; never decreases. */
    long tick();

    /** The last reading of the local time, in nanoseconds; never decreases. */
    long nanos();

    /** Ticks per second. */
    int fps();

    /** With the paper's clock, the highest tick that was heard since the last reading; 0 if none was, and with others. */
    default long heard() {
        return 0;
    }

    /** How many ticks it is behind of where it is going: 0, or being closed since {@link #anchorNanos}. */
    long gap();

    /** The local time at which it began to close the gap, if there is one. */
    long anchorNanos();

    /** Moves on to the present. */
    Clock read(long time);

    /** Takes note of a tick that a neighbour told. */
    Clock hear(long neighbour);

    /** A link has become live, at a local time, and its neighbour told this tick. */
    default Clock meet(LinkId link, long neighbour, long time) {
        return this;
    }

    /** A link is over. */
    default Clock part(LinkId link) {
        return this;
    }

    /** Takes what SYNC tells of the neighbour's time, at a local time (spec 5.14). */
    default Clock hear(LinkId link, Timing timing, long time) {
        return this;
    }

    /** The tick that a message tells, in one way or the other; 0 if none. */
    default long toldBy(Message message) {
        if (message instanceof Message.Hello hello) {
            return hello.clock();
        } else if (message instanceof Message.Events events) {
            return events.clock();
        } else if (message instanceof Message.Sync sync) {
            return Math.max(
                    sync.clock(),
                    sync.timing()
                            .map(timing -> ticksIn(timing.time(), 1_000_000))
                            .orElse(0L));
        }
        return 0;
    }

    /** Whether SYNC is to be sent at this reading, if it was last sent at an earlier one (spec 5.8, 5.18). */
    boolean isDue(long toldNanos);

    /** SYNC is sent now. */
    default Clock telling() {
        return this;
    }

    /** What SYNC says of the time over a link; nothing with the paper's clock. */
    default Optional<Timing> timing(LinkId link) {
        return Optional.empty();
    }

    /** Whether a gap is being closed, or will be from the next reading on. */
    default boolean isCatchingUp() {
        return gap() > 0 || hasHeardAhead();
    }

    /** Whether, since the last reading, something was heard that makes it catch up at the next. */
    boolean hasHeardAhead();

    /** Whether hearing a tick would change where it is going. */
    boolean isMovedBy(long neighbour);

    /** The tick that it is going to, with what it has heard since the last reading. */
    long aim();

    /** The local time of the next tick; while catching up, of the next frame, in which many ticks pass (spec 5.9). */
    long nextTickNanos();

    /** Whole ticks in a time, in nanoseconds. */
    default long ticksIn(long elapsed) {
        return ticksIn(elapsed, CATCH_UP_NANOS);
    }

    /** Whole ticks in a time of which so much is a second; split there so that no product overflows, however long the time. */
    private long ticksIn(long time, long second) {
        return time / second * fps() + time % second * fps() / second;
    }
}

package org.symmetricp2p.core;

import java.util.Objects;
import java.util.Optional;

/**
 * That a session settles, which all peers of it have to want, and what this peer chooses about it (spec 8.1).
 *
 * @param keeper whose declarations say what is settled: the peer that begins the session names itself, others name it or leave it to
 *     the first neighbour that knows it
 * @param silenceNanos after which silence of a source the keeper no longer waits for it, in nanoseconds: 1 s to {@link #FOR_EVER}
 * @param issuesAgain whether own events that have become void are issued again; the application is told of them in either case
 * @param window how many ticks before the last settled one the peer keeps events and states for at least: 1 to {@link #KEEP_ALL}; at most twice as
 *     many, and what is between two snapshots (spec 8.20)
 */
public record Settling(Optional<Source> keeper, long silenceNanos, boolean issuesAgain, long window) {

    /** Of a window: as in the paper, everything is kept. */
    public static final long KEEP_ALL = Long.MAX_VALUE;

    /** A silence that never ends: as in the paper, a peer may come back after any time with old events. */
    public static final long FOR_EVER = Long.MAX_VALUE;

    private static final long SECOND = 1_000_000_000;

    /** Takes the keeper of the first neighbour that knows one. */
    public static final Settling JOINING = new Settling(Optional.empty(), FOR_EVER, true, KEEP_ALL);

    public Settling {
        Objects.requireNonNull(keeper, "keeper");
        Bounds.check("silenceNanos", silenceNanos, SECOND, FOR_EVER);
        Bounds.check("window", window, 1, KEEP_ALL);
    }

    /** With this keeper, which may be the peer itself. */
    public static Settling keptBy(Source keeper) {
        return new Settling(Optional.of(keeper), FOR_EVER, true, KEEP_ALL);
    }

    public Settling withSilenceNanos(long newSilenceNanos) {
        return new Settling(keeper, newSilenceNanos, issuesAgain, window);
    }

    public Settling withIssuesAgain(boolean newIssuesAgain) {
        return new Settling(keeper, silenceNanos, newIssuesAgain, window);
    }

    public Settling withWindow(long newWindow) {
        return new Settling(keeper, silenceNanos, issuesAgain, newWindow);
    }
}

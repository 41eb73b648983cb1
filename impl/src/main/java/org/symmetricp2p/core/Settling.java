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
 */
public record Settling(Optional<Source> keeper, long silenceNanos, boolean issuesAgain) {

    /** A silence that never ends: as in the paper, a peer may come back after any time with old events. */
    public static final long FOR_EVER = Long.MAX_VALUE;

    private static final long SECOND = 1_000_000_000;

    /** Takes the keeper of the first neighbour that knows one. */
    public static final Settling JOINING = new Settling(Optional.empty(), FOR_EVER, true);

    public Settling {
        Objects.requireNonNull(keeper, "keeper");
        Bounds.check("silenceNanos", silenceNanos, SECOND, FOR_EVER);
    }

    /** With this keeper, which may be the peer itself. */
    public static Settling keptBy(Source keeper) {
        return new Settling(Optional.of(keeper), FOR_EVER, true);
    }

    public Settling withSilenceNanos(long newSilenceNanos) {
        return new Settling(keeper, newSilenceNanos, issuesAgain);
    }

    public Settling withIssuesAgain(boolean newIssuesAgain) {
        return new Settling(keeper, silenceNanos, newIssuesAgain);
    }
}

package org.symmetricp2p.link;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Neighbours that dial and come to nothing: of too many of them, which one has to go, so that whoever makes many connections harms
 * itself first (spec 6.21); and what the user is told of them: one in a second, of one reason one in a minute, and how many others. An
 * immutable value.
 *
 * @param why the reason that was told last
 * @param toldNanos when
 * @param untold how many there were since then
 */
record Strangers(String why, long toldNanos, int untold) {

    static final Strangers NONE = new Strangers("", Long.MIN_VALUE / 2, 0);

    private static final long QUIET_NANOS = 1_000_000_000;

    /** Whoever knows another version of an event dials again and again, and is always turned away for the same reason. */
    private static final long SAME_NANOS = 60 * QUIET_NANOS;

    private boolean isTold(String reason, long now) {
        return now - toldNanos >= (reason.equals(why) ? SAME_NANOS : QUIET_NANOS);
    }

    /** What the user is told of one that is gone. */
    Optional<Action> gone(Connection connection, String reason, long now) {
        if (!isTold(reason, now)) {
            return Optional.empty();
        }
        String others = untold == 0 ? "" : " (and " + untold + " others)";
        return Optional.of(notice(connection, reason + others));
    }

    /** After one is gone. */
    Strangers after(String reason, long now) {
        return isTold(reason, now) ? new Strangers(reason, now, 0) : new Strangers(why, toldNanos, untold + 1);
    }

    static Action notice(Connection connection, String why) {
        return new Action.Notice("connection with " + connection.address() + " closed: " + why);
    }

    /** Of those from the machine that has the most of them, the oldest; among several such machines, that of the oldest. */
    static Connection firstToGo(List<Connection> greeting) {
        SortedMap<String, Integer> byHost = new TreeMap<>();
        greeting.forEach(connection -> byHost.merge(connection.host(), 1, Integer::sum));
        return greeting.stream()
                .min(Comparator.<Connection>comparingInt(c -> -byHost.get(c.host()))
                        .thenComparingLong(Connection::madeNanos)
                        .thenComparing(Connection::id))
                .orElseThrow();
    }

    /** The one whose time to read why is over first. */
    static Connection firstToEnd(List<Connection> closing) {
        return closing.stream()
                .min(Comparator.comparingLong(Connection::sinceNanos).thenComparing(Connection::id))
                .orElseThrow();
    }
}

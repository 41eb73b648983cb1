package org.symmetricp2p.link;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.wire.Wire;

/** The rules about the end of a connection, within one {@link Turn}: how it ends, and who hears of it (spec 6.17, 6.19, 6.21). */
final class Ends {

    private final Moment moment;
    private final Connections connections;
    private final Dialling dialling;
    private final Consumer<Input> core;
    private SortedMap<Integer, String> whyLost = Collections.emptySortedMap(); // by peer, to which a link is over
    private Strangers strangers;

    /** @param core takes what the peer has to know */
    Ends(Strangers strangers, Moment moment, Connections connections, Dialling dialling, Consumer<Input> core) {
        this.strangers = strangers;
        this.moment = moment;
        this.connections = connections;
        this.dialling = dialling;
        this.core = core;
    }

    Strangers outcome() {
        return strangers;
    }

    /** Says why, instead of all that waits, and closes (spec 6.17). */
    void close(Connection connection, Message.Bye bye) {
        if (!connection.isOver()) {
            over(
                    connection,
                    moment.now + moment.limits.nanosOf(Limit.BYE_MILLIS),
                    bye.text(),
                    bye.reason().isFinal());
            moment.act(new Action.Write(connection.id(), ByteBuffer.wrap(Wire.frame(bye))));
            moment.act(new Action.Finish(connection.id()));
            List<Connection> closing = connections.all(Connection::isClosing);
            if (closing.size() > moment.limits.of(Limit.CLOSING)) {
                moment.hasReached(Limit.CLOSING);
                closeAltogether(Strangers.firstToEnd(closing));
            }
        }
    }

    void closeAltogether(Connection connection) {
        connections.put(connection.over(Long.MAX_VALUE));
        moment.act(new Action.Close(connection.id()));
    }

    /** The neighbour said why it closes (spec 6.19). */
    void closedByNeighbour(Connection connection, Message.Bye bye) {
        over(
                connection,
                Long.MAX_VALUE,
                (bye.text().isEmpty() ? bye.reason().toString() : bye.text()) + " (said there)",
                bye.reason().isFinal());
        moment.act(new Action.Close(connection.id()));
    }

    /** Closes at once, for a reason that can't be told. */
    void abort(Connection connection, String why) {
        over(connection, Long.MAX_VALUE, why, false);
        moment.act(new Action.Close(connection.id()));
    }

    void onClosed(Signal.Closed closed) {
        connections
                .counting(closed.link())
                .ifPresent(c -> over(c, Long.MAX_VALUE, closed.why().orElse("the connection was lost"), false));
        if (connections.contains(closed.link())) {
            connections.remove(closed.link());
        }
    }

    /** From now on the connection counts for nothing; the user and its dialler hear of it. */
    private void over(Connection connection, long closeNanos, String why, boolean isFinal) {
        connections.put(connection.over(closeNanos));
        if (connection.isUp()) {
            core.accept(new Input.LinkDown(connection.id()));
        }
        if (connection.isLive()) {
            whyLost = new TreeMap<>(whyLost);
            whyLost.put(connection.neighbour().getAsInt(), why);
        } else if (connection.dial().isEmpty()) {
            strangers.gone(connection, why, moment.now).ifPresent(moment::act);
            strangers = strangers.after(why, moment.now);
        } else if (dialling.isNews(connection.dial(), why)) {
            moment.act(Strangers.notice(connection, why));
        }
        dialling.ended(connection, why, isFinal);
    }

    /** Whom the endpoint was linked to and isn't any more, or the other way round; a newer link in its place is no news. */
    void tellNews(SortedMap<LinkId, Connection> before) {
        if (!connections.hasNews()) {
            return;
        }
        SortedSet<Integer> linkedBefore = Connections.linked(before);
        SortedSet<Integer> linkedNow = Connections.linked(connections.outcome());
        for (int id : linkedBefore) {
            if (!linkedNow.contains(id)) {
                moment.act(new Action.Unlinked(id, whyLost.get(id)));
                dialling.lost(id);
            }
        }
        for (int id : linkedNow) {
            if (!linkedBefore.contains(id)) {
                moment.act(new Action.Linked(id));
            }
        }
    }
}

package org.symmetricp2p.explore;

import java.util.List;
import java.util.stream.Stream;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.StampedEvent;

/**
 * A connection between two peers: FIFO both ways. When it is cut, what is on its way may still arrive, nothing more is
 * sent, and each end notices at its own time.
 *
 * @param isUp whether it carries what is sent
 * @param dialler the end of the peer that dialled
 * @param acceptor the other end
 */
record Connection(boolean isUp, End dialler, End acceptor) {

    /** What an end has gone through, as its machine sees it. */
    enum Status {
        /** Dialled, and not accepted yet. */
        NEW,
        /** The peer was told that the link is up. */
        OPEN,
        /** The peer closed it, or was told that it is down. */
        GONE
    }

    /**
     * An end.
     *
     * @param peer whose it is
     * @param sent what it has sent and the other hasn't received yet
     * @param crossed the events that it ever sent, for property 14
     */
    record End(int peer, Status status, List<Message> sent, List<StampedEvent> crossed) {

        End with(Status now) {
            return new End(peer, now, sent, crossed);
        }

        End with(List<Message> messages) {
            return new End(peer, status, messages, crossed);
        }

        End sending(Message message) {
            List<StampedEvent> events = message instanceof Message.Events some ? some.events() : List.of();
            return new End(peer, status, joined(sent, List.of(message)), joined(crossed, events));
        }

        private static <T> List<T> joined(List<T> some, List<T> more) {
            return Stream.concat(some.stream(), more.stream()).toList();
        }
    }

    static Connection dialled(int from, int to) {
        End dialler = new End(from, Status.OPEN, List.of(), List.of());
        return new Connection(true, dialler, new End(to, Status.NEW, List.of(), List.of()));
    }

    boolean has(int peer) {
        return dialler.peer == peer || acceptor.peer == peer;
    }

    /** Whether both ends are gone: then it is nothing but a number that isn't used again. */
    boolean isDead() {
        return dialler.status == Status.GONE && acceptor.status == Status.GONE;
    }

    End end(int peer) {
        return dialler.peer == peer ? dialler : acceptor;
    }

    End otherEnd(int peer) {
        return dialler.peer == peer ? acceptor : dialler;
    }

    /** The next message that will arrive at a peer is taken out. */
    Connection received(int peer) {
        End sender = otherEnd(peer);
        return with(sender.with(sender.sent.subList(1, sender.sent.size())));
    }

    Connection sent(int peer, Message message) {
        return isUp && otherEnd(peer).status != Status.GONE ? with(end(peer).sending(message)) : this;
    }

    Connection opened(int peer) {
        return with(end(peer).with(Status.OPEN));
    }

    /** A peer's end is gone, and what was on its way to it is lost. */
    Connection goneAt(int peer) {
        return with(end(peer).with(Status.GONE)).with(otherEnd(peer).with(List.of()));
    }

    Connection cut() {
        return new Connection(false, dialler, acceptor);
    }

    private Connection with(End changed) {
        return changed.peer == dialler.peer
                ? new Connection(isUp, changed, acceptor)
                : new Connection(isUp, dialler, changed);
    }
}

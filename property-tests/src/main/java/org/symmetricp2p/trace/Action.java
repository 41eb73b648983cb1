package org.symmetricp2p.trace;

import java.util.List;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Stamp;

/**
 * What can happen in {@code spec/tla/Flood.tla}, with its parameters: each record is the action of that name. Connections
 * are numbered from 1 in the order of dialling, as there.
 */
public sealed interface Action {

    /** A peer issues events together, in one message; the stamps ascend. */
    record Issue(int peer, List<Stamp> events) implements Action {
        public Issue {
            events = List.copyOf(events);
        }
    }

    /** A peer is the first that is told of a new connection, and says HELLO. */
    record Dial(int peer, int connection, int to) implements Action {}

    /** The other peer is told of it too. */
    record Accept(int peer, int connection) implements Action {}

    /** A peer receives HELLO, EVENTS, as a frame has them, or BYE over a link that it holds. */
    record Receive(int peer, int connection, Message message) implements Action {}

    /** A connection carries nothing any more. */
    record Cut(int connection) implements Action {}

    /** A peer is told so, of a link that it holds. */
    record Notice(int peer, int connection) implements Action {}

    /** A peer begins another life without its memory. */
    record Crash(int peer) implements Action {}

    /** The run is over, long after its world has healed; these are the events that a peer knows, in stamp order. */
    record End(int peer, List<Stamp> events) implements Action {
        public End {
            events = List.copyOf(events);
        }
    }
}

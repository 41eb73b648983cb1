package org.symmetricp2p.core;

import java.util.Objects;
import java.util.OptionalInt;
import org.symmetricp2p.app.Event;

/** All that can happen to a peer: the argument of {@link Peer#step}. */
public sealed interface Input {

    /** Time has passed: the only input that moves the clock and the simulation. */
    record ClockRead(long nanos) implements Input {}

    /** The application at this peer injects an event. */
    record LocalEvent(Event event) implements Input {
        public LocalEvent {
            Objects.requireNonNull(event, "event");
        }
    }

    /** The peer is about to leave, and issues nothing more; told in a session that settles (spec 8.14). */
    record Leaving() implements Input {}

    /**
     * A connection to a neighbour was established.
     *
     * @param link a name that this peer never used before
     * @param expected who should be at the other end, if that is known
     */
    record LinkUp(LinkId link, OptionalInt expected) implements Input {}

    /** A connection ended, for whatever reason; what was in flight is lost. */
    record LinkDown(LinkId link) implements Input {}

    /**
     * A message arrived.
     *
     * @param nanos the local time at which it did, in nanoseconds; what is before the last reading counts as that
     */
    record Received(LinkId link, Message message, long nanos) implements Input {
        public Received {
            Objects.requireNonNull(message, "message");
        }

        /** At the last reading: the paper's clock doesn't ask when. */
        public Received(LinkId link, Message message) {
            this(link, message, Long.MIN_VALUE);
        }
    }
}

package org.symmetricp2p.link;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.core.LinkId;

/** All that can happen to an {@link Endpoint}: time passes, its user wants something, something moves on a connection. */
public sealed interface Signal {

    // ---- time ----

    /** It is {@link Endpoint#nextWakeNanos}, or later. */
    record Wake() implements Signal {}

    // ---- the user ----

    /** The application injects an event. */
    record Inject(Event event) implements Signal {
        public Inject {
            Objects.requireNonNull(event, "event");
        }
    }

    /** Keep a link up to a peer at an address (spec 6.20). */
    record Link(int peer, Address address) implements Signal {
        public Link {
            Objects.requireNonNull(address, "address");
        }
    }

    /** Take the links to a peer down, and keep them down, whoever dials (spec 6.18). */
    record Unlink(int peer) implements Signal {}

    /** Take an {@link Unlink} back, and dial again, if the address is known. */
    record Relink(int peer) implements Signal {}

    /** Leave the session, or give it up: close everything, saying why (spec 6.12). */
    record Leave(String why) implements Signal {}

    // ---- the network ----

    /**
     * A neighbour has connected.
     *
     * @param link a name that was never used before
     * @param from the address at the other end, for a person
     */
    record Accepted(LinkId link, String from) implements Signal {}

    /**
     * An attempt has led to a connection.
     *
     * @param link a name that was never used before
     * @param from the address at the other end, for a person
     */
    record Connected(LinkId link, Dial dial, String from) implements Signal {}

    /** An attempt has failed, and why. */
    record Unreachable(Dial dial, String why) implements Signal {}

    /** A whole frame has arrived: all remaining bytes of the buffer, from the length on. */
    record Received(LinkId link, ByteBuffer frame) implements Signal {}

    /** A frame arrives that is longer than any may be (spec 7.3). */
    record Overlong(LinkId link) implements Signal {}

    /** Something arrives that is no frame, and why: on connections that have a form of their own, as WebSockets do (spec 7.29). */
    record Formless(LinkId link, String why) implements Signal {}

    /** The network has taken so many more bytes of the frames that it was given. */
    record Written(LinkId link, int bytes) implements Signal {}

    /** A connection has ended, and why if that is known; nothing more will be told of it. */
    record Closed(LinkId link, Optional<String> why) implements Signal {}
}

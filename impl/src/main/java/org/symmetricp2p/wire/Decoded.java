package org.symmetricp2p.wire;

import java.util.Objects;
import org.symmetricp2p.core.Message;

/** What {@link Wire#decode} makes of a frame. */
public sealed interface Decoded {

    /** The message that the frame holds. */
    record Ok(Message message) implements Decoded {
        public Ok {
            Objects.requireNonNull(message, "message");
        }
    }

    /**
     * The frame is not one that a correct peer of this version sends (spec 7.13, 7.14).
     *
     * @param reason {@link Message.Reason#INCOMPATIBLE} if the sender speaks another version of the
     *     protocol, otherwise {@link Message.Reason#VIOLATION}
     * @param what what is wrong, and where: the field, its value, its bound and its place in the frame, in
     *     bytes from the first of the length; printable ASCII
     */
    record Bad(Message.Reason reason, String what) implements Decoded {
        public Bad {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(what, "what");
        }

        /** What to answer before closing the link. */
        public Message.Bye bye() {
            return new Message.Bye(reason, what);
        }
    }
}

package org.symmetricp2p.link;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Limits;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.wire.Wire;

/**
 * What is to be sent to one neighbour, who may read slowly: messages wait here, and are made into frames only as the
 * network takes them (spec 3.12, 3.13). An immutable value.
 *
 * @param waiting the messages, the oldest first; of the first one, some frames may have been made
 * @param made how many frames of the first message have been made
 * @param unwritten how many bytes of frames the network has been given and hasn't taken yet
 * @param movedNanos when the network last took some, or was first given one that it hasn't taken
 */
record Outbox(List<Message> waiting, int made, int unwritten, long movedNanos) {

    static final Outbox EMPTY = new Outbox(List.of(), 0, 0, 0);

    /** Whether no further message can wait: the one that is being written isn't counted (spec 6.22). */
    boolean isFull(Limits limits) {
        return waiting.size() - Math.min(made, 1) >= limits.of(Limit.WAITING_MESSAGES);
    }

    Outbox with(Message message) {
        List<Message> longer = new ArrayList<>(waiting.size() + 1);
        longer.addAll(waiting);
        longer.add(message);
        return new Outbox(Collections.unmodifiableList(longer), made, unwritten, movedNanos);
    }

    /** With what is still due; what is left of a message that is being written waits as one of its own. */
    Outbox only(Function<Message, Optional<Message>> due) {
        List<Message> left = new ArrayList<>();
        for (int i = 0; i < waiting.size(); i++) {
            due.apply(i == 0 ? Wire.rest(waiting.get(0), made) : waiting.get(i)).ifPresent(left::add);
        }
        return new Outbox(Collections.unmodifiableList(left), 0, unwritten, movedNanos);
    }

    /** Whether the network should be given another frame now. */
    boolean hasFrame(Limits limits) {
        return !waiting.isEmpty() && unwritten < limits.of(Limit.WINDOW_BYTES);
    }

    /** The next frame. */
    ByteBuffer frame() {
        return ByteBuffer.wrap(Wire.frame(waiting.get(0), made));
    }

    /** After the next frame, of so many bytes, was given to the network. */
    Outbox given(int bytes, long nanos) {
        boolean isLast = made + 1 == Wire.frameCount(waiting.get(0));
        List<Message> left = isLast ? waiting.subList(1, waiting.size()) : waiting;
        return new Outbox(left, isLast ? 0 : made + 1, unwritten + bytes, unwritten == 0 ? nanos : movedNanos);
    }

    /** After the network has taken so many bytes. */
    Outbox taken(int bytes, long nanos) {
        return new Outbox(waiting, made, unwritten - bytes, nanos);
    }

    /** When the neighbour will have read nothing for too long. */
    long stalledNanos(Limits limits) {
        return unwritten == 0 ? Long.MAX_VALUE : movedNanos + limits.nanosOf(Limit.STALL_MILLIS);
    }
}

package org.symmetricp2p.vectors;

import static org.symmetricp2p.vectors.Samples.event;
import static org.symmetricp2p.vectors.Samples.fields;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.wire.Wire;

/** Messages of more events than a frame takes. */
final class LongMessages {

    static final Topic TOPIC = Topic.single(
            "wire/long-messages",
            "The frames of a message of any number of events: in order, as many events in each as it takes (32), the rest in the "
                    + "last, each frame with the sender's clock and good on its own. (spec 7.9)",
            fields("given.message", "what is to be sent", "expect.frames", "the bytes of its frames"),
            () -> List.of(events(1), events(32), events(33), events(70)),
            LongMessages::run);

    private LongMessages() {}

    private static Case events(int count) {
        List<StampedEvent> events = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            events.add(event(100 + i / 3, 7, i, i));
        }
        return Case.of("message-of-" + count + "-events", "", "message", new Message.Events(100, events));
    }

    private static Found run(Given given) {
        return Found.of("frames", frames(CoreValues.message(given.object("message"))));
    }

    /** @throws IllegalArgumentException if the message doesn't fit in the format */
    static List<byte[]> frames(Message message) {
        List<byte[]> frames = new ArrayList<>();
        for (Iterator<byte[]> all = Wire.frames(message); all.hasNext(); ) {
            frames.add(all.next());
        }
        return frames;
    }
}

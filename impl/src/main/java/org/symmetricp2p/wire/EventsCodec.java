package org.symmetricp2p.wire;

import static org.symmetricp2p.wire.Field.size;

import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;

/** The fields of EVENTS (spec 7.6). */
final class EventsCodec {

    private static final Field COUNT = new Field("number of events", 2, 1, Wire.MAX_EVENTS_PER_FRAME);
    private static final Field TICK = new Field("tick", 8, 1, Stamp.MAX_TICK);
    private static final Field TYPE = new Field("event type", 4, Event.NEXT, Integer.MAX_VALUE);
    private static final Field PAYLOAD_SIZE = new Field("payload size", 2, 0, Payload.MAX_SIZE);

    static final int MAX_SIZE = size(Parts.CLOCK, COUNT)
            + (int) COUNT.max()
                    * (size(TICK) + Parts.SOURCE_SIZE + size(Parts.SEQ, TYPE, PAYLOAD_SIZE) + (int) PAYLOAD_SIZE.max());

    private EventsCodec() {}

    static void write(Message.Events events, FrameWriter out) {
        out.put(Parts.CLOCK, events.clock());
        out.put(COUNT, events.events().size());
        for (int i = 0; i < events.events().size(); i++) {
            StampedEvent event = events.events().get(i);
            if (i > 0) {
                out.checkAscending("event", events.events().get(i - 1).stamp(), event.stamp());
            }
            write(event, out);
        }
    }

    static Decoded read(FrameReader in) {
        long clock = in.get(Parts.CLOCK);
        int count = in.getInt(COUNT);
        List<StampedEvent> events = new ArrayList<>();
        for (int i = 0; i < count && in.isGood(); i++) {
            int at = in.position();
            StampedEvent event = readEvent(in);
            if (i > 0) {
                in.checkAscending("event", events.get(i - 1).stamp(), event.stamp(), at);
            }
            events.add(event);
        }
        return in.end(() -> new Message.Events(clock, events));
    }

    private static void write(StampedEvent event, FrameWriter out) {
        out.put(TICK, event.tick());
        Parts.write(event.source(), out);
        out.put(Parts.SEQ, event.seq());
        out.put(TYPE, event.event().type());
        out.put(PAYLOAD_SIZE, event.event().payload().size());
        out.put(event.event().payload());
    }

    private static StampedEvent readEvent(FrameReader in) {
        long tick = in.get(TICK);
        Source source = Parts.readSource(in);
        long seq = in.get(Parts.SEQ);
        int type = in.getInt(TYPE);
        Payload payload = in.getPayload("payload", in.getInt(PAYLOAD_SIZE));
        return new StampedEvent(new Stamp(tick, source, seq), new Event(type, payload));
    }
}

package org.symmetricp2p.cli.attack;

import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.wire.Wire;

/** Fills the timeline. */
final class Payloads implements Attack {

    private static final int AHEAD = 10; // ticks

    @Override
    public String name() {
        return "payloads";
    }

    @Override
    public String what() {
        return "issues events with the largest payload, as fast as they go";
    }

    @Override
    public void wage(Battlefield field) throws IOException, InterruptedException {
        Event large = new Event(Event.NEXT, Payload.ofBytes(new byte[Payload.MAX_SIZE]));
        Source self = field.self(0);
        Foe foe = field.connect();
        Versions known = foe.greet(self, 0, Versions.NONE).versions();
        for (long seq = known.of(self) + 1; !field.isOver(); seq += Wire.MAX_EVENTS_PER_FRAME) {
            long tick = foe.clock() + AHEAD;
            List<StampedEvent> events = LongStream.range(seq, seq + Wire.MAX_EVENTS_PER_FRAME)
                    .mapToObj(s -> new StampedEvent(new Stamp(tick, self, s), large))
                    .toList();
            foe.send(new Message.Events(foe.clock(), events));
        }
    }
}

package org.symmetricp2p.cli.attack;

import java.io.IOException;
import java.util.List;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Versions;

/** Makes a peer go far back in time, again and again. */
final class Deep implements Attack {

    private static final long TICK = 5;

    @Override
    public String name() {
        return "deep";
    }

    @Override
    public String what() {
        return "issues an event of tick 5 every 10 ms";
    }

    @Override
    public void wage(Battlefield field) throws IOException, InterruptedException {
        Source self = field.self(0);
        Foe foe = field.connect();
        Versions known = foe.greet(self, 0, Versions.NONE).versions();
        for (long seq = known.of(self) + 1; !field.isOver(); seq++) {
            Stamp stamp = new Stamp(TICK, self, seq);
            foe.send(new Message.Events(foe.clock(), List.of(new StampedEvent(stamp, Event.of(Event.NEXT, 0)))));
            field.pause(10);
        }
    }
}

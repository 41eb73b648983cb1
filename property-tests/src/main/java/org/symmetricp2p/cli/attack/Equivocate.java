package org.symmetricp2p.cli.attack;

import java.io.IOException;
import java.util.List;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Versions;

/** Issues one event in two versions. */
final class Equivocate implements Attack {

    private static final int AHEAD = 100; // ticks

    @Override
    public String name() {
        return "equivocate";
    }

    @Override
    public String what() {
        return "tells each of two peers, whose link is down, another version of one event of its own";
    }

    @Override
    public int targets() {
        return 2;
    }

    @Override
    public void wage(Battlefield field) throws IOException, InterruptedException {
        Source self = field.self(0);
        Foe one = field.connect(0);
        Foe other = field.connect(1);
        one.greet(self, 0, Versions.NONE);
        other.greet(self, 0, Versions.NONE);
        Stamp stamp = new Stamp(Math.max(one.clock(), other.clock()) + AHEAD, self, 1);
        one.send(new Message.Events(0, List.of(new StampedEvent(stamp, Event.of(Event.NEXT, 0)))));
        other.send(new Message.Events(0, List.of(new StampedEvent(stamp, Event.of(Event.NEXT, 1)))));
        while (!field.isOver()) {
            one.send(new Message.Sync(one.clock()));
            other.send(new Message.Sync(other.clock()));
            field.pause(1_000);
        }
    }
}

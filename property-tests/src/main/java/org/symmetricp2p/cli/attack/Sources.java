package org.symmetricp2p.cli.attack;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Versions;

/** Fills the session with issuers of events. */
final class Sources implements Attack {

    private static final int AHEAD = 10; // ticks

    @Override
    public String name() {
        return "sources";
    }

    @Override
    public String what() {
        return "issues one event each of 65,536 sources that never were";
    }

    @Override
    public void wage(Battlefield field) throws IOException, InterruptedException {
        Foe foe = field.connect();
        foe.greet(field.self(0), 0, Versions.NONE);
        long life = field.self(0).incarnation();
        long tick = foe.clock() + AHEAD;
        List<StampedEvent> all = IntStream.range(0, Versions.MAX_SOURCES)
                .mapToObj(peer -> new StampedEvent(new Stamp(tick, new Source(peer, life), 1), Event.of(Event.NEXT, 0)))
                .toList();
        foe.send(new Message.Events(foe.clock(), all));
        foe.stay();
    }
}

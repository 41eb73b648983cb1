package org.symmetricp2p.cli.attack;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Versions;

/** Speaks for somebody else. */
final class Forge implements Attack {

    private static final int AHEAD = 1_000; // ticks: later than what the honest peer issued last

    @Override
    public String name() {
        return "forge";
    }

    @Override
    public String what() {
        return "issues the next event of an honest peer, as soon as the target knows one of another peer";
    }

    @Override
    public void wage(Battlefield field) throws IOException, InterruptedException {
        Foe foe = field.connect();
        Source target = foe.greet(field.self(0), 0, Versions.NONE).self();
        while (!field.isOver()) {
            Optional<Map.Entry<Source, Long>> victim = foe.known().entrySet().stream()
                    .filter(known -> known.getKey().peer() != target.peer())
                    .findFirst();
            foe.send(victim.isPresent() ? forged(victim.get(), foe.clock()) : new Message.Sync(foe.clock()));
            field.pause(500);
        }
    }

    private static Message forged(Map.Entry<Source, Long> known, long clock) {
        Stamp stamp = new Stamp(clock + AHEAD, known.getKey(), known.getValue() + 1);
        return new Message.Events(clock, List.of(new StampedEvent(stamp, Event.of(Event.NEXT, 0))));
    }
}

package org.symmetricp2p.check;

import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.ForwardingSimulation;
import org.symmetricp2p.app.Simulation;

/** A simulation that writes down which events it applies, to compare with those that it should have. */
final class Taped<S> extends ForwardingSimulation<S> {

    private final List<Event> tape = new ArrayList<>();

    Taped(Simulation<S> simulation) {
        super(simulation);
    }

    /** The events applied since the last time, in order. */
    List<Event> take() {
        if (tape.isEmpty()) {
            return List.of();
        }
        List<Event> taken = List.copyOf(tape);
        tape.clear();
        return taken;
    }

    @Override
    public S event(S state, Event event) {
        tape.add(event);
        return super.event(state, event);
    }
}

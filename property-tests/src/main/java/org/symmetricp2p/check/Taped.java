package org.symmetricp2p.check;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;

/** A simulation that writes down which events it applies, to compare with those that it should have. */
final class Taped<S> implements Simulation<S> {

    private final Simulation<S> simulation;
    private final List<Event> tape = new ArrayList<>();

    Taped(Simulation<S> simulation) {
        this.simulation = simulation;
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
    public String id() {
        return simulation.id();
    }

    @Override
    public int stateSize() {
        return simulation.stateSize();
    }

    @Override
    public S start() {
        return simulation.start();
    }

    @Override
    public S tick(S state) {
        return simulation.tick(state);
    }

    @Override
    public S event(S state, Event event) {
        tape.add(event);
        return simulation.event(state, event);
    }

    @Override
    public void encode(S state, ByteBuffer out) {
        simulation.encode(state, out);
    }

    @Override
    public S decode(ByteBuffer in) {
        return simulation.decode(in);
    }

    @Override
    public long hash(S state) {
        return simulation.hash(state);
    }
}

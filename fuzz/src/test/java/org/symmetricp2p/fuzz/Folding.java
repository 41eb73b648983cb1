package org.symmetricp2p.fuzz;

import java.nio.ByteBuffer;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;

/** Folds each event, with its tick, into a number: as sensitive as {@link org.symmetricp2p.sim.Chain}, but takes any event. */
final class Folding implements Simulation<Folding.State> {

    private static final long FNV_PRIME = 0x100000001b3L;

    /** How many ticks have passed, and the number. */
    record State(long tick, long folded) {}

    @Override
    public String id() {
        return "folding/1";
    }

    @Override
    public int stateSize() {
        return 2 * Long.BYTES;
    }

    @Override
    public State start() {
        return new State(0, 0);
    }

    @Override
    public State tick(State s) {
        return new State(s.tick + 1, s.folded);
    }

    @Override
    public State event(State s, Event event) {
        return new State(s.tick, ((s.folded ^ s.tick) * FNV_PRIME ^ event.hashCode()) * FNV_PRIME);
    }

    @Override
    public void encode(State s, ByteBuffer out) {
        out.putLong(s.tick).putLong(s.folded);
    }

    @Override
    public State decode(ByteBuffer in) {
        return new State(in.getLong(), in.getLong());
    }
}

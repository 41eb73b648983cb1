package org.symmetricp2p.kit;

import java.nio.ByteBuffer;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;

/** A right application, of which each test makes one function wrong: adds numbers up. Not final, for that. */
class Counter implements Simulation<Counter.State> {

    static final int ADD = Event.NEXT;

    /** {@code hidden} is always 0 here and isn't encoded. */
    record State(int tick, int sum, int hidden) {
        State(int tick, int sum) {
            this(tick, sum, 0);
        }
    }

    @Override
    public String id() {
        return "counter/1";
    }

    @Override
    public int stateSize() {
        return 2 * Integer.BYTES;
    }

    @Override
    public State start() {
        return new State(0, 0);
    }

    @Override
    public State tick(State s) {
        return new State(s.tick() + 1, s.sum(), s.hidden());
    }

    @Override
    public State event(State s, Event event) {
        return new State(s.tick(), s.sum() + event.payload().intAt(0), s.hidden());
    }

    @Override
    public void encode(State s, ByteBuffer out) {
        out.putInt(s.tick()).putInt(s.sum());
    }

    @Override
    public State decode(ByteBuffer in) {
        return new State(in.getInt(), in.getInt());
    }
}

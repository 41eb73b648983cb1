package org.symmetricp2p.kit;

import java.nio.ByteBuffer;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;

/** Wrong: asks a clock. */
final class Stopwatch implements Simulation<Stopwatch.State> {

    static final int STOP = Event.NEXT;

    record State(int ticks, long stoppedAt) {}

    @Override
    public String id() {
        return "stopwatch/1";
    }

    @Override
    public int stateSize() {
        return Integer.BYTES + Long.BYTES;
    }

    @Override
    public State start() {
        return new State(0, 0);
    }

    @Override
    public State tick(State s) {
        return new State(s.ticks() + 1, s.stoppedAt());
    }

    @Override
    public State event(State s, Event event) {
        return new State(s.ticks(), System.nanoTime());
    }

    @Override
    public void encode(State s, ByteBuffer out) {
        out.putInt(s.ticks()).putLong(s.stoppedAt());
    }

    @Override
    public State decode(ByteBuffer in) {
        return new State(in.getInt(), in.getLong());
    }
}

package org.symmetricp2p.tutorial;

import java.nio.ByteBuffer;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;

/** The shared part of the tutorial: a number that anybody changes, and that falls to zero by one a second. */
final class TallyRules implements Simulation<TallyRules.State> {

    /** Adds the payload's integer to the number. */
    static final int ADD = Event.NEXT;

    record State(int number, int ticksToFall) {}

    @Override
    public String id() {
        return "tally/1";
    }

    @Override
    public int stateSize() {
        return 2 * Integer.BYTES;
    }

    @Override
    public State start() {
        return new State(0, 50);
    }

    @Override
    public State tick(State s) {
        return s.ticksToFall() > 1
                ? new State(s.number(), s.ticksToFall() - 1)
                : new State(s.number() - Integer.signum(s.number()), 50);
    }

    @Override
    public State event(State s, Event event) {
        boolean isAdd = event.type() == ADD && event.payload().size() == Integer.BYTES;
        return isAdd ? new State(s.number() + event.payload().intAt(0), s.ticksToFall()) : s;
    }

    @Override
    public void encode(State s, ByteBuffer out) {
        out.putInt(s.number()).putInt(s.ticksToFall());
    }

    @Override
    public State decode(ByteBuffer in) {
        return new State(in.getInt(), in.getInt());
    }
}

package org.symmetricp2p.kit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;

/** A right application: the last numbers that anybody added, of which the oldest shrinks. */
class MyRules implements Simulation<MyRules.State> {

    static final int ADD = Event.NEXT;

    private static final int MAX_NUMBERS = 8;

    record State(int ticks, List<Integer> numbers) {
        State {
            numbers = List.copyOf(numbers);
        }
    }

    @Override
    public String id() {
        return "my-rules/1";
    }

    @Override
    public int stateSize() {
        return 2 * Integer.BYTES + MAX_NUMBERS * Integer.BYTES;
    }

    @Override
    public State start() {
        return new State(0, List.of());
    }

    @Override
    public State tick(State s) {
        List<Integer> numbers = new ArrayList<>(s.numbers());
        if (!numbers.isEmpty()) {
            numbers.set(0, numbers.get(0) / 2);
        }
        return new State(s.ticks() + 1, numbers);
    }

    @Override
    public State event(State s, Event event) {
        if (event.type() != ADD || event.payload().size() != Integer.BYTES) {
            return s;
        }
        List<Integer> numbers = new ArrayList<>(s.numbers());
        if (numbers.size() == MAX_NUMBERS) {
            numbers.remove(0);
        }
        numbers.add(event.payload().intAt(0));
        return new State(s.ticks(), numbers);
    }

    @Override
    public void encode(State s, ByteBuffer out) {
        out.putInt(s.ticks()).putInt(s.numbers().size());
        s.numbers().forEach(out::putInt);
    }

    @Override
    public State decode(ByteBuffer in) {
        int ticks = in.getInt();
        List<Integer> numbers = new ArrayList<>();
        for (int count = in.getInt(); count > 0; count--) {
            numbers.add(in.getInt());
        }
        return new State(ticks, numbers);
    }
}

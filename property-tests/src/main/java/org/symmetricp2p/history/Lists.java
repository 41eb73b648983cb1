package org.symmetricp2p.history;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;

/** The application whose histories can be judged: a few lists, to which users append numbers. */
final class Lists implements Simulation<Lists.State> {

    /** How many lists there are; their keys are the numbers from 0 on. */
    static final int KEYS = 3;

    /** The lists, by key. */
    record State(List<List<Integer>> lists) {}

    private final int capacity;

    /** @param capacity how many elements there are at most, in all lists together */
    Lists(int capacity) {
        this.capacity = capacity;
    }

    static Event append(int key, int value) {
        return Event.of(Event.NEXT, key, value);
    }

    @Override
    public String id() {
        return "lists/1";
    }

    @Override
    public int stateSize() {
        return (KEYS + capacity) * Integer.BYTES;
    }

    @Override
    public State start() {
        return new State(Collections.nCopies(KEYS, List.of()));
    }

    @Override
    public State tick(State s) {
        return s;
    }

    @Override
    public State event(State s, Event event) {
        int key = event.payload().intAt(0);
        List<Integer> list = new ArrayList<>(s.lists.get(key));
        list.add(event.payload().intAt(1));
        List<List<Integer>> lists = new ArrayList<>(s.lists);
        lists.set(key, List.copyOf(list));
        return new State(List.copyOf(lists));
    }

    @Override
    public void encode(State s, ByteBuffer out) {
        for (List<Integer> list : s.lists) {
            out.putInt(list.size());
            list.forEach(out::putInt);
        }
    }

    @Override
    public State decode(ByteBuffer in) {
        List<List<Integer>> lists = new ArrayList<>();
        for (int key = 0; key < KEYS; key++) {
            List<Integer> list = new ArrayList<>();
            for (int left = in.getInt(); left > 0; left--) {
                list.add(in.getInt());
            }
            lists.add(List.copyOf(list));
        }
        return new State(List.copyOf(lists));
    }
}

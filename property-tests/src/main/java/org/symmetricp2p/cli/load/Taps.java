package org.symmetricp2p.cli.load;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.app.Simulation;

/** Counts how often each peer pressed its key: so it is seen in a state which presses have had their effect. */
record Taps(int peers) implements Simulation<Taps.State> {

    /** @param counts by peer */
    record State(List<Integer> counts) {
        State {
            counts = List.copyOf(counts);
        }
    }

    /** A press by a peer. */
    static Event by(int peer) {
        return new Event(Event.NEXT + peer, Payload.EMPTY);
    }

    @Override
    public String id() {
        return "taps";
    }

    @Override
    public int stateSize() {
        return peers * Integer.BYTES;
    }

    @Override
    public State start() {
        return new State(Collections.nCopies(peers, 0));
    }

    @Override
    public State tick(State state) {
        return state;
    }

    @Override
    public State event(State state, Event event) {
        List<Integer> counts = new ArrayList<>(state.counts);
        int peer = event.type() - Event.NEXT;
        counts.set(peer, counts.get(peer) + 1);
        return new State(counts);
    }

    @Override
    public void encode(State state, ByteBuffer out) {
        state.counts.forEach(out::putInt);
    }

    @Override
    public State decode(ByteBuffer in) {
        List<Integer> counts = new ArrayList<>();
        for (int peer = 0; peer < peers; peer++) {
            counts.add(in.getInt());
        }
        return new State(counts);
    }
}

package org.symmetricp2p.kit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;

/** Wrong: changes a list that other states share. */
final class Chat implements Simulation<Chat.State> {

    static final int SAY = Event.NEXT;

    record State(int ticks, List<Integer> words) {}

    @Override
    public String id() {
        return "chat/1";
    }

    @Override
    public int stateSize() {
        return 4096;
    }

    @Override
    public State start() {
        return new State(0, new ArrayList<>());
    }

    @Override
    public State tick(State s) {
        return new State(s.ticks() + 1, s.words());
    }

    @Override
    public State event(State s, Event event) {
        s.words().add(event.payload().intAt(0));
        return new State(s.ticks(), s.words());
    }

    @Override
    public void encode(State s, ByteBuffer out) {
        out.putInt(s.ticks());
        s.words().forEach(out::putInt);
    }

    @Override
    public State decode(ByteBuffer in) {
        int ticks = in.getInt();
        List<Integer> words = new ArrayList<>();
        while (in.hasRemaining()) {
            words.add(in.getInt());
        }
        return new State(ticks, words);
    }
}

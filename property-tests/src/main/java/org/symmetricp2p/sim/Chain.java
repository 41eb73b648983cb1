package org.symmetricp2p.sim;

import java.nio.ByteBuffer;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;

/**
 * The most sensitive application (spec 4.19): folds each event, with its tick, into a chain. An event that is lost,
 * doubled, out of order or at another tick changes every state from there on.
 */
public final class Chain implements Simulation<Chain.State> {

    private static final long FNV_PRIME = 0x100000001b3L;

    /** How many ticks have passed, and the chain. */
    public record State(long tick, long chain) {}

    static Event event(int key) {
        return Event.of(Event.NEXT, key);
    }

    @Override
    public String id() {
        return "chain/1";
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
        return new State(s.tick + 1, s.chain);
    }

    @Override
    public State event(State s, Event event) {
        long chain = (s.chain ^ s.tick) * FNV_PRIME;
        return new State(s.tick, (chain ^ event.payload().intAt(0)) * FNV_PRIME);
    }

    @Override
    public void encode(State s, ByteBuffer out) {
        out.putLong(s.tick).putLong(s.chain);
    }

    @Override
    public State decode(ByteBuffer in) {
        return new State(in.getLong(), in.getLong());
    }
}

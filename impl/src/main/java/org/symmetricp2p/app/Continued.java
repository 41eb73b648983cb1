package org.symmetricp2p.app;

import java.nio.ByteBuffer;

/**
 * The same application, begun from a state to which another session has come: its settled one, say, when the keeper is gone. Its id names
 * the hash of that state, so that only those link who begin with the same one. Ticks count from 0 again.
 *
 * @param <S> the immutable state
 */
public final class Continued<S> implements Simulation<S> {

    private static final int MAX_ID = 64; // characters (spec 1.7)

    private final Simulation<S> rules;
    private final S state;
    private final String id;

    /**
     * @param rules how it goes on
     * @param state where it begins
     * @throws IllegalStateException if the state doesn't fit in the size that the rules declare
     */
    public Continued(Simulation<S> rules, S state) {
        this.rules = rules;
        this.state = state;
        String hash = "@%016x".formatted(rules.hash(state));
        this.id = rules.id().substring(0, Math.min(rules.id().length(), MAX_ID - hash.length())) + hash;
    }

    /** That of the rules, of a long one the beginning; {@code @}; and the hash of the state in hexadecimal. */
    @Override
    public String id() {
        return id;
    }

    @Override
    public int stateSize() {
        return rules.stateSize();
    }

    @Override
    public S start() {
        return state;
    }

    @Override
    public S tick(S before) {
        return rules.tick(before);
    }

    @Override
    public S event(S before, Event event) {
        return rules.event(before, event);
    }

    @Override
    public void encode(S any, ByteBuffer out) {
        rules.encode(any, out);
    }

    @Override
    public S decode(ByteBuffer in) {
        return rules.decode(in);
    }

    @Override
    public byte[] bytes(S any) {
        return rules.bytes(any);
    }

    @Override
    public long hash(S any) {
        return rules.hash(any);
    }
}

package org.symmetricp2p.app;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The rules of another simulation, but for those that a subclass overrides: to go on from another state, say, or to watch what is applied. The
 * form of the states stays the other's, and so do their hashes.
 *
 * @param <S> the immutable state
 */
public abstract class ForwardingSimulation<S> implements Simulation<S> {

    private final Simulation<S> rules;

    /** @param rules to which all is forwarded that isn't overridden */
    protected ForwardingSimulation(Simulation<S> rules) {
        this.rules = Objects.requireNonNull(rules, "rules");
    }

    @Override
    public String id() {
        return rules.id();
    }

    @Override
    public S start() {
        return rules.start();
    }

    @Override
    public S tick(S state) {
        return rules.tick(state);
    }

    @Override
    public S event(S state, Event event) {
        return rules.event(state, event);
    }

    @Override
    public final int stateSize() {
        return rules.stateSize();
    }

    @Override
    public final void encode(S state, ByteBuffer out) {
        rules.encode(state, out);
    }

    @Override
    public final S decode(ByteBuffer in) {
        return rules.decode(in);
    }

    @Override
    public final byte[] bytes(S state) {
        return rules.bytes(state);
    }

    @Override
    public final long hash(S state) {
        return rules.hash(state);
    }
}

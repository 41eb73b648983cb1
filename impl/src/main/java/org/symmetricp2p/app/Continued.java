package org.symmetricp2p.app;

/**
 * The same application, begun from a state to which another session has come: its settled one, say, when the keeper is gone. Its id names
 * the hash of that state, so that only those link who begin with the same one. Ticks count from 0 again.
 *
 * @param <S> the immutable state
 */
public final class Continued<S> extends ForwardingSimulation<S> {

    private static final int MAX_ID = 64; // characters (spec 1.7)

    private final S state;
    private final String id;

    /**
     * @param rules how it goes on
     * @param state where it begins
     * @throws IllegalStateException if the state doesn't fit in the size that the rules declare
     */
    public Continued(Simulation<S> rules, S state) {
        super(rules);
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
    public S start() {
        return state;
    }
}

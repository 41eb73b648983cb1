package org.symmetricp2p.app;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A deterministic application, the paper's {@code cb_sim}: pure functions from state to state, and a
 * canonical byte encoding by which peers compare states.
 *
 * <p>With E the events of a session, every peer is at tick t in the same state F(E, t) (spec 4.1, 4.2):
 *
 * <pre>
 *   F(E, 0) = start()
 *   F(E, t) = apply, to F(E, t-1): the tick t, then every event of E stamped t, in stamp order
 * </pre>
 *
 * <p>The middleware calls these functions many times for the same tick when it travels in time, so they
 * must not have side effects and must depend on nothing but their arguments: no clock, no randomness
 * but {@link SplitMix64} kept in the state, no iteration over hash maps, no shared mutable object. A
 * state is immutable: a function that changes something returns a new state (paper section 3.1.4).
 *
 * @param <S> the immutable state: a record of the application, or {@link Memory}
 */
public interface Simulation<S> {

    /** The largest {@link #stateSize()}, in bytes. */
    int MAX_STATE_SIZE = 64 << 20;

    /**
     * The name of the application and of its rules, such as {@code "rectangle/1"}: 1 to 64 characters of
     * printable ASCII (spec 1.7). Peers of different applications never link, so change it whenever the rules change.
     */
    String id();

    /**
     * The declared size of the state: what {@link #encode} writes at most, in bytes, from 0 to
     * {@link #MAX_STATE_SIZE}. The same on all peers.
     */
    int stateSize();

    /** The state at tick 0: the predefined event {@link Event#START}. */
    S start();

    /** One simulation step: the predefined event {@link Event#TICK}. */
    S tick(S state);

    /** Applies an event of the application, whose type is {@link Event#NEXT} or higher. */
    S event(S state, Event event);

    /**
     * Writes the canonical encoding of a state: equal states give equal bytes, on every peer and in every
     * language (spec 4.13, 4.15). Big-endian (the order in which the buffer is handed over) and of fixed width.
     */
    void encode(S state, ByteBuffer out);

    /** Reads back what {@link #encode} wrote: {@code decode(encode(s))} encodes to the same bytes (spec 4.14). */
    S decode(ByteBuffer in);

    /**
     * The canonical bytes of a state.
     *
     * @throws IllegalStateException if the state does not fit in its declared size
     */
    default byte[] bytes(S state) {
        byte[] bytes = new byte[stateSize()];
        ByteBuffer out = ByteBuffer.wrap(bytes);
        try {
            encode(state, out);
        } catch (BufferOverflowException overflow) {
            throw new IllegalStateException(
                    "a state of " + id() + " does not fit in its declared size of " + stateSize() + " bytes", overflow);
        }
        return out.hasRemaining() ? Arrays.copyOf(bytes, out.position()) : bytes;
    }

    /**
     * The state hash: {@link StateHash#of} the canonical bytes. Peers of a session that settles compare it every 5 s (spec 8.18), tests at
     * every tick. An
     * application overrides this only to get the same number faster, as {@link MemorySimulation} does.
     *
     * @throws IllegalStateException if the state does not fit in its declared size
     */
    default long hash(S state) {
        return StateHash.of(bytes(state));
    }
}

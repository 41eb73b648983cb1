package org.symmetricp2p.app;

import java.nio.ByteBuffer;

/**
 * A {@link Simulation} in the paper's C style: the state is one block of {@link #stateSize()} bytes,
 * the paper's {@code G}, which the application changes in place.
 *
 * <p>The same rules hold as for every simulation: depend on nothing but the block and the event, and keep
 * nothing outside of the block, neither the block itself nor a {@link Heap} in it.
 */
public interface MemorySimulation extends Simulation<Memory> {

    /** Fills the block, all zeros so far, with the state at tick 0: {@link Simulation#start()}. */
    void start(Block g);

    /** One simulation step: {@link Simulation#tick(Object)}. */
    void tick(Block g);

    /** Applies an event of the application: {@link Simulation#event(Object, Event)}. */
    void event(Block g, Event event);

    @Override
    default Memory start() {
        return Memory.zeroed(stateSize()).edit(this::start);
    }

    @Override
    default Memory tick(Memory memory) {
        return memory.edit(this::tick);
    }

    @Override
    default Memory event(Memory memory, Event event) {
        return memory.edit(g -> event(g, event));
    }

    @Override
    default void encode(Memory memory, ByteBuffer out) {
        memory.encode(out);
    }

    @Override
    default Memory decode(ByteBuffer in) {
        return Memory.decode(in, stateSize());
    }

    @Override
    default long hash(Memory memory) {
        return memory.hash();
    }
}

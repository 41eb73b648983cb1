package org.symmetricp2p.core;

/**
 * Sees every tick that a peer simulates, also those that it simulates again after a rollback: the last
 * state seen for a tick is that tick's state. For traces and checks; a peer's behaviour never depends on it.
 */
@FunctionalInterface
public interface TickObserver<S> {

    /** The state after a tick and all its events. */
    void ticked(long tick, S state);

    /**
     * A tick is settled, and this is its state: told of each tick once, in order, from 1 on, in a session that settles (spec 8.12). The
     * moment for effects that can't be undone.
     */
    default void settled(long tick, S state) {}

    /** The application has thrown at an event, which therefore has no effect (spec 4.6). */
    default void failed(StampedEvent event, SimulationFailure failure) {}
}

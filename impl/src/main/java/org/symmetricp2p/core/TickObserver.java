package org.symmetricp2p.core;

/**
 * Sees every tick that a peer simulates, also those that it simulates again after a rollback: the last
 * state seen for a tick is that tick's state. For traces and checks; a peer's behaviour never depends on it.
 */
@FunctionalInterface
public interface TickObserver<S> {

    /** The state after a tick and all its events. */
    void ticked(long tick, S state);

    /** The application has thrown at an event, which therefore has no effect (spec 4.6). */
    default void failed(StampedEvent event, SimulationFailure failure) {}
}

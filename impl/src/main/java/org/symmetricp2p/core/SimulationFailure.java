package org.symmetricp2p.core;

/** An application's {@link org.symmetricp2p.app.Simulation} threw: says at which tick, and doing what. */
public final class SimulationFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    SimulationFailure(String simulation, long tick, String doing, RuntimeException cause) {
        super("simulation " + simulation + " failed at tick " + tick + " in " + doing + ": " + cause, cause);
    }
}

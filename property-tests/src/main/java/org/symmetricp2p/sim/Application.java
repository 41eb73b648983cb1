package org.symmetricp2p.sim;

import java.util.function.IntFunction;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;

/**
 * An application under test.
 *
 * @param name how scenarios call it
 * @param simulation its rules
 * @param events what a user does, from a number that a scenario says
 */
public record Application<S>(String name, Simulation<S> simulation, IntFunction<Event> events) {

    Event event(int key) {
        return events.apply(key);
    }
}

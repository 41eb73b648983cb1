package org.symmetricp2p.kit;

import java.util.Optional;
import org.symmetricp2p.app.Event;

/**
 * One call of a simulation's functions.
 *
 * @param tick the tick that it belongs to
 * @param number 0 for {@code start()} and {@code tick()}, from 1 on for the events of the tick
 * @param of how many events the tick has
 * @param event what is applied, if it is an event
 */
record Call(long tick, int number, int of, Optional<Event> event) {

    static final Call START = new Call(0, 0, 0, Optional.empty());

    private static final int MAX_HEX = 64;

    /** The function and its event. */
    String words() {
        return event.map(e -> "event " + number + " of " + of + " (type " + e.type() + ", payload " + payload(e) + ")")
                .orElse(tick == 0 ? "start()" : "tick()");
    }

    /** The state that it gives. */
    String stateWords() {
        String state = "the state at tick " + tick;
        return number == of ? state : state + " after " + (number == 0 ? "tick()" : "event " + number + " of " + of);
    }

    private static String payload(Event event) {
        String hex = event.payload().toHex();
        if (hex.isEmpty()) {
            return "empty";
        }
        return hex.length() <= MAX_HEX
                ? hex
                : hex.substring(0, MAX_HEX) + "... of " + event.payload().size() + " bytes";
    }
}

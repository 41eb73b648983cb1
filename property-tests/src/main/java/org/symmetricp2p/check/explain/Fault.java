package org.symmetricp2p.check.explain;

import java.util.List;
import org.symmetricp2p.core.Stamp;

/**
 * What a peer did, or left out, that a correct one in its place would not have.
 *
 * @param micros when, in the world's time
 * @param peer who
 * @param topic what it is about
 * @param events the events that it is about, if any
 * @param what the rest of a sentence whose subject is the peer
 */
record Fault(long micros, int peer, Topic topic, List<Stamp> events, String what) {

    /** What a fault is about, and so which properties it may break. */
    enum Topic {
        EVENTS,
        LINKS,
        CLOCKS,
        STATES
    }

    Fault {
        events = List.copyOf(events);
    }

    boolean isAbout(Stamp event) {
        return events.contains(event);
    }

    String sentence() {
        return "peer " + peer + " " + what;
    }
}

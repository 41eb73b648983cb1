package org.symmetricp2p.app;

import java.util.Objects;

/**
 * What an application injects at one peer and all peers apply: a type and a payload (paper section 3.1.2).
 *
 * @param type {@link #NEXT} or higher; the application numbers its own from there (spec 1.5)
 * @param payload up to {@link Payload#MAX_SIZE} bytes
 */
public record Event(int type, Payload payload) {

    /** Predefined: the beginning of the simulation, {@link Simulation#start}. Never injected. */
    public static final int START = 0;

    /** Predefined: one simulation step, {@link Simulation#tick}. Never injected. */
    public static final int TICK = 1;

    /** The first type that an application may use for its own events. */
    public static final int NEXT = 2;

    /** @throws IllegalArgumentException if the type is below {@link #NEXT} */
    public Event {
        if (type < NEXT) {
            throw new IllegalArgumentException("event type " + type + " is below NEXT = " + NEXT);
        }
        Objects.requireNonNull(payload, "payload");
    }

    /** An event whose payload is 0 to 4 integers, as in the paper. */
    public static Event of(int type, int... ints) {
        return new Event(type, Payload.ofInts(ints));
    }
}

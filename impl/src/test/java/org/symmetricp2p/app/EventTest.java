package org.symmetricp2p.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Event}: what an application may inject. */
class EventTest {

    @Test
    void thePredefinedTypesAreThoseOfThePaper() {
        assertEquals(0, Event.START);
        assertEquals(1, Event.TICK);
        assertEquals(2, Event.NEXT);
    }

    @Test
    void ofTakesIntegers() {
        assertEquals(new Event(7, Payload.ofInts(1, 2)), Event.of(7, 1, 2));
        assertEquals(new Event(Event.NEXT, Payload.EMPTY), Event.of(Event.NEXT));
        assertThrows(IllegalArgumentException.class, () -> Event.of(7, 1, 2, 3, 4, 5));
    }

    /** Spec 1.5. */
    @ParameterizedTest
    @ValueSource(ints = {Event.START, Event.TICK, -1, Integer.MIN_VALUE})
    void predefinedTypesAreRejected(int type) {
        var error = assertThrows(IllegalArgumentException.class, () -> Event.of(type));
        assertEquals("event type " + type + " is below NEXT = 2", error.getMessage());
    }

    @Test
    void thePayloadIsNeeded() {
        var error = assertThrows(NullPointerException.class, () -> new Event(7, null));
        assertEquals("payload", error.getMessage());
    }
}

package org.symmetricp2p.cli.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Settling;

/** What is measured is what the command says. */
final class VirtualDayTest {

    private static final long MINUTE_NANOS = 60_000_000_000L;

    /** Spec 8.20: of the last two windows at most, what isn't settled yet, and what is between two snapshots. */
    @Test
    void withAWindowTheNumberOfEventsStaysWhereItIs() {
        VirtualDay day = new VirtualDay(60, 10 * 50);
        for (int minute = 1; minute <= 6; minute++) {
            day.run(MINUTE_NANOS);
            assertTrue(
                    day.events() < 40 * 3 && day.states() < 100, day.events() + " events, " + day.states() + " states");
        }
        assertEquals(6 * 180, day.issued(), 60.0);
    }

    @Test
    void withoutItAllAreKept() {
        VirtualDay day = new VirtualDay(60, Settling.KEEP_ALL);
        day.run(2 * MINUTE_NANOS);
        assertEquals(day.issued(), day.events());
    }
}

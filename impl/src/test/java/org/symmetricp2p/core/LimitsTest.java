package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Limit.Scope;
import org.symmetricp2p.wire.Wire;

/** Which values a limit can have, and how they are told. */
class LimitsTest {

    private static final List<Limit> OWN =
            Arrays.stream(Limit.values()).filter(l -> l.scope() == Scope.OWN).toList();

    private static String refusal(Limit limit, long value) {
        return assertThrows(IllegalArgumentException.class, () -> Limits.STANDARD.with(limit, value))
                .getMessage();
    }

    @Test
    void what_is_not_chosen_is_the_standard() {
        Limits limits = Limits.STANDARD.with(Limit.LINKS, 8).with(Limit.BYE_MILLIS, 20);
        assertEquals(8, limits.of(Limit.LINKS));
        assertEquals(20_000_000, limits.nanosOf(Limit.BYE_MILLIS));
        assertEquals(48, limits.of(Limit.STRANGERS));
        assertEquals(9, limits.with(Limit.LINKS, 9).of(Limit.LINKS));
        assertEquals(8, limits.of(Limit.LINKS));
    }

    @Test
    void to_choose_the_standard_is_to_choose_nothing() {
        assertEquals(Limits.STANDARD, Limits.STANDARD.with(Limit.LINKS, 8).with(Limit.LINKS, Limit.LINKS.standard()));
    }

    @Test
    void a_person_sees_those_that_are_chosen() {
        Limits limits = Limits.STANDARD.with(Limit.LINKS, 8).with(Limit.GREETING, Limit.GREETING.standard());
        assertEquals("[links=8]", limits.toString());
        assertEquals("[]", Limits.STANDARD.toString());
    }

    @Test
    void each_can_have_its_extremes_and_nothing_beyond() {
        for (Limit limit : OWN) {
            assertEquals(
                    limit.least(), Limits.STANDARD.with(limit, limit.least()).of(limit));
            assertEquals(limit.most(), Limits.STANDARD.with(limit, limit.most()).of(limit));
            assertTrue(limit.least() <= limit.standard() && limit.standard() <= limit.most(), limit.title());
            assertTrue(refusal(limit, limit.least() - 1).startsWith(limit.title() + " is "), limit.title());
            if (limit.most() < Long.MAX_VALUE) {
                assertTrue(refusal(limit, limit.most() + 1).startsWith(limit.title() + " is "), limit.title());
            }
        }
    }

    @Test
    void a_bad_value_is_told_with_its_bounds() {
        assertEquals("links is 0, must be from 1 to 10000", refusal(Limit.LINKS, 0));
        assertEquals("event-bytes is -1, must be at least 0", refusal(Limit.EVENT_BYTES, -1));
    }

    @Test
    void some_are_not_to_be_chosen_at_all() {
        assertEquals("sources can't be chosen: it is 65536 for all peers", refusal(Limit.SOURCES, 5));
        assertEquals("pause-millis can't be chosen: it is 100 in this implementation", refusal(Limit.PAUSE_MILLIS, 5));
    }

    @Test
    void each_has_a_name_and_says_why() {
        for (Limit limit : Limit.values()) {
            assertEquals(Optional.of(limit), Limit.named(limit.title()));
            assertFalse(limit.unit().isBlank()
                    || limit.consequence().isBlank()
                    || limit.reason().isBlank());
        }
        assertEquals(Optional.empty(), Limit.named("LINKS"));
    }

    /** The core can't see the wire. */
    @Test
    void a_frame_is_as_long_as_the_wire_says() {
        assertEquals(Wire.MAX_FRAME_SIZE, Limit.FRAME_BYTES.standard());
    }

    @Test
    void what_is_reached_is_counted() {
        Reached reached = Reached.NOTHING.and(Limit.LINKS).and(Limit.LEAD).and(Limit.LINKS);
        assertEquals(2, reached.of(Limit.LINKS));
        assertEquals(0, reached.of(Limit.GREETING));
        assertEquals("links 2, lead 1", reached.toString());
        assertEquals(Reached.NOTHING, Reached.NOTHING.and(Limit.LINKS, 0));
        assertEquals("", Reached.NOTHING.toString());
        assertEquals(
                "links 4, calls 3, lead 2",
                reached.and(reached).and(Limit.CALLS, 3).toString());
    }
}

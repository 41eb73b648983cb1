package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The global order (design 2): tick, peer, incarnation, seq; and the bounds of what a stamp is made of. */
class StampTest {

    private static Stamp stamp(long tick, int peer, long incarnation, long seq) {
        return new Stamp(tick, new Source(peer, incarnation), seq);
    }

    /** Spec 2.1. */
    @Test
    void the_order_is_by_tick_then_peer_then_incarnation_then_seq() {
        List<Stamp> inOrder = List.of(
                stamp(1, 9, 9, 9),
                stamp(2, 1, 9, 9),
                stamp(2, 2, 1, 9),
                stamp(2, 2, 2, 1),
                stamp(2, 2, 2, 2),
                stamp(2, 10, 0, 1),
                stamp(10, 0, 0, 1));
        List<Stamp> shuffled = new ArrayList<>(inOrder);
        Collections.shuffle(shuffled, new Random(1));
        Collections.sort(shuffled);
        assertEquals(inOrder, shuffled);
    }

    /** Spec 2.1. */
    @Test
    void long_values_are_compared_as_such() {
        assertTrue(stamp(Stamp.MAX_TICK, 1, 0, 1).compareTo(stamp(1, 1, 0, 1)) > 0);
        assertTrue(stamp(1, 1, Long.MAX_VALUE, 1).compareTo(stamp(1, 1, 0, 1)) > 0);
        assertTrue(stamp(1, 1, 0, Long.MAX_VALUE).compareTo(stamp(1, 1, 0, 1)) > 0);
    }

    /** Spec 1.1, 1.2, 1.3, 1.4. */
    @Test
    void a_stamp_out_of_bounds_is_rejected_with_its_value_and_bound() {
        assertThrows(IllegalArgumentException.class, () -> stamp(0, 1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> stamp(1, -1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> stamp(1, Source.MAX_PEER + 1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> stamp(1, 1, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> stamp(1, 1, 0, 0));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> stamp(Stamp.MAX_TICK + 1, 1, 0, 1));
        assertEquals("tick of a stamp is 1099511627777, must be from 1 to 1099511627776", e.getMessage());
        assertEquals(
                "seq is 0, must be at least 1",
                assertThrows(IllegalArgumentException.class, () -> stamp(1, 1, 0, 0))
                        .getMessage());
    }

    /** Spec 1.1, 1.2, 1.3, 1.4. */
    @Test
    void the_extremes_are_allowed() {
        assertEquals("1@0.0#1", stamp(1, 0, 0, 1).toString());
        assertEquals(
                "1099511627776@65535.9223372036854775807#9223372036854775807",
                stamp(Stamp.MAX_TICK, Source.MAX_PEER, Long.MAX_VALUE, Long.MAX_VALUE)
                        .toString());
    }
}

package org.symmetricp2p.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.demo.Rectangle.Key;
import org.symmetricp2p.demo.Rectangle.State;

/** The paper's application: what keys do, what the board's edges do, and that the hash forgives nothing. */
class RectangleTest {

    private final Rectangle rectangle = new Rectangle();
    private final State start = rectangle.start();

    private State ticks(State state, int count) {
        State s = state;
        for (int i = 0; i < count; i++) {
            s = rectangle.tick(s);
        }
        return s;
    }

    private State press(State state, Key... keys) {
        State s = state;
        for (Key key : keys) {
            s = rectangle.event(s, key.event());
        }
        return s;
    }

    /** Spec 4.20. */
    @Test
    void it_starts_at_rest_in_the_middle() {
        assertEquals(new State(0, 0, 320, 240, 0, 0), start);
        assertEquals(new State(7, 0, 320, 240, 0, 0), ticks(start, 7));
    }

    /** Spec 4.20. */
    @ParameterizedTest
    @CsvSource({"UP, 320, 234", "DOWN, 320, 246", "RIGHT, 326, 240", "LEFT, 314, 240", "SPACE, 320, 240"})
    void a_key_sends_it_on_its_way_by_2_a_tick(Key key, int x, int y) {
        State moved = ticks(press(start, key), 3);
        assertEquals(List.of(3L, x, y), List.of(moved.tick(), moved.x(), moved.y()));
    }

    @Test
    void a_key_replaces_the_direction_and_space_stops() {
        State up = ticks(press(start, Key.LEFT, Key.UP), 1);
        assertEquals(List.of(320, 238), List.of(up.x(), up.y()));
        assertEquals(238, ticks(press(up, Key.SPACE), 9).y());
    }

    /** Spec 4.20. */
    @ParameterizedTest
    @EnumSource(Key.class)
    void the_board_wraps_around(Key key) {
        State s = press(start, key);
        for (int i = 0; i < 1_000; i++) {
            s = rectangle.tick(s);
            assertEquals(Math.floorMod(320 + 2 * (i + 1) * s.dx(), 640), s.x());
            assertEquals(Math.floorMod(240 + 2 * (i + 1) * s.dy(), 480), s.y());
        }
    }

    @Test
    void the_numbers_of_the_keys_are_fixed() {
        assertEquals(List.of(Key.UP, Key.DOWN, Key.RIGHT, Key.LEFT, Key.SPACE), List.of(Key.values()));
        assertEquals(Event.of(2, 3), Key.LEFT.event());
    }

    /** Spec 4.20. */
    @Test
    void the_chain_folds_every_key_with_its_tick() {
        State s = press(ticks(start, 5), Key.RIGHT, Key.LEFT);
        long first = (5 * 8 + 2) * 0x100000001b3L;
        assertEquals((first ^ (5 * 8 + 3)) * 0x100000001b3L, s.chain());
    }

    @Test
    void a_lost_doubled_swapped_or_shifted_key_changes_the_hash_also_where_the_rectangle_forgives_it() {
        long hash = rectangle.hash(ticks(press(ticks(start, 5), Key.LEFT, Key.SPACE), 1));
        State same = ticks(press(ticks(start, 5), Key.LEFT, Key.SPACE), 1);
        assertEquals(hash, rectangle.hash(same));
        State lost = ticks(press(ticks(start, 5), Key.SPACE), 1);
        State doubled = ticks(press(ticks(start, 5), Key.LEFT, Key.LEFT, Key.SPACE), 1);
        State shifted = press(ticks(press(ticks(start, 4), Key.SPACE), 1), Key.LEFT, Key.SPACE);
        State swapped = press(ticks(press(ticks(start, 5), Key.UP, Key.LEFT, Key.SPACE), 1));
        State ordered = press(ticks(press(ticks(start, 5), Key.LEFT, Key.UP, Key.SPACE), 1));
        assertNotEquals(hash, rectangle.hash(lost));
        assertNotEquals(hash, rectangle.hash(doubled));
        assertNotEquals(hash, rectangle.hash(ticks(shifted, 1)));
        assertEquals(List.of(swapped.x(), swapped.y()), List.of(ordered.x(), ordered.y()));
        assertNotEquals(rectangle.hash(swapped), rectangle.hash(ordered));
    }

    /** Spec 4.20. */
    @Test
    void an_event_that_names_no_key_only_lengthens_the_chain() {
        State moving = ticks(press(start, Key.LEFT), 1);
        for (Event odd : List.of(
                Event.of(3, 0),
                Event.of(Rectangle.KEY),
                Event.of(Rectangle.KEY, 0, 0),
                Event.of(Rectangle.KEY, 5),
                Event.of(Rectangle.KEY, -1),
                Event.of(Rectangle.KEY, Integer.MAX_VALUE),
                new Event(Rectangle.KEY, Payload.ofBytes((byte) 0)))) {
            State after = rectangle.event(moving, odd);
            assertNotEquals(moving.chain(), after.chain(), odd.toString());
            assertEquals(new State(1, moving.chain(), 318, 240, -1, 0), moving);
            assertEquals(new State(1, after.chain(), 318, 240, -1, 0), after);
        }
    }

    /** Spec 4.15, 4.20. */
    @Test
    void the_canonical_bytes_are_32_and_big_endian() {
        State s = new State(1, 2, 3, 4, -1, 0);
        assertEquals(
                "0000000000000001" + "0000000000000002" + "00000003" + "00000004" + "ffffffff" + "00000000",
                HexFormat.of().formatHex(rectangle.bytes(s)));
        assertEquals(32, rectangle.stateSize());
        assertEquals("rectangle/1", rectangle.id());
    }

    /** Spec 4.14. */
    @Property(tries = 200, seed = "1")
    void every_state_survives_encoding(@ForAll @Size(max = 20) List<@IntRange(max = 4) Integer> keys) {
        State s = start;
        for (int key : keys) {
            s = ticks(press(s, Key.values()[key]), 1 + key);
        }
        byte[] bytes = rectangle.bytes(s);
        assertEquals(s, rectangle.decode(ByteBuffer.wrap(bytes)));
        assertArrayEquals(bytes, rectangle.bytes(rectangle.decode(ByteBuffer.wrap(bytes))));
    }
}

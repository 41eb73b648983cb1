package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Frame.View;

/** The visible walk of a rollback (design 2, 3): back and forth, at most 1 s in all; input waits for it. */
class PeerTravelTest {

    private static final long MILLI = 1_000_000;
    private static final long START = 2_000 * MILLI; // tick 100
    private static final Source OTHER = Diary.peer(2);
    private static final Source THIRD = Diary.peer(3);

    private final Diary diary = new Diary();
    private final TestPeer<Diary.Page> tested =
            new TestPeer<>(Config.of(Diary.peer(1)).withJoinNanos(0), diary);

    /** Tick 100, with B applied at tick 60. */
    @BeforeEach
    void at_tick_100() {
        tested.link(1, OTHER);
        tested.link(2, THIRD);
        tested.receive(1, Diary.at(60, OTHER, 1, "B"));
        tested.readAt(START);
    }

    private static String textAt(long tick, boolean withA) {
        return (withA && tick >= 51 ? "51:A " : "") + (tick >= 60 ? "60:B " : "");
    }

    private void assertShows(long tick, View view) {
        Frame<Diary.Page> frame = tested.peer.frame();
        assertEquals(view + " " + tick, frame.view() + " " + frame.tick());
        assertEquals(tick, frame.state().tick());
    }

    private void late(int link, long tick, Source source, String text) {
        tested.receive(link, Diary.at(tick, source, 1, text));
    }

    /** Spec 4.12. */
    @Test
    void a_late_event_shows_the_way_back_as_it_was_and_forth_as_it_is_now() {
        late(2, 51, THIRD, "A");
        int back = 0;
        int forth = 0;
        long previous = 100;
        for (long nanos = START; nanos < START + 1_000 * MILLI; nanos += 10 * MILLI) {
            tested.readAt(nanos);
            Frame<Diary.Page> frame = tested.peer.frame();
            boolean isBack = nanos < START + 500 * MILLI;
            assertEquals(isBack ? View.TRAVEL_BACK : View.TRAVEL_FORTH, frame.view());
            assertEquals(new Diary.Page(frame.tick(), textAt(frame.tick(), !isBack)), frame.state());
            assertTrue(isBack ? frame.tick() <= previous : forth == 0 || frame.tick() >= previous);
            assertTrue(frame.tick() >= 50 && frame.tick() <= tested.peer.tick());
            previous = frame.tick();
            back += isBack ? 1 : 0;
            forth += isBack ? 0 : 1;
        }
        assertEquals(50, back);
        assertEquals(50, forth);
        tested.readAt(START + 1_000 * MILLI);
        assertShows(150, View.PRESENT);
        assertEquals(textAt(150, true), tested.peer.frame().state().text());
    }

    @Test
    void it_begins_at_the_present_and_turns_at_the_last_tick_that_both_pasts_share() {
        late(2, 51, THIRD, "A");
        tested.readAt(START);
        assertShows(100, View.TRAVEL_BACK);
        tested.readAt(START + 250 * MILLI);
        assertShows(75, View.TRAVEL_BACK);
        tested.readAt(START + 500 * MILLI - 1);
        assertShows(51, View.TRAVEL_BACK);
        tested.readAt(START + 500 * MILLI);
        assertShows(50, View.TRAVEL_FORTH);
        tested.readAt(START + 750 * MILLI); // now at tick 137
        assertShows(50 + (137 - 50) / 2, View.TRAVEL_FORTH);
        tested.readAt(START + 1_000 * MILLI - 1);
        assertShows(148, View.TRAVEL_FORTH);
        tested.readAt(START + 1_000 * MILLI);
        assertShows(150, View.PRESENT);
    }

    /** Spec 4.5, 4.11. */
    @Test
    void the_peer_itself_is_in_the_present_all_the_time() {
        late(2, 51, THIRD, "A");
        for (long nanos = START; nanos < START + 1_000 * MILLI; nanos += 20 * MILLI) {
            tested.readAt(nanos);
            assertEquals(nanos / TestPeer.NANOS_PER_TICK, tested.peer.tick());
            assertEquals(new Diary.Page(tested.peer.tick(), "51:A 60:B "), tested.state());
        }
    }

    @Test
    void a_short_way_is_walked_at_normal_speed_and_takes_less() {
        late(2, 91, THIRD, "A"); // 10 ticks back, 10 forth: 400 ms
        tested.readAt(START);
        tested.readAt(START + 100 * MILLI);
        assertShows(95, View.TRAVEL_BACK);
        tested.readAt(START + 400 * MILLI - 1);
        assertEquals(View.TRAVEL_FORTH, tested.peer.frame().view());
        tested.readAt(START + 400 * MILLI);
        assertShows(120, View.PRESENT);
    }

    @Test
    void the_shortest_way_is_one_tick() {
        late(2, 100, THIRD, "A");
        tested.readAt(START);
        assertShows(100, View.TRAVEL_BACK);
        assertEquals("60:B ", tested.peer.frame().state().text());
        tested.readAt(START + 20 * MILLI);
        assertShows(99, View.TRAVEL_FORTH);
        tested.readAt(START + 40 * MILLI - 1);
        assertShows(100, View.TRAVEL_FORTH);
        assertEquals("60:B 100:A ", tested.peer.frame().state().text());
        tested.readAt(START + 40 * MILLI);
        assertShows(102, View.PRESENT);
    }

    @Test
    void a_travel_reaches_back_to_the_beginning() {
        late(2, 1, THIRD, "A");
        tested.readAt(START);
        tested.readAt(START + 500 * MILLI);
        assertShows(0, View.TRAVEL_FORTH);
        assertEquals("", tested.peer.frame().state().text());
    }

    /** Spec 4.12. */
    @Test
    void the_longest_travel_is_configured() {
        for (long limit : new long[] {1, 7, 100 * MILLI, 300 * MILLI}) {
            TestPeer<Diary.Page> hasty =
                    new TestPeer<>(Config.of(Diary.peer(1)).withJoinNanos(0).withTravelNanos(limit), new Diary());
            hasty.link(2, THIRD);
            hasty.readAt(START);
            hasty.receive(2, Diary.at(51, THIRD, 1, "A"));
            hasty.readAt(START);
            hasty.readAt(START + limit - 1);
            assertFalse(hasty.peer.frame().view() == View.PRESENT, "limit " + limit);
            hasty.readAt(START + limit);
            assertEquals(View.PRESENT, hasty.peer.frame().view(), "limit " + limit);
        }
    }

    @Test
    void a_travel_may_be_configured_to_take_no_time() {
        TestPeer<Diary.Page> instant = TestPeer.alone();
        instant.link(2, THIRD);
        instant.readAt(START);
        instant.receive(2, Diary.at(51, THIRD, 1, "A"));
        instant.readAt(START);
        assertEquals(new Frame<>(100, new Diary.Page(100, "51:A "), View.PRESENT), instant.peer.frame());
        assertFalse(instant.peer.isHoldingInput());
        assertEquals(1, instant.outputs(Output.RolledBack.class).size());
    }

    @Test
    void a_very_deep_travel_shows_snapshots_and_simulates_little_for_each_frame() {
        tested.readAtTick(1_000_000);
        late(2, 1, THIRD, "A");
        long start = 1_000_000 * TestPeer.NANOS_PER_TICK;
        tested.readAt(start);
        long previous = 1_000_000;
        for (long nanos = start; nanos < start + 1_000 * MILLI; nanos += 20 * MILLI) {
            tested.readAt(nanos);
            diary.countTicks();
            Frame<Diary.Page> frame = tested.peer.frame();
            assertTrue(diary.countTicks() <= 1_000);
            assertEquals(frame.tick(), frame.state().tick());
            boolean isBack = nanos < start + 500 * MILLI;
            assertEquals(!isBack && frame.tick() >= 1, frame.state().text().startsWith("1:A "));
            assertTrue(isBack ? frame.tick() <= previous : nanos == start + 500 * MILLI || frame.tick() >= previous);
            previous = frame.tick();
        }
    }

    // ---- another late event meanwhile ----

    @Test
    void an_even_later_event_deepens_the_travel_and_does_not_prolong_it() {
        late(2, 51, THIRD, "A");
        tested.readAt(START);
        tested.readAt(START + 250 * MILLI);
        assertShows(75, View.TRAVEL_BACK);
        late(1, 11, Diary.peer(4), "C");
        tested.readAt(START + 250 * MILLI);
        assertShows(100 - (100 - 10) / 2, View.TRAVEL_BACK);
        assertEquals("", tested.peer.frame().state().text()); // as it was before both
        tested.readAt(START + 500 * MILLI);
        assertShows(10, View.TRAVEL_FORTH);
        tested.readAt(START + 1_000 * MILLI - 1);
        assertEquals("11:C 51:A 60:B ", tested.peer.frame().state().text());
        assertEquals(View.TRAVEL_FORTH, tested.peer.frame().view());
        tested.readAt(START + 1_000 * MILLI);
        assertShows(150, View.PRESENT);
    }

    @Test
    void a_less_late_event_during_a_travel_changes_only_what_is_seen_on_the_way_forth() {
        late(2, 51, THIRD, "A");
        tested.readAt(START);
        tested.readAt(START + 600 * MILLI);
        late(1, 55, Diary.peer(4), "C");
        tested.readAt(START + 500 * MILLI); // same travel, same turn
        tested.readAt(START + 750 * MILLI);
        assertEquals("51:A 55:C 60:B ", tested.peer.frame().state().text());
        tested.readAt(START + 1_000 * MILLI);
        assertShows(150, View.PRESENT);
        assertEquals(2, tested.outputs(Output.RolledBack.class).size());
    }

    @Test
    void a_late_event_after_a_travel_makes_another() {
        late(2, 51, THIRD, "A");
        tested.readAt(START);
        tested.readAt(START + 980 * MILLI);
        late(1, 91, Diary.peer(4), "C");
        tested.readAt(START + 1_000 * MILLI); // the first is over, the second begins
        assertShows(149, View.TRAVEL_BACK); // where the event came
        assertEquals("51:A 60:B ", tested.peer.frame().state().text());
        tested.readAt(START + 2_000 * MILLI);
        assertShows(200, View.PRESENT);
    }

    // ---- what is seen between a late event and the next reading ----

    @Test
    void a_late_event_does_not_change_what_is_seen_before_the_next_reading() {
        Frame<Diary.Page> before = tested.peer.frame();
        late(2, 51, THIRD, "A");
        assertEquals(before, tested.peer.frame());
    }

    @Test
    void nor_does_it_during_a_travel() {
        late(2, 51, THIRD, "A");
        tested.readAt(START);
        tested.readAt(START + 800 * MILLI);
        Frame<Diary.Page> before = tested.peer.frame();
        late(1, 11, Diary.peer(4), "C");
        assertEquals(before, tested.peer.frame());
    }

    @Test
    void a_reading_that_goes_back_in_local_time_does_not_show_what_never_was() {
        late(2, 51, THIRD, "A");
        tested.readAt(START);
        tested.readAt(START - 100 * MILLI);
        assertShows(100, View.TRAVEL_BACK);
    }

    // ---- input meanwhile ----

    /** Spec 2.6, 2.7, 2.9. */
    @Test
    void input_during_a_travel_waits_and_is_issued_in_order_when_it_ends() {
        late(2, 51, THIRD, "A");
        tested.readAt(START);
        assertTrue(tested.peer.isHoldingInput());
        tested.press("x");
        tested.readAt(START + 500 * MILLI);
        tested.press("y");
        tested.readAt(START + 1_000 * MILLI - 1);
        assertEquals(List.of(Diary.note("x"), Diary.note("y")), tested.peer.queued());
        tested.readAt(START + 1_000 * MILLI);
        assertEquals(List.of(), tested.peer.queued());
        tested.press("z");
        tested.readAt(START + 2_000 * MILLI);
        assertEquals("51:A 60:B 155:x 155:y 155:z ", tested.state().text());
    }

    @Test
    void input_between_a_late_event_and_the_next_reading_is_issued_at_once() {
        late(2, 51, THIRD, "A");
        tested.press("x");
        tested.readAt(START + 2_000 * MILLI);
        assertEquals("51:A 60:B 105:x ", tested.state().text());
    }

    /** Spec 2.9. */
    @Test
    void input_waits_for_one_travel_at_most_also_when_late_events_never_end() {
        long seq = 0;
        for (long nanos = START; nanos < START + 20_000 * MILLI; nanos += 20 * MILLI) {
            tested.receive(2, Diary.at(nanos / TestPeer.NANOS_PER_TICK - 10, THIRD, ++seq, "L"));
            tested.press("" + nanos);
            tested.readAt(nanos);
        }
        tested.runTo(START + 21_000 * MILLI);
        int issued = 0;
        for (StampedEvent event : tested.peer.timeline().events()) {
            if (event.source().equals(Diary.peer(1))) {
                long waited = (event.tick() - Config.DEFAULT_DELTA) * TestPeer.NANOS_PER_TICK
                        - Long.parseLong(Diary.textOf(event.event()));
                assertTrue(waited <= 1_020 * MILLI, event + " waited " + waited / MILLI + " ms");
                issued++;
            }
        }
        assertEquals(1_000, issued);
    }
}

package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.demo.Rectangle;

/**
 * What the authors' C program does wrong, shown not to happen here. Each test quotes what was measured there.
 * The faults of its sockets are answered where there are sockets.
 */
class OriginalFaultsTest {

    private static final Source ONE = Diary.peer(1);
    private static final Source TWO = Diary.peer(2);
    private static final Source THREE = Diary.peer(3);

    private final TestPeer<Diary.Page> tested = TestPeer.alone();

    // ---- events ----

    /** "A new event that overtakes history on a new link makes the receiver drop the history." (spec 6.8) */
    @Test
    void a_new_event_never_overtakes_history_on_a_new_link() {
        for (int pressedAfter = 0; pressedAfter <= 4; pressedAfter++) {
            Net net = new Net();
            net.add(TestPeer.plain(ONE));
            net.add(TestPeer.plain(TWO));
            net.press(0, "history");
            Net.Cable cable = net.connect(0, 1);
            for (int i = 0; i < 4; i++) {
                if (i == pressedAfter) {
                    net.press(0, "new");
                }
                cable.deliver(i % 2);
            }
            if (pressedAfter == 4) {
                net.press(0, "new");
            }
            net.deliverAll();
            net.run(TestPeer.SECOND);
            assertEquals("5:history 5:new ", net.peers.get(1).state().text(), "pressed after " + pressedAfter);
        }
    }

    /** "History replayed by index while another event is inserted: the last event is never sent." */
    @Test
    void history_is_complete_also_when_an_event_is_inserted_before_it_meanwhile() {
        tested.link(9, THREE);
        StampedEvent last = Diary.at(80, THREE, 1, "last");
        tested.receive(9, last);
        tested.linkUp(1);
        tested.receive(1, tested.helloOf(TWO, 0));
        StampedEvent inserted = Diary.at(70, Diary.peer(4), 1, "inserted before it");
        tested.receive(9, inserted);
        assertEquals(List.of(last, inserted), tested.eventsSentOver(1));
    }

    /** "Already applied B@60, late A@55 arriving at 60: state is A B B, not A B." */
    @Test
    void a_late_event_does_not_double_those_applied_already() {
        tested.link(1, TWO);
        tested.link(2, THREE);
        tested.receive(1, Diary.at(60, TWO, 1, "B"));
        tested.readAtTick(60);
        tested.receive(2, Diary.at(55, THREE, 1, "A"));
        tested.readAtTick(60);
        assertEquals("55:A 60:B ", tested.state().text());
        assertEquals(1, tested.outputs(Output.RolledBack.class).size());
    }

    /** "Two events in one tick arriving in the wrong order: 5 1 5 instead of 1 5, with no rollback." (spec 4.2, 4.4) */
    @Test
    void two_events_of_one_tick_apply_in_one_order_however_they_arrive() {
        for (boolean swapped : new boolean[] {false, true}) {
            for (long read : new long[] {0, 9, 10, 11}) {
                TestPeer<Diary.Page> each = TestPeer.alone();
                each.link(1, TWO);
                each.link(5, Diary.peer(5));
                Source first = swapped ? Diary.peer(5) : TWO;
                Source second = swapped ? TWO : Diary.peer(5);
                each.receive(first.peer() == 5 ? 5 : 1, Diary.at(10, first, 1, "" + first.peer()));
                each.readAtTick(read);
                each.receive(second.peer() == 5 ? 5 : 1, Diary.at(10, second, 1, "" + second.peer()));
                each.readAtTick(11);
                assertEquals("10:2 10:5 ", each.state().text());
                assertEquals(
                        read >= 10 ? 1 : 0,
                        each.outputs(Output.RolledBack.class).size());
            }
        }
    }

    /** "Two events of one source in one tick: the second is dropped." */
    @Test
    void two_events_of_one_source_in_one_tick_both_count() {
        tested.link(1, TWO);
        tested.receive(1, Diary.at(9, TWO, 1, "a"));
        tested.receive(1, Diary.at(9, TWO, 2, "b"));
        tested.readAtTick(9);
        assertEquals("9:a 9:b ", tested.state().text());
    }

    /** "Several inputs in one tick: two are taken, the rest lost." */
    @Test
    void as_many_inputs_in_one_tick_as_anyone_likes() {
        for (int i = 0; i < 100; i++) {
            tested.press("x");
        }
        tested.readAtTick(5);
        assertEquals("5:x ".repeat(100), tested.state().text());
    }

    /** "One late event causes one rollback per already-applied later event." */
    @Test
    void a_late_event_causes_one_rollback_whatever_it_overtakes() {
        tested.link(1, TWO);
        tested.link(2, THREE);
        for (int seq = 1; seq <= 20; seq++) {
            tested.receive(1, Diary.at(50 + seq, TWO, seq, ""));
        }
        tested.readAtTick(100);
        Diary diary = (Diary) tested.peer.machine().simulation();
        diary.countTicks();
        tested.receive(2, Diary.at(50, THREE, 1, ""));
        tested.readAtTick(100);
        assertEquals(1, tested.outputs(Output.RolledBack.class).size());
        assertTrue(diary.countTicks() <= 1.3 * 51 + 2);
    }

    /** "As shipped [snapshots] are never used: every rollback replays from tick 0." */
    @Test
    void a_rollback_costs_as_much_as_it_goes_back_whatever_the_age_of_the_session() {
        tested.link(1, TWO);
        tested.readAtTick(500_000);
        Diary diary = (Diary) tested.peer.machine().simulation();
        diary.countTicks();
        tested.receive(1, Diary.at(499_991, TWO, 1, ""));
        tested.readAtTick(500_000);
        assertTrue(diary.countTicks() <= 15);
    }

    /** "[An event is] forwarded to all links, the sender included", 62 sends on 31 edges (spec 3.8). */
    @Test
    void an_event_is_not_sent_back_to_whom_it_came_from() {
        tested.link(1, TWO);
        tested.link(2, THREE);
        tested.receive(1, Diary.at(9, TWO, 1, "a"));
        assertEquals(List.of(), tested.eventsSentOver(1));
        assertEquals(1, tested.eventsSentOver(2).size());
    }

    /**
     * "An event's tick = max(now + Δ, last + 1), where last is the highest tick in the whole log, of any peer."
     * (spec 2.5)
     */
    @Test
    void the_stamps_of_others_do_not_push_ones_own_events_into_the_future() {
        tested.link(1, TWO);
        tested.receive(1, Diary.at(10_000, TWO, 1, "far"));
        tested.press("a");
        tested.readAtTick(5);
        assertEquals("5:a ", tested.state().text());
    }

    // ---- restarts and links ----

    /** "A restarted peer's events are ignored until its clock passes its old one." (spec 6.14) */
    @Test
    void a_restarted_peer_is_heard_at_once() {
        Net net = new Net();
        net.add(TestPeer.plain(ONE));
        net.add(TestPeer.plain(TWO));
        net.connect(0, 1);
        net.deliverAll();
        net.run(100 * TestPeer.SECOND);
        net.press(1, "old");
        net.deliverAll();
        net.restart(1, TestPeer.plain(new Source(2, 1)));
        net.press(1, "new, before it joins"); // stamped near tick 0
        net.connect(0, 1);
        net.deliverAll();
        net.run(3 * TestPeer.SECOND);
        net.press(1, "new");
        net.deliverAll();
        net.run(TestPeer.SECOND); // its clock is a tick behind
        assertEquals(
                "5:new, before it joins 5005:old 5154:new ",
                net.peers.get(0).state().text());
        assertEquals(net.peers.get(0).state().text(), net.peers.get(1).state().text());
    }

    /** "Same id connecting twice, then the first socket closing: the live link is deaf." The lower peer refuses the second (spec 6.10). */
    @Test
    void of_two_links_to_one_peer_the_first_may_close_and_another_lives() {
        for (Source neighbour : List.of(Diary.peer(0), TWO)) {
            TestPeer<Diary.Page> each = TestPeer.alone();
            each.link(1, neighbour);
            each.link(2, neighbour);
            each.step(new Input.LinkDown(new LinkId(1)));
            int another = neighbour.equals(TWO) ? 3 : 2;
            if (another == 3) {
                each.link(3, neighbour);
            }
            each.receive(another, Diary.at(9, neighbour, 1, "heard"));
            each.press("sent");
            assertEquals(1, each.eventsSentOver(another).size());
            each.readAtTick(9);
            assertEquals("5:sent 9:heard ", each.state().text());
        }
    }

    // ---- clocks ----

    /** "A SYNC of 1,000,000 drags the network there in seconds." */
    @Test
    void a_SYNC_of_a_million_is_refused_where_that_is_too_far_and_the_link_closed() {
        TestPeer<Diary.Page> modest = new TestPeer<>(TestPeer.plain(ONE).withMaxLead(1_000), new Diary());
        modest.link(1, TWO);
        Output.Close close =
                (Output.Close) modest.receive(1, new Message.Sync(1_000_000)).get(0);
        assertEquals(Message.Reason.LIMIT, close.bye().reason());
        assertFalse(modest.has(1));
        modest.readAt(10 * TestPeer.SECOND);
        assertEquals(500, modest.peer.tick());
    }

    /** "A SYNC of 0xffffffff disables catch-up for ever." */
    @Test
    void the_hugest_clock_does_not_disable_catching_up() {
        tested.link(1, TWO);
        tested.receive(1, new Message.Sync(0xffffffffL));
        tested.receive(1, new Message.Sync(Stamp.MAX_TICK));
        assertFalse(tested.has(1));
        tested.readAtTick(1);
        tested.link(2, THREE);
        tested.receive(2, new Message.Sync(1_000));
        tested.readAtTick(1);
        assertTrue(tested.peer.clock().isCatchingUp());
        tested.readAt(2 * TestPeer.SECOND);
        assertEquals(1_099, tested.peer.tick());
    }

    /** "An event at 0xfffffff0 mutes its source for ever." */
    @Test
    void an_event_far_ahead_is_refused_and_does_not_mute_its_source() {
        tested.link(1, TWO);
        tested.receive(1, Diary.at(0xfffffff0L, TWO, 1, "far"));
        assertFalse(tested.has(1));
        tested.link(2, TWO);
        tested.receive(2, Diary.at(9, TWO, 1, "near"));
        tested.readAtTick(9);
        assertEquals("9:near ", tested.state().text());
    }

    /** "Catch-up starts if a heard clock, or any event's tick, is ahead of now + Δ." (spec 5.6) */
    @Test
    void stamps_never_move_the_clock_only_clocks_do() {
        tested.link(1, TWO);
        tested.receive(1, Diary.at(5_000, TWO, 1, "far"));
        assertFalse(tested.peer.clock().isCatchingUp());
        tested.readAtTick(1);
        assertFalse(tested.peer.clock().isCatchingUp());
        tested.receive(1, new Message.Sync(5_000));
        assertTrue(tested.peer.clock().isCatchingUp());
    }

    /** "Rounding overshoots (b = 500 gains 522)." */
    @Test
    void a_catch_up_of_500_ticks_gains_500() {
        tested.link(1, TWO);
        tested.receive(1, new Message.Sync(500));
        tested.readAt(0);
        tested.runTo(2 * TestPeer.SECOND);
        assertEquals(500 + 100, tested.peer.tick());
    }

    /** "Local input during catch-up is dropped." (spec 2.7, 2.9) */
    @Test
    void local_input_during_catch_up_is_queued() {
        tested.link(1, TWO);
        tested.receive(1, new Message.Sync(500));
        tested.readAt(0);
        tested.press("a");
        tested.runTo(TestPeer.SECOND);
        assertEquals(List.of(Diary.at(555, ONE, 1, "a")), tested.eventsSentOver(1));
    }

    /**
     * "SYNC: once a second, to direct neighbours only", and a peer that is behind hears nothing in between.
     * (spec 3.11, 5.10)
     */
    @Test
    void every_event_carries_the_clock_too() {
        tested.link(1, TWO);
        tested.readAtTick(40);
        tested.press("a");
        assertEquals(
                new Message.Events(40, List.of(Diary.at(45, ONE, 1, "a"))),
                tested.sentOver(1).get(1));
    }

    // ---- size and duration ----

    /** "Tick 10,000,000 aborts." */
    @Test
    void tick_10_000_000_is_a_tick_like_any_other() {
        TestPeer<Rectangle.State> rectangle = new TestPeer<>(TestPeer.plain(ONE), new Rectangle());
        rectangle.peer = rectangle
                .peer
                .step(new Input.ClockRead(9_999_999 * TestPeer.NANOS_PER_TICK))
                .peer();
        rectangle.press(Rectangle.Key.UP.event());
        rectangle.readAtTick(10_000_010);
        assertEquals(10_000_010, rectangle.state().tick());
        assertEquals(-1, rectangle.state().dy());
        assertTrue(rectangle.peer.machine().snapshots().size() < 300);
    }

    /** "The 65,537th event aborts." (spec 3.10) */
    @Test
    void the_65_537th_event_is_an_event_like_any_other() {
        TestPeer<Rectangle.State> rectangle = new TestPeer<>(TestPeer.plain(ONE), new Rectangle());
        Event key = Rectangle.Key.LEFT.event();
        for (int i = 0; i < 65_537; i++) {
            rectangle.peer = rectangle.peer.step(new Input.LocalEvent(key)).peer();
        }
        rectangle.link(1, TWO);
        assertEquals(65_537, rectangle.eventsSentOver(1).size());
        rectangle.readAtTick(6);
        assertEquals(65_537, rectangle.peer.timeline().versions().of(ONE));
        long chain = 0;
        for (int i = 0; i < 65_537; i++) {
            chain = (chain ^ (5 * 8 + Rectangle.Key.LEFT.ordinal())) * 0x100000001b3L;
        }
        assertEquals(chain, rectangle.state().chain());
    }

    /** "1 MiB of state reserves 1.2 GB." */
    @Test
    void a_large_state_that_does_not_change_is_held_once() {
        Large large = new Large();
        TestPeer<byte[]> peer = new TestPeer<>(TestPeer.plain(ONE), large);
        for (int tick = 1; tick <= 1_000; tick++) {
            peer.readAtTick(tick);
        }
        assertEquals(
                1,
                peer.peer.machine().snapshots().stream()
                        .map(s -> System.identityHashCode(s.state()))
                        .distinct()
                        .count());
        assertEquals(1, large.encoded); // at the start, to check its size
    }

    /** 1 MiB that never changes. */
    private static final class Large implements org.symmetricp2p.app.Simulation<byte[]> {
        private int encoded;

        @Override
        public String id() {
            return "large/1";
        }

        @Override
        public int stateSize() {
            return 1 << 20;
        }

        @Override
        public byte[] start() {
            return new byte[1 << 20];
        }

        @Override
        public byte[] tick(byte[] state) {
            return state;
        }

        @Override
        public byte[] event(byte[] state, Event event) {
            return state;
        }

        @Override
        public void encode(byte[] state, java.nio.ByteBuffer out) {
            encoded++;
            out.put(state);
        }

        @Override
        public byte[] decode(java.nio.ByteBuffer in) {
            byte[] state = new byte[in.remaining()];
            in.get(state);
            return state;
        }
    }
}

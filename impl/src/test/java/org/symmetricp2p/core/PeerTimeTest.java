package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a peer does as time passes: simulate, sync, catch up (design 5); property Skew. */
class PeerTimeTest {

    private static final Source OTHER = Diary.peer(2);

    private final TestPeer<Diary.Page> tested = TestPeer.alone();

    /** Spec 5.3, 5.6. */
    @Test
    void only_a_reading_of_the_clock_moves_the_simulation() {
        tested.link(1, OTHER);
        tested.press("a");
        tested.receive(1, Diary.at(3, OTHER, 1, "b"));
        tested.receive(1, new Message.Sync(1_000));
        assertEquals(0, tested.peer.tick());
        assertEquals(0, tested.peer.machine().present().tick());
        assertTrue(tested.seen.isEmpty());
    }

    /** Spec 4.2, 5.4. */
    @Test
    void a_reading_brings_the_state_to_the_tick_of_the_clock_and_shows_every_tick_to_the_observer() {
        tested.readAtTick(7);
        assertEquals(7, tested.peer.tick());
        assertEquals(new Diary.Page(7, ""), tested.state());
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L), List.copyOf(tested.seen.keySet()));
    }

    @Test
    void the_next_reading_is_due_at_the_next_tick() {
        assertEquals(20_000_000, tested.peer.nextWakeNanos());
        tested.readAt(50_000_000);
        assertEquals(60_000_000, tested.peer.nextWakeNanos());
    }

    @Test
    void the_present_is_what_there_is_to_see() {
        tested.readAtTick(7);
        assertEquals(new Frame<>(7, new Diary.Page(7, ""), Frame.View.PRESENT), tested.peer.frame());
    }

    // ---- SYNC ----

    /** Spec 5.8. */
    @Test
    void once_a_second_all_live_neighbours_hear_the_clock() {
        tested.link(1, OTHER);
        tested.linkUp(2);
        tested.link(3, Diary.peer(3));
        tested.outputs.clear();
        tested.readAt(TestPeer.SECOND - 1);
        assertEquals(List.of(), tested.outputs);
        Message sync = new Message.Sync(50);
        assertEquals(
                List.of(new Output.Send(new LinkId(1), sync), new Output.Send(new LinkId(3), sync)),
                tested.readAt(TestPeer.SECOND));
        assertEquals(List.of(), tested.readAt(2 * TestPeer.SECOND - 1));
        assertEquals(2, tested.readAt(2 * TestPeer.SECOND).size());
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -5_000_000_000L, 7, 100_000_000_000L})
    void the_origin_of_local_time_does_not_matter(long origin) {
        Config config = Config.of(Diary.peer(1));
        TestPeer<Diary.Page> newcomer = new TestPeer<>(Peer.start(config, new Diary(), origin));
        newcomer.readAt(origin + 10 * TestPeer.SECOND - 1);
        assertTrue(newcomer.peer.isHoldingInput());
        newcomer.readAt(origin + 10 * TestPeer.SECOND);
        assertFalse(newcomer.peer.isHoldingInput());

        TestPeer<Diary.Page> linked = new TestPeer<>(Peer.start(config, new Diary(), origin));
        linked.link(1, OTHER);
        linked.outputs.clear();
        linked.readAt(origin + TestPeer.SECOND - 1);
        assertEquals(List.of(), linked.outputs);
        linked.readAt(origin + TestPeer.SECOND);
        assertEquals(1, linked.outputs.size());
        linked.receive(1, Diary.at(1, OTHER, 1, "late"));
        linked.readAt(origin + TestPeer.SECOND);
        linked.readAt(origin + 2 * TestPeer.SECOND - 1);
        assertEquals(Frame.View.TRAVEL_FORTH, linked.peer.frame().view());
        linked.readAt(origin + 2 * TestPeer.SECOND);
        assertEquals(Frame.View.PRESENT, linked.peer.frame().view());
    }

    /** Spec 5.8. */
    @Test
    void after_a_pause_one_SYNC_is_enough() {
        tested.link(1, OTHER);
        tested.readAt(10 * TestPeer.SECOND);
        tested.runTo(11 * TestPeer.SECOND - 1);
        assertEquals(List.of(new Message.Sync(500)), tested.sentOver(1).subList(1, 2));
        assertEquals(2, tested.sentOver(1).size()); // the HELLO and one SYNC
    }

    /** Spec 3.5. */
    @Test
    void a_neighbours_clock_that_is_believable_is_heard_and_one_that_is_not_closes_the_link() {
        TestPeer<Diary.Page> modest =
                new TestPeer<>(TestPeer.plain(Diary.peer(1)).withMaxLead(200_000), new Diary());
        modest.link(1, OTHER);
        assertEquals(List.of(), modest.receive(1, new Message.Sync(1_000)));
        assertTrue(modest.peer.clock().isCatchingUp());
        Output.Close close =
                (Output.Close) modest.receive(1, new Message.Sync(1_001)).get(0);
        assertEquals(
                "clock at tick 1001 is more than 0 ticks ahead of 1000",
                close.bye().text());
        assertEquals(Message.Reason.LIMIT, close.bye().reason());
        assertFalse(modest.has(1));
        assertEquals(1_000, modest.peer.clock().heard());
    }

    /** Spec 5.3. */
    @Test
    void clocks_are_heard_with_events_too() {
        tested.link(1, OTHER);
        tested.receive(1, new Message.Events(1_000, List.of(Diary.at(1_005, OTHER, 1, "a"))));
        tested.readAt(0);
        tested.readAt(TestPeer.SECOND);
        assertEquals(1_050, tested.peer.tick());
    }

    // ---- catching up ----

    /** Spec 5.4. */
    @Test
    void a_catch_up_is_shown_and_simulates_every_tick() {
        tested.link(1, OTHER);
        tested.receive(1, new Message.Events(1_000, List.of(Diary.at(600, OTHER, 1, "a"))));
        tested.readAt(0);
        tested.runTo(TestPeer.SECOND / 2);
        assertEquals(Frame.View.CATCHING_UP, tested.peer.frame().view());
        assertEquals(525, tested.peer.frame().tick());
        tested.runTo(TestPeer.SECOND);
        assertEquals(new Frame<>(1_050, new Diary.Page(1_050, "600:a "), Frame.View.PRESENT), tested.peer.frame());
        assertEquals(1_050, tested.seen.size());
        assertEquals(List.of(), tested.outputs(Output.RolledBack.class));
    }

    /** Spec 4.2. */
    @Test
    void an_event_that_comes_late_during_a_catch_up_is_replayed_up_to_the_clock() {
        tested.link(1, OTHER);
        tested.receive(1, new Message.Sync(1_000));
        tested.readAt(0);
        tested.readAt(TestPeer.SECOND / 2);
        tested.receive(1, Diary.at(100, OTHER, 1, "late"), Diary.at(600, OTHER, 2, "in time"));
        tested.readAt(TestPeer.SECOND * 3 / 4);
        assertEquals(new Diary.Page(787, "100:late 600:in time "), tested.state());
        assertEquals(
                List.of(new Output.RolledBack(100, 525, List.of(Diary.at(100, OTHER, 1, "late")), List.of())),
                tested.outputs(Output.RolledBack.class));
        assertEquals(new Diary.Page(600, "100:late 600:in time "), tested.seen.get(600L));
    }

    /** Spec 5.7. */
    @Test
    void a_clock_spreads_hop_by_hop_and_no_peer_passes_the_maximum() {
        Net net = new Net();
        for (int i = 0; i < 4; i++) {
            net.add(TestPeer.plain(Diary.peer(i)));
        }
        net.nanos = 100 * TestPeer.SECOND;
        net.read(0); // the others sleep: they are at 0 still
        for (int i = 1; i < 4; i++) {
            net.peers.set(i, new TestPeer<>(Peer.start(TestPeer.plain(Diary.peer(i)), new Diary(), net.nanos)));
        }
        net.connect(0, 1);
        net.connect(1, 2);
        net.connect(2, 3);
        for (int i = 0; i < 8 * 50; i++) {
            net.run(TestPeer.NANOS_PER_TICK);
            for (TestPeer<Diary.Page> each : net.peers) {
                assertTrue(each.peer.tick() <= net.nanos / TestPeer.NANOS_PER_TICK);
            }
        }
        for (TestPeer<Diary.Page> each : net.peers) {
            assertTrue(net.nanos / TestPeer.NANOS_PER_TICK - each.peer.tick() <= 3 * Config.DEFAULT_DELTA);
            assertEquals(Frame.View.PRESENT, each.peer.frame().view());
        }
    }
}

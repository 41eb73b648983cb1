package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;

/** Issuing, holding back and refusing local events (design 3); property Stamps. */
class PeerEventsTest {

    private static final Source SELF = Diary.peer(1);
    private static final Source OTHER = Diary.peer(2);
    private static final int DELTA = Config.DEFAULT_DELTA;

    private final TestPeer<Diary.Page> tested = TestPeer.alone();

    // ---- stamping ----

    /** Spec 2.2, 2.3, 2.4. */
    @Test
    void an_event_is_stamped_delta_ticks_ahead_with_the_next_seq() {
        tested.readAtTick(100);
        tested.press("a");
        tested.readAtTick(103);
        tested.press("b");
        assertEquals(
                List.of(Diary.at(100 + DELTA, SELF, 1, "a"), Diary.at(103 + DELTA, SELF, 2, "b")),
                tested.peer.timeline().events());
    }

    /** Spec 2.4. */
    @Test
    void the_first_event_of_all_is_stamped_delta() {
        tested.press("a");
        assertEquals(
                List.of(Diary.at(DELTA, SELF, 1, "a")), tested.peer.timeline().events());
    }

    /** Spec 2.3, 2.6. */
    @Test
    void events_of_one_tick_share_it_and_keep_their_order() {
        tested.press("a");
        tested.press("b");
        tested.press("c");
        tested.readAtTick(DELTA);
        assertEquals("5:a 5:b 5:c ", tested.state().text());
        assertEquals(3, tested.peer.timeline().versions().of(SELF));
    }

    /** A peer that goes on with its memory, but lost its clock (spec 2.4). */
    @Test
    void an_event_is_never_stamped_before_the_own_previous_one() {
        Peer<Diary.Page> fresh = tested.peer;
        TestPeer<Diary.Page> restored = new TestPeer<>(new Peer<>(
                fresh.config,
                fresh.clock,
                fresh.machine.insert(Diary.at(500, SELF, 1, "before")),
                fresh.links,
                fresh.queue,
                fresh.rewind,
                fresh.travel,
                0,
                0,
                fresh.trust,
                Reached.NOTHING,
                fresh.settlement,
                fresh.settled,
                fresh.checkpoints,
                fresh.handover,
                fresh.lateness));
        restored.press("after");
        assertTrue(restored.peer.timeline().contains(Diary.at(500, SELF, 2, "after")));
    }

    /** Spec 2.5. */
    @Test
    void the_stamps_of_other_peers_do_not_matter() {
        tested.link(1, OTHER);
        tested.receive(1, Diary.at(5_000, OTHER, 1, "far"));
        tested.press("a");
        assertTrue(tested.peer.timeline().contains(Diary.at(DELTA, SELF, 1, "a")));
    }

    /** Spec 2.5, 6.13. */
    @Test
    void another_life_of_the_same_peer_counts_from_1_again() {
        tested.link(1, OTHER);
        tested.receive(1, Diary.at(9, new Source(1, 7), 1, "earlier life"));
        tested.press("a");
        assertTrue(tested.peer.timeline().contains(Diary.at(DELTA, SELF, 1, "a")));
    }

    @Test
    void a_local_event_is_never_late_and_applies_when_its_tick_comes() {
        tested.readAtTick(10);
        tested.press("a");
        tested.readAtTick(10 + DELTA - 1);
        assertEquals("", tested.state().text());
        tested.readAtTick(10 + DELTA);
        assertEquals("15:a ", tested.state().text());
        assertEquals(List.of(), tested.outputs(Output.RolledBack.class));
    }

    // ---- flooding ----

    /** Spec 3.8, 3.11, 6.2. */
    @Test
    void a_local_event_goes_to_all_live_links_with_the_clock_and_to_no_greeting_one() {
        tested.link(1, OTHER);
        tested.link(2, Diary.peer(3));
        tested.linkUp(3);
        tested.readAtTick(10);
        StampedEvent event = Diary.at(10 + DELTA, SELF, 1, "a");
        Message message = new Message.Events(10, List.of(event));
        assertEquals(
                List.of(new Output.Send(new LinkId(1), message), new Output.Send(new LinkId(2), message)),
                tested.press("a"));
    }

    /** Spec 3.3, 3.8. */
    @Test
    void an_event_that_arrives_goes_on_to_all_other_live_links_and_not_back() {
        tested.link(1, OTHER);
        tested.link(2, Diary.peer(3));
        tested.link(3, Diary.peer(4));
        tested.linkUp(4);
        tested.readAtTick(10);
        StampedEvent event = Diary.at(12, OTHER, 1, "a");
        Message message = new Message.Events(10, List.of(event));
        assertEquals(
                List.of(new Output.Send(new LinkId(1), message), new Output.Send(new LinkId(3), message)),
                tested.receive(2, event));
    }

    /** Spec 3.3, 3.9. */
    @Test
    void of_several_events_in_one_message_only_the_new_ones_go_on_and_in_one_message() {
        tested.link(1, OTHER);
        tested.link(2, Diary.peer(3));
        StampedEvent a = Diary.at(12, OTHER, 1, "a");
        StampedEvent b = Diary.at(12, OTHER, 2, "b");
        StampedEvent c = Diary.at(13, OTHER, 3, "c");
        tested.receive(1, a);
        assertEquals(
                List.of(new Output.Send(new LinkId(2), new Message.Events(0, List.of(b, c)))),
                tested.receive(1, a, b, c));
        assertEquals(List.of(), tested.receive(1, c));
        assertEquals(List.of(), tested.receive(2, a, b, c));
    }

    // ---- input waits, but is never dropped ----

    /** Spec 2.7, 2.9. */
    @Test
    void a_newcomer_that_has_not_reached_anyone_holds_its_input_up_to_the_stated_time() {
        TestPeer<Diary.Page> newcomer = newcomer();
        newcomer.readAtTick(10);
        assertTrue(newcomer.peer.isHoldingInput());
        newcomer.press("a");
        newcomer.press("b");
        newcomer.readAt(10 * TestPeer.SECOND - 1);
        assertEquals(0, newcomer.peer.timeline().size());
        assertEquals(List.of(Diary.note("a"), Diary.note("b")), newcomer.peer.queued());
        newcomer.readAt(10 * TestPeer.SECOND);
        assertEquals(
                List.of(Diary.at(500 + DELTA, SELF, 1, "a"), Diary.at(500 + DELTA, SELF, 2, "b")),
                newcomer.peer.timeline().events());
        assertEquals(List.of(), newcomer.peer.queued());
        assertFalse(newcomer.peer.isHoldingInput());
    }

    /** Spec 2.7, 2.9, 3.15: in one message, or a thousand of them would be more than a link lets wait. */
    @Test
    void a_newcomer_that_joins_issues_its_input_when_it_has_caught_up() {
        TestPeer<Diary.Page> newcomer = newcomer();
        newcomer.press("a");
        newcomer.linkUp(1);
        newcomer.receive(1, newcomer.helloOf(OTHER, 10_000));
        newcomer.press("b");
        newcomer.readAt(0);
        newcomer.readAt(TestPeer.SECOND - 1);
        assertEquals(0, newcomer.peer.timeline().size());
        List<StampedEvent> issued =
                List.of(Diary.at(10_050 + DELTA, SELF, 1, "a"), Diary.at(10_050 + DELTA, SELF, 2, "b"));
        assertEquals(
                new Output.Send(new LinkId(1), new Message.Events(10_050, issued)),
                newcomer.readAt(TestPeer.SECOND).get(0));
        assertEquals(issued, newcomer.peer.timeline().events());
    }

    /** Spec 2.6. */
    @Test
    void a_newcomer_that_joins_a_young_session_keeps_its_input_in_order() {
        TestPeer<Diary.Page> newcomer = newcomer();
        newcomer.press("first");
        newcomer.link(1, OTHER);
        newcomer.press("second");
        newcomer.readAtTick(1);
        newcomer.readAtTick(20);
        assertEquals(
                List.of(Diary.note("first"), Diary.note("second")),
                newcomer.peer.timeline().events().stream()
                        .map(StampedEvent::event)
                        .toList());
    }

    @Test
    void a_link_that_is_not_live_yet_does_not_end_the_waiting() {
        TestPeer<Diary.Page> newcomer = newcomer();
        newcomer.linkUp(1);
        assertTrue(newcomer.peer.isHoldingInput());
        newcomer.receive(1, newcomer.helloOf(OTHER, 0));
        assertFalse(newcomer.peer.isHoldingInput());
    }

    @Test
    void who_has_once_reached_somebody_does_not_wait_when_that_link_breaks() {
        TestPeer<Diary.Page> newcomer = newcomer();
        newcomer.link(1, OTHER);
        newcomer.step(new Input.LinkDown(new LinkId(1)));
        assertFalse(newcomer.peer.isHoldingInput());
        newcomer.linkUp(2);
        assertFalse(newcomer.peer.isHoldingInput());
    }

    /** Spec 2.6, 2.7, 2.9. */
    @Test
    void input_during_catch_up_waits_and_keeps_its_order() {
        tested.link(1, OTHER);
        tested.receive(1, new Message.Sync(1_000));
        tested.press("a"); // from the moment on at which the lag is known
        tested.readAt(0);
        tested.press("b");
        tested.readAt(TestPeer.SECOND / 2);
        tested.press("c");
        assertEquals(0, tested.peer.timeline().size());
        tested.readAt(TestPeer.SECOND);
        tested.press("d");
        tested.readAt(2 * TestPeer.SECOND);
        assertEquals("1055:a 1055:b 1055:c 1055:d ", tested.state().text());
    }

    /** Spec 3.8. */
    @Test
    void queued_events_are_flooded_when_they_are_issued() {
        tested.link(1, OTHER);
        tested.receive(1, new Message.Sync(1_000));
        tested.press("a");
        assertEquals(List.of(), tested.eventsSentOver(1));
        tested.readAt(0);
        tested.readAt(TestPeer.SECOND);
        assertEquals(List.of(Diary.at(1_055, SELF, 1, "a")), tested.eventsSentOver(1));
    }

    /** Spec 2.8, 2.10. */
    @Test
    void the_queue_is_bounded_and_what_does_not_fit_is_refused_with_a_reason() {
        TestPeer<Diary.Page> newcomer = newcomer();
        List<Event> accepted = new ArrayList<>();
        for (int i = 0; i < Peer.MAX_QUEUED; i++) {
            accepted.add(Diary.note("" + i));
            assertEquals(List.of(), newcomer.press("" + i));
        }
        assertEquals(List.of(new Output.Refused(Diary.note("x"), "1000 events wait already")), newcomer.press("x"));
        assertEquals("queued-events 1", newcomer.peer.limitsReached().toString());
        newcomer.readAt(10 * TestPeer.SECOND);
        assertEquals(
                accepted,
                newcomer.peer.timeline().events().stream()
                        .map(StampedEvent::event)
                        .toList());
        newcomer.press("y");
        assertEquals(1_001, newcomer.peer.timeline().size());
    }

    /** Spec 2.9. */
    @Test
    void a_neighbour_with_a_fast_clock_does_not_hold_input_for_ever() {
        tested.link(1, OTHER);
        tested.press("a");
        for (long millis = 20; millis <= 10_000; millis += 20) {
            if (millis % 1_000 == 0) {
                tested.receive(1, new Message.Sync(millis * 60 / 1_000)); // 60 ticks a second, not 50
            }
            tested.readAt(millis * 1_000_000);
            if (millis == 1_500) {
                tested.press("b");
            }
        }
        assertEquals(List.of(), tested.peer.queued());
    }

    @Test
    void a_catch_up_that_runs_holds_input_also_when_its_link_is_made_anew() {
        tested.link(1, OTHER);
        tested.receive(1, new Message.Sync(5_000));
        tested.readAtTick(1);
        tested.press("a");
        tested.step(new Input.LinkDown(new LinkId(1)));
        tested.link(2, OTHER);
        tested.press("b");
        tested.readAtTick(2);
        assertEquals(2, tested.peer.queued().size());
        tested.runTo(2 * TestPeer.SECOND);
        assertEquals(List.of(), tested.peer.queued());
    }

    private static TestPeer<Diary.Page> newcomer() {
        return new TestPeer<>(Config.of(SELF), new Diary());
    }

    // ---- refusing, failing ----

    /** Spec 2.8, 2.11, 2.14, 3.2, 6.26. */
    @Test
    void a_session_with_too_many_sources_refuses_the_first_event_of_one_more() {
        tested.link(1, OTHER);
        List<StampedEvent> many = new ArrayList<>();
        for (int i = 0; i < Versions.MAX_SOURCES; i++) {
            many.add(Diary.at(9, new Source(3, i), 1, ""));
        }
        assertEquals(List.of(), tested.receive(1, new Message.Events(0, many)));
        assertEquals(
                List.of(new Output.Refused(
                        Diary.note("a"), "there are 65536 other sources than that of event 5@1.0#1")),
                tested.press("a"));
        assertEquals("sources 1", tested.peer.limitsReached().toString());
        assertEquals(Versions.MAX_SOURCES, tested.peer.timeline().size());
        Timeline full = tested.peer.timeline();
        assertTrue(tested.peer.objectionTo(full.versions()).isEmpty());
        assertEquals(
                "the session is full: there are 65536 sources",
                tested.peer
                        .objectionTo(TestVersions.of(Map.of(OTHER, 1L)))
                        .orElseThrow()
                        .text());
        assertEquals(Timeline.Verdict.DUPLICATE, full.judge(many.get(9)));
        assertEquals(Timeline.Verdict.NEW, full.judge(Diary.at(9, new Source(3, 5), 2, "known source")));
        tested.receive(1, Diary.at(9, new Source(3, 5), 2, "known source"), Diary.at(9, OTHER, 1, "one too many"));
        assertEquals(Versions.MAX_SOURCES + 1, tested.peer.timeline().size());
        assertEquals(
                List.of(Message.Reason.LIMIT),
                tested.outputs(Output.Close.class).stream()
                        .map(c -> c.bye().reason())
                        .toList());
        assertEquals("sources 2", tested.peer.limitsReached().toString());
    }

    /** Spec 4.6. */
    @Test
    void an_event_at_which_the_application_fails_has_no_effect_and_is_told_once() {
        tested.link(1, OTHER);
        tested.readAtTick(10);
        tested.press(Diary.POISON); // for tick 15
        tested.readAtTick(20);
        tested.receive(1, Diary.at(12, OTHER, 1, "late"));
        tested.readAtTick(21);
        assertEquals("12:late ", tested.state().text());
        List<Output.WithoutEffect> told = tested.outputs(Output.WithoutEffect.class);
        assertEquals(
                List.of(new Stamp(15, SELF, 1)),
                told.stream().map(Output.WithoutEffect::stamp).toList());
        assertTrue(told.get(0).why().endsWith("poisoned"), told.get(0).why());
    }

    /** Spec 4.6. */
    @Test
    void a_late_event_at_which_the_application_fails_is_told_when_it_comes() {
        tested.link(1, OTHER);
        tested.readAtTick(20);
        tested.receive(1, Diary.at(12, OTHER, 1, Diary.POISON));
        tested.readAtTick(21);
        tested.receive(1, Diary.at(11, new Source(9, 0), 1, "later still"));
        tested.readAtTick(22);
        assertEquals(1, tested.outputs(Output.WithoutEffect.class).size());
    }

    /** Spec 4.6. */
    @Test
    void an_application_that_fails_at_a_tick_leaves_the_peer_as_it_was() {
        TestPeer<Integer> counting = new TestPeer<>(TestPeer.plain(SELF), new TimeMachineTest.Countdown(12));
        counting.readAtTick(10);
        Peer<Integer> before = counting.peer;
        assertThrows(SimulationFailure.class, () -> counting.readAtTick(20));
        assertEquals(10, before.machine().present().tick());
        counting.readAtTick(12);
        assertEquals(12, counting.peer.tick());
    }

    /** Spec 1.7, 1.8. */
    @Test
    void an_application_with_an_impossible_id_or_state_size_does_not_start() {
        for (String id : new String[] {"", "x".repeat(65), "a\nb", "\u00e9"}) {
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class, () -> Peer.start(Config.of(SELF), new NamedDiary(id, 8), 0));
            assertEquals("simulation id \"" + id + "\" must be 1 to 64 characters of printable ASCII", e.getMessage());
        }
        for (int size : new int[] {-1, (64 << 20) + 1}) {
            assertThrows(
                    IllegalArgumentException.class, () -> Peer.start(Config.of(SELF), new NamedDiary("a", size), 0));
        }
        Peer.start(Config.of(SELF), new NamedDiary("x".repeat(64), 8), 0);
        Peer.start(Config.of(SELF), new NamedDiary(" ", 8), 0);
        Peer.start(Config.of(SELF), new NamedDiary("a", 64 << 20), 0);
    }

    /** A diary with another id and size, whose state is its tick. */
    private record NamedDiary(String id, int stateSize) implements org.symmetricp2p.app.Simulation<Long> {
        @Override
        public Long start() {
            return 0L;
        }

        @Override
        public Long tick(Long state) {
            return state + 1;
        }

        @Override
        public Long event(Long state, Event event) {
            return state;
        }

        @Override
        public void encode(Long state, java.nio.ByteBuffer out) {
            out.putLong(state);
        }

        @Override
        public Long decode(java.nio.ByteBuffer in) {
            return in.getLong();
        }
    }
}

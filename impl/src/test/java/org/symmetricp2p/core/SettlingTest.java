package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What becomes settled among a few peers, and what becomes of events that come too late for it. */
class SettlingTest {

    private static final long SECOND = TestPeer.SECOND;
    private static final Source KEEPER = Diary.peer(0);
    private static final Source ONE = Diary.peer(1);
    private static final Source TWO = Diary.peer(2);
    private static final long SILENCE = 2 * SECOND;

    private final Net net = new Net();

    private static Config config(Source self, Settling settling) {
        return TestPeer.plain(self).withSettling(settling);
    }

    /** The keeper, which is peer 0, and others, which learn of it, in a line. */
    private void line(int peers, Settling settling) {
        net.add(config(KEEPER, Settling.keptBy(KEEPER).withSilenceNanos(SILENCE)));
        for (int id = 1; id < peers; id++) {
            net.add(config(Diary.peer(id), settling));
            net.connect(id - 1, id);
            net.deliverAll();
        }
    }

    private TestPeer<Diary.Page> peer(int id) {
        return net.peers.get(id);
    }

    private String textAt(int id) {
        return peer(id).state().text();
    }

    private static Message.Declaration declaration(long since, long tick, Map<Source, Long> counts) {
        return new Message.Declaration(
                since, tick, since == 0 ? Optional.of(KEEPER) : Optional.empty(), new TreeMap<>(counts));
    }

    private static Message.Promises promise(Source source, long tick, long seq) {
        return new Message.Promises(new TreeMap<>(Map.of(source, new Promise(tick, seq))));
    }

    /** A peer that is linked to one which told it the keeper. */
    private static TestPeer<Diary.Page> linked() {
        TestPeer<Diary.Page> tested = new TestPeer<>(config(ONE, Settling.JOINING), new Diary());
        link(tested, 1, TWO);
        return tested;
    }

    private static void link(TestPeer<Diary.Page> tested, int link, Source other) {
        tested.linkUp(link);
        tested.receive(link, helloOf(tested, other, new Kept(Optional.of(KEEPER), 0)));
    }

    private static Message.Hello helloOf(TestPeer<Diary.Page> tested, Source other, Kept kept) {
        return tested.helloOf(other, List.of(new Extension(Kept.NAME, true, kept.content())));
    }

    private static Message.Reason reasonOf(List<Output> outputs) {
        return ((Output.Close) outputs.get(outputs.size() - 1)).bye().reason();
    }

    // ---- what is settled ----

    /** Spec 8.5, 8.8, 8.15: with links of no length it lags by a second, and the 300 ms of a declaration. */
    @Test
    void settled_ticks_follow_the_clock_at_every_peer() {
        line(3, Settling.JOINING);
        net.run(5 * SECOND);
        net.press(1, "a");
        net.run(5 * SECOND);
        for (int id = 0; id < 3; id++) {
            long lag = peer(id).peer.tick() - peer(id).peer.settledTick();
            assertTrue(lag <= 65 + 1 && lag > 0, id + " lags by " + lag);
            assertEquals(Optional.of(KEEPER), peer(id).peer.keeper());
        }
        assertEquals("255:a ", peer(2).peer.settled().state().text());
    }

    /** Spec 8.12. */
    @Test
    void each_settled_tick_is_told_once_in_order_with_the_state_that_it_has() {
        line(2, Settling.JOINING);
        for (int i = 0; i < 4; i++) {
            net.press(1, "x" + i);
            net.run(SECOND);
        }
        assertTrue(peer(1).settled.size() >= 100);
        assertEquals(peer(1).settled.lastKey(), (long) peer(1).settled.size(), "each, from tick 1 on");
        peer(1).settled.forEach((tick, state) -> assertEquals(peer(1).seen.get(tick), state));
    }

    /** Spec 8.6: as in the paper, a peer may come back after any time. */
    @Test
    void a_peer_that_is_cut_off_is_waited_for() {
        net.add(config(KEEPER, Settling.keptBy(KEEPER)));
        net.add(config(ONE, Settling.JOINING));
        Net.Cable cable = net.connect(0, 1);
        net.deliverAll();
        net.run(3 * SECOND);
        cable.cut();
        net.run(60 * SECOND);
        assertTrue(peer(0).peer.settledTick() < 4 * 50);
        net.press(1, "late");
        net.connect(0, 1);
        net.deliverAll();
        net.run(3 * SECOND);
        assertEquals(textAt(0), textAt(1));
        assertEquals(List.of(), peer(1).outputs(Output.Voided.class));
        assertTrue(peer(0).peer.settledTick() > 60 * 50);
    }

    /** Spec 8.14. */
    @Test
    void a_life_that_ended_in_order_is_not_waited_for() {
        net.add(config(KEEPER, Settling.keptBy(KEEPER)));
        net.add(config(ONE, Settling.JOINING));
        Net.Cable cable = net.connect(0, 1);
        net.deliverAll();
        net.run(3 * SECOND);
        net.step(1, new Input.Leaving());
        net.deliverAll();
        cable.cut();
        net.run(10 * SECOND);
        assertTrue(peer(0).peer.settledTick() > 11 * 50);
    }

    /** Spec 8.6, 8.16: the next life of a peer that lost its memory takes the place of the one before. */
    @Test
    void a_life_whose_next_one_has_shown_up_is_not_waited_for() {
        net.add(config(KEEPER, Settling.keptBy(KEEPER)));
        net.add(config(ONE, Settling.JOINING));
        net.connect(0, 1);
        net.deliverAll();
        net.run(3 * SECOND);
        net.restart(1, config(new Source(1, 1), Settling.JOINING));
        net.run(5 * SECOND);
        assertTrue(peer(0).peer.settledTick() < 4 * 50);
        net.connect(0, 1);
        net.deliverAll();
        net.run(4 * SECOND);
        assertTrue(peer(0).peer.settledTick() > 10 * 50);
    }

    // ---- void events ----

    private Net.Cable cutOffAndBack(Settling settling) {
        line(2, settling);
        net.connect(0, net.add(config(TWO, Settling.JOINING)));
        net.deliverAll();
        net.run(3 * SECOND);
        net.cables.get(0).cut();
        net.press(1, "a");
        net.press(1, "b");
        net.run(10 * SECOND);
        net.press(1, "c");
        Net.Cable back = net.connect(0, 1);
        net.deliverAll();
        net.run(3 * SECOND);
        return back;
    }

    /** Spec 8.7, 8.9, 8.10, 8.11: what came too late is issued again, in order, as another source, and nobody is blamed. */
    @Test
    void what_came_too_late_is_issued_again_in_order() {
        Net.Cable back = cutOffAndBack(Settling.JOINING);
        assertTrue(back.isUp());
        assertEquals(new Source(1, 1), peer(1).peer.config().self());
        assertEquals(
                List.of("a", "b", "c"),
                peer(1).outputs(Output.Voided.class).stream()
                        .map(voided -> Diary.textOf(voided.event().event()))
                        .toList());
        assertEquals(List.of("a", "b", "c"), texts(peer(2).peer.timeline()));
        assertEquals(
                List.of(new Source(1, 1)),
                List.copyOf(peer(2).peer.timeline().versions().known().keySet()));
        assertEquals(textAt(0), textAt(1));
        assertEquals(textAt(0), textAt(2));
        Output.RolledBack rollback = peer(1).outputs(Output.RolledBack.class).get(0);
        assertEquals(155, rollback.from());
        assertEquals(2, rollback.voided().size(), "the third had not been applied yet");
        assertEquals(List.of(), rollback.late());
    }

    /** Spec 8.11. */
    @Test
    void or_it_is_left_to_the_application() {
        cutOffAndBack(Settling.JOINING.withIssuesAgain(false));
        assertEquals(3, peer(1).outputs(Output.Voided.class).size());
        assertTrue(peer(1).outputs(Output.Voided.class).stream().noneMatch(Output.Voided::isIssuedAgain));
        assertEquals(0, peer(1).peer.timeline().size());
        assertEquals("", textAt(2));
    }

    private static List<String> texts(Timeline timeline) {
        return timeline.events().stream().map(e -> Diary.textOf(e.event())).toList();
    }

    /** Spec 8.10: also those that others would call a gap; what was known of it stays. */
    @Test
    void nothing_more_is_taken_of_a_closed_source_and_nobody_is_blamed() {
        TestPeer<Diary.Page> tested = linked();
        StampedEvent counted = Diary.at(5, TWO, 1, "counted");
        tested.receive(1, counted);
        tested.receive(1, declaration(0, 20, Map.of(TWO, 1L)));
        assertEquals(List.of(), tested.receive(1, Diary.at(20, TWO, 2, "void")));
        assertEquals(List.of(), tested.receive(1, Diary.at(90, TWO, 3, "later"), Diary.at(95, TWO, 4, "still later")));
        assertEquals(List.of(), tested.receive(1, Diary.at(99, TWO, 9, "and with a gap"), counted));
        assertEquals(List.of(counted), tested.peer.timeline().events());
        assertTrue(tested.has(1));
        assertEquals(List.of(), tested.receive(1, promise(TWO, 500, 9)), "nor what it promises");
    }

    /** Spec 8.23: of what waits, the end of a closed source, and what it promised. */
    @Test
    void what_is_void_is_not_due_any_more() {
        TestPeer<Diary.Page> tested = linked();
        StampedEvent counted = Diary.at(5, TWO, 1, "counted");
        StampedEvent gone = Diary.at(6, TWO, 2, "void");
        StampedEvent other = Diary.at(6, Diary.peer(4), 1, "other");
        Message.Events events = new Message.Events(7, List.of(counted, gone, other));
        tested.receive(1, counted, gone, other);
        assertEquals(Optional.of(events), tested.peer.due(events));
        Message.Declaration declared = declaration(0, 20, Map.of(TWO, 1L, Diary.peer(4), 1L));
        tested.receive(1, declared);
        assertEquals(Optional.of(new Message.Events(7, List.of(counted, other))), tested.peer.due(events));
        assertEquals(Optional.empty(), tested.peer.due(new Message.Events(7, List.of(gone))));
        assertEquals(Optional.empty(), tested.peer.due(promise(TWO, 90, 2)));
        SortedMap<Source, Promise> both =
                new TreeMap<>(Map.of(TWO, new Promise(90, 2), Diary.peer(4), new Promise(90, 1)));
        assertEquals(Optional.of(promise(Diary.peer(4), 90, 1)), tested.peer.due(new Message.Promises(both)));
        assertEquals(Optional.of(declared), tested.peer.due(declared));
    }

    /** Spec 8.10: what the declaration doesn't count goes, with all that its source issued after it; others stay. */
    @Test
    void a_declaration_takes_out_what_it_does_not_count() {
        TestPeer<Diary.Page> tested = linked();
        link(tested, 2, Diary.peer(3));
        tested.receive(1, Diary.at(5, TWO, 1, "a"), Diary.at(6, TWO, 2, "b"), Diary.at(60, TWO, 3, "c"));
        tested.receive(1, Diary.at(6, Diary.peer(4), 1, "x"), Diary.at(60, Diary.peer(4), 2, "y"));
        tested.readAtTick(10);
        tested.receive(1, declaration(0, 50, Map.of(TWO, 1L, Diary.peer(4), 1L)));
        tested.readAtTick(10);
        assertEquals("5:a 6:x ", tested.state().text());
        assertEquals(List.of("a", "x", "y"), texts(tested.peer.timeline()));
        assertEquals(
                new Output.RolledBack(6, 10, List.of(), List.of(), List.of(Diary.at(6, TWO, 2, "b"))),
                tested.outputs(Output.RolledBack.class).get(0));
        assertTrue(tested.sentOver(2).contains(declaration(0, 50, Map.of(TWO, 1L, Diary.peer(4), 1L))));
        assertFalse(tested.sentOver(1).contains(declaration(0, 50, Map.of(TWO, 1L, Diary.peer(4), 1L))));
    }

    /** An event that came late and is void before the next reading has never been. */
    @Test
    void a_late_event_that_is_void_at_once_is_no_rollback() {
        TestPeer<Diary.Page> tested = linked();
        tested.readAtTick(10);
        tested.receive(1, Diary.at(5, TWO, 1, "a"));
        tested.receive(1, declaration(0, 8, Map.of()));
        tested.readAtTick(11);
        assertEquals(List.of(), tested.outputs(Output.RolledBack.class));
        assertEquals("", tested.state().text());
    }

    /** Spec 8.7: whatever its clock is. */
    @Test
    void a_new_stamp_is_beyond_what_is_settled_and_what_was_promised() {
        TestPeer<Diary.Page> tested = linked();
        tested.press("first");
        tested.receive(1, declaration(0, 80, Map.of()));
        tested.readAtTick(1);
        tested.press("second");
        List<StampedEvent> events = tested.peer.timeline().events();
        assertEquals(81, events.get(events.size() - 1).tick());
        TestPeer<Diary.Page> promised = linked();
        promised.receive(1, new Message.Sync(1_000));
        promised.readAt(0);
        promised.readAt(SECOND);
        Promise last = lastPromise(promised);
        promised.press("third");
        assertTrue(promised.peer.timeline().events().get(0).tick() >= last.tick());
        assertEquals(0, last.seq());
    }

    private static Promise lastPromise(TestPeer<?> tested) {
        return tested.sentOver(1).stream()
                .filter(Message.Promises.class::isInstance)
                .map(message -> ((Message.Promises) message).bySource().get(ONE))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    // ---- who is the keeper ----

    /** Spec 8.3, 7.22: also who was linked to it before. */
    @Test
    void who_learns_of_the_keeper_tells_those_who_know_none() {
        for (int id = 1; id <= 3; id++) {
            net.add(config(Diary.peer(id), Settling.JOINING));
        }
        net.connect(0, 1);
        net.connect(1, 2);
        net.deliverAll();
        net.run(SECOND);
        assertEquals(Optional.empty(), peer(0).peer.keeper());
        net.connect(net.add(config(KEEPER, Settling.keptBy(KEEPER))), 2);
        net.deliverAll();
        for (TestPeer<Diary.Page> each : net.peers) {
            assertEquals(Optional.of(KEEPER), each.peer.keeper());
            assertEquals(List.of(), each.outputs(Output.Close.class));
        }
        net.run(4 * SECOND);
        assertTrue(peer(0).peer.settledTick() > 3 * 50);
    }

    /** Spec 8.4, 6.5: by a HELLO, or by what a neighbour learns later. */
    @Test
    void peers_of_two_keepers_are_not_linked() {
        TestPeer<Diary.Page> tested = linked();
        tested.linkUp(2);
        Message.Hello other = helloOf(tested, Diary.peer(3), new Kept(Optional.of(Diary.peer(3)), 0));
        assertEquals(
                List.of(new Output.Close(
                        new LinkId(2),
                        new Message.Bye(
                                Message.Reason.INCOMPATIBLE, "keeper differs: 0.0 at one end, 3.0 at the other"))),
                tested.receive(2, other));
        tested.linkUp(3);
        tested.receive(3, helloOf(tested, Diary.peer(4), Kept.UNKNOWN));
        List<Output> told =
                tested.receive(3, new Message.Declaration(0, 0, Optional.of(Diary.peer(9)), new TreeMap<>()));
        assertEquals(Message.Reason.INCOMPATIBLE, reasonOf(told));
        assertTrue(tested.has(1));
    }

    /** Spec 7.20, 8.1. */
    @Test
    void a_session_that_settles_and_one_that_does_not_do_not_go_together() {
        TestPeer<Diary.Page> tested = new TestPeer<>(config(ONE, Settling.JOINING), new Diary());
        tested.linkUp(1);
        assertEquals(Message.Reason.INCOMPATIBLE, reasonOf(tested.receive(1, tested.helloOf(TWO, 0))));
        TestPeer<Diary.Page> plain = TestPeer.alone();
        plain.linkUp(1);
        assertEquals(Message.Reason.INCOMPATIBLE, reasonOf(plain.receive(1, helloOf(plain, TWO, Kept.UNKNOWN))));
    }

    /** Spec 8.13: in the same incarnation, so nobody else could tell. */
    @Test
    void a_keeper_that_lost_its_memory_is_no_keeper_any_more_and_all_else_goes_on() {
        line(2, Settling.JOINING);
        net.run(5 * SECOND);
        net.restart(0, config(KEEPER, Settling.keptBy(KEEPER)));
        net.connect(0, 1);
        net.deliverAll();
        assertEquals(new Source(0, 1), peer(0).peer.config().self());
        net.run(SECOND);
        net.press(0, "x");
        net.run(5 * SECOND);
        assertTrue(peer(1).peer.settledTick() < 6 * 50);
        assertEquals(peer(1).peer.settledTick(), peer(0).peer.settledTick());
        assertEquals(textAt(0), textAt(1));
        assertTrue(textAt(1).contains("x"));
    }

    // ---- what is wrong ----

    /** Spec 8.9: it must not overtake the events that it counts. */
    @Test
    void a_declaration_that_counts_what_is_missing_closes() {
        TestPeer<Diary.Page> tested = linked();
        assertEquals(Message.Reason.VIOLATION, reasonOf(tested.receive(1, declaration(0, 20, Map.of(TWO, 1L)))));
        assertEquals(0, tested.peer.settledTick());
    }

    /** Spec 8.9. */
    @Test
    void a_declaration_after_one_that_is_missing_closes() {
        TestPeer<Diary.Page> tested = linked();
        tested.receive(1, declaration(0, 20, Map.of()));
        assertEquals(List.of(), tested.receive(1, declaration(10, 15, Map.of())), "an old one is nothing new");
        assertEquals(List.of(), tested.receive(1, declaration(10, 20, Map.of(TWO, 1L))), "and isn't looked at");
        tested.receive(1, declaration(10, 30, Map.of()));
        assertEquals(Message.Reason.VIOLATION, reasonOf(tested.receive(1, declaration(31, 40, Map.of()))));
    }

    /** Spec 8.6. */
    @Test
    void a_promise_that_counts_what_is_missing_closes() {
        TestPeer<Diary.Page> tested = linked();
        assertEquals(Message.Reason.VIOLATION, reasonOf(tested.receive(1, promise(TWO, 20, 1))));
    }

    /** Spec 8.6, 8.9. */
    @Test
    void neither_comes_before_a_keeper_was_told() {
        for (Message message :
                List.of(promise(TWO, 20, 0), new Message.Declaration(3, 9, Optional.empty(), new TreeMap<>()))) {
            TestPeer<Diary.Page> tested = new TestPeer<>(config(ONE, Settling.JOINING), new Diary());
            tested.linkUp(1);
            tested.receive(1, helloOf(tested, TWO, Kept.UNKNOWN));
            Message.Bye bye = ((Output.Close) tested.receive(1, message).get(0)).bye();
            assertEquals(Message.Reason.VIOLATION, bye.reason());
            assertTrue(bye.text().endsWith("no keeper was told"), bye.text());
        }
    }

    /** Spec 7.22. */
    @Test
    void where_nothing_settles_they_close_the_link() {
        for (Message message : List.of(promise(TWO, 20, 0), declaration(0, 20, Map.of()))) {
            TestPeer<Diary.Page> plain = TestPeer.alone();
            plain.link(1, TWO);
            assertEquals(Message.Reason.VIOLATION, reasonOf(plain.receive(1, message)));
        }
    }

    /** Spec 7.22. */
    @Test
    void a_HELLO_whose_keeper_cant_be_read_is_refused() {
        for (int size : List.of(1, 17, 19)) {
            TestPeer<Diary.Page> tested = new TestPeer<>(config(ONE, Settling.JOINING), new Diary());
            tested.linkUp(1);
            Extension extension = new Extension(Kept.NAME, true, org.symmetricp2p.app.Payload.ofBytes(new byte[size]));
            assertEquals(
                    Message.Reason.VIOLATION, reasonOf(tested.receive(1, tested.helloOf(TWO, List.of(extension)))));
        }
    }

    /** Spec 8.6. */
    @Test
    void promises_are_passed_on_if_they_say_more() {
        TestPeer<Diary.Page> tested = linked();
        link(tested, 2, Diary.peer(3));
        Source next = new Source(2, 7);
        assertEquals(1, tested.receive(1, promise(TWO, 20, 0)).size());
        assertEquals(0, tested.receive(1, promise(TWO, 20, 0)).size());
        assertEquals(1, tested.receive(2, promise(next, 9, 0)).size());
        assertEquals(0, tested.receive(1, promise(TWO, 90, 0)).size(), "of a life before");
        link(tested, 3, Diary.peer(5));
        Message.Promises history = (Message.Promises) tested.sentOver(3).get(1);
        assertEquals(List.of(ONE, next), List.copyOf(history.bySource().keySet()));
    }

    /** Spec 8.8, 8.17: several declarations together, after the events. */
    @Test
    void a_newcomer_gets_what_was_declared_in_one_message_after_the_events() {
        TestPeer<Diary.Page> tested = linked();
        StampedEvent event = Diary.at(5, TWO, 1, "a");
        tested.receive(1, event);
        tested.receive(1, declaration(0, 20, Map.of(TWO, 1L)));
        tested.receive(1, declaration(20, 40, Map.of()));
        link(tested, 2, Diary.peer(3));
        List<Message> history = tested.sentOver(2);
        assertEquals(new Message.Events(0, List.of(event)), history.get(1));
        assertEquals(declaration(0, 40, Map.of(TWO, 1L)), history.get(2));
        assertEquals(Message.Promises.class, history.get(3).getClass());
    }

    @Test
    void values_out_of_bounds_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> Settling.JOINING.withSilenceNanos(SECOND - 1));
        assertThrows(IllegalArgumentException.class, () -> Settling.JOINING.withWindow(0));
        assertThrows(IllegalArgumentException.class, () -> new Promise(0, 0));
        assertThrows(IllegalArgumentException.class, () -> declaration(5, 5, Map.of()));
        assertThrows(IllegalArgumentException.class, () -> declaration(0, 0, Map.of(ONE, 1L)));
        assertThrows(IllegalArgumentException.class, () -> declaration(0, 9, Map.of(ONE, 0L)));
        assertThrows(
                IllegalArgumentException.class, () -> new Message.Declaration(0, 9, Optional.empty(), new TreeMap<>()));
    }
}

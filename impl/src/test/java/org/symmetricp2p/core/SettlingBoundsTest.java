package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.app.Simulation;

/** One peer of a session that settles, driven by hand, at the very ticks and times at which something turns. */
class SettlingBoundsTest {

    private static final long SECOND = TestPeer.SECOND;
    private static final Source KEEPER = Diary.peer(0);
    private static final Source ONE = Diary.peer(1);
    private static final Source TWO = Diary.peer(2);
    private static final Source THREE = Diary.peer(3);

    private static <S> TestPeer<S> peer(Source self, Settling settling, Simulation<S> simulation) {
        return new TestPeer<>(TestPeer.plain(self).withSettling(settling), simulation);
    }

    /** Who begins the session, and is linked to another. */
    private static TestPeer<Diary.Page> keeper(Settling settling) {
        TestPeer<Diary.Page> keeper = peer(KEEPER, settling, new Diary());
        link(keeper, 1, TWO, new Kept(Optional.of(KEEPER), 0));
        return keeper;
    }

    /** Who has joined it. */
    private static TestPeer<Diary.Page> joined(Settling settling) {
        TestPeer<Diary.Page> joined = peer(ONE, settling, new Diary());
        link(joined, 1, TWO, new Kept(Optional.of(KEEPER), 0));
        return joined;
    }

    private static void link(TestPeer<?> tested, int link, Source other, Kept kept) {
        tested.linkUp(link);
        tested.receive(link, helloOf(tested, other, kept));
    }

    private static Message.Hello helloOf(TestPeer<?> tested, Source other, Kept kept) {
        return tested.helloOf(other, List.of(new Extension(Kept.NAME, true, kept.content())));
    }

    private static Message.Declaration declaration(long since, long tick, Map<Source, Long> counts) {
        return new Message.Declaration(
                since, tick, since == 0 ? Optional.of(KEEPER) : Optional.empty(), new TreeMap<>(counts));
    }

    private static Message.Promises promise(Source source, long tick, long seq) {
        return new Message.Promises(new TreeMap<>(Map.of(source, new Promise(tick, seq))));
    }

    private static Message.Reason reasonOf(List<Output> outputs) {
        return ((Output.Close) outputs.get(0)).bye().reason();
    }

    private static List<String> texts(TestPeer<?> tested) {
        return tested.peer.timeline().events().stream()
                .map(event -> Diary.textOf(event.event()))
                .toList();
    }

    // ---- the keeper ----

    /** Spec 8.15: nothing that it may still issue itself, nor of the last second; every 300 ms. */
    @Test
    void a_keeper_that_waits_for_nobody_declares_all_but_the_last_second() {
        TestPeer<Diary.Page> keeper = keeper(Settling.keptBy(KEEPER));
        keeper.readAtTick(100);
        assertEquals(100 + 5 - 1 - 50, keeper.peer.settledTick());
        keeper.readAt(2 * SECOND + Peer.DECLARE_NANOS - 1);
        assertEquals(54, keeper.peer.settledTick());
        keeper.readAt(2 * SECOND + Peer.DECLARE_NANOS);
        assertEquals(54 + 15, keeper.peer.settledTick());
    }

    /** Spec 8.15. */
    @Test
    void it_declares_up_to_the_tick_before_a_promise() {
        TestPeer<Diary.Page> keeper = keeper(Settling.keptBy(KEEPER));
        keeper.receive(1, promise(TWO, 40, 0));
        keeper.readAtTick(100);
        assertEquals(39, keeper.peer.settledTick());
    }

    /** Spec 8.16: of whom it has only heard by an event. */
    @Test
    void it_waits_for_who_has_promised_nothing_until_that_is_silent_for_longer_than_was_chosen() {
        TestPeer<Diary.Page> keeper = keeper(Settling.keptBy(KEEPER).withSilenceNanos(2 * SECOND));
        keeper.readAtTick(10);
        keeper.receive(1, Diary.at(20, TWO, 1, "a"));
        keeper.readAtTick(110);
        assertEquals(0, keeper.peer.settledTick());
        keeper.readAt(110 * TestPeer.NANOS_PER_TICK + 1);
        assertEquals(110 + 5 - 1 - 50, keeper.peer.settledTick());
    }

    /** Spec 8.16: since the last thing that was heard. */
    @Test
    void who_is_heard_again_is_waited_for_longer() {
        TestPeer<Diary.Page> keeper = keeper(Settling.keptBy(KEEPER).withSilenceNanos(SECOND));
        keeper.receive(1, Diary.at(20, TWO, 1, "a"));
        keeper.readAtTick(40);
        keeper.receive(1, Diary.at(20, TWO, 2, "b"));
        keeper.readAtTick(90);
        assertEquals(0, keeper.peer.settledTick());
        keeper.readAtTick(91);
        assertEquals(91 + 5 - 1 - 50, keeper.peer.settledTick());
    }

    /** Spec 8.16. */
    @Test
    void what_comes_late_of_an_earlier_life_is_not_waited_for() {
        TestPeer<Diary.Page> keeper = keeper(Settling.keptBy(KEEPER));
        keeper.receive(1, promise(new Source(2, 7), 500, 0));
        keeper.receive(1, Diary.at(20, TWO, 1, "a"));
        keeper.readAtTick(100);
        assertEquals(54, keeper.peer.settledTick());
    }

    /** Spec 8.13: also if it isn't the HELLO that says so. */
    @Test
    void a_keeper_that_hears_of_a_declaration_that_it_forgot_is_none_any_more() {
        TestPeer<Diary.Page> keeper = peer(KEEPER, Settling.keptBy(KEEPER), new Diary());
        link(keeper, 1, TWO, Kept.UNKNOWN);
        List<Output> outputs = keeper.receive(1, declaration(0, 500, Map.of()));
        assertEquals(new Output.Renewed(KEEPER, new Source(0, 1)), outputs.get(0));
        assertTrue(keeper.has(1));
    }

    // ---- declarations ----

    /** Spec 8.8, 8.10: a declaration is about the ticks after since, and up to its own. */
    @Test
    void what_is_stamped_at_the_ticks_of_a_declaration() {
        TestPeer<Diary.Page> tested = joined(Settling.JOINING);
        link(tested, 2, THREE, new Kept(Optional.of(KEEPER), 0));
        tested.receive(1, Diary.at(20, TWO, 1, "at since"), Diary.at(21, Diary.peer(4), 1, "after"));
        tested.receive(1, declaration(0, 20, Map.of(TWO, 1L)));
        tested.receive(1, Diary.at(40, THREE, 1, "not counted"), Diary.at(41, Diary.peer(5), 1, "beyond"));
        tested.receive(1, declaration(20, 40, Map.of(Diary.peer(4), 1L)));
        assertEquals(List.of("at since", "after", "beyond"), texts(tested));
        assertTrue(tested.sentOver(2).contains(declaration(20, 40, Map.of(Diary.peer(4), 1L))));
    }

    /** Spec 8.10, 3.2: only what is new can be void, and it is no conflict; what is known is a duplicate, or a conflict. */
    @Test
    void what_was_settled_may_come_again_but_not_as_something_else() {
        TestPeer<Diary.Page> tested = joined(Settling.JOINING);
        StampedEvent settled = Diary.at(5, TWO, 1, "a");
        tested.receive(1, settled);
        tested.receive(1, declaration(0, 20, Map.of(TWO, 1L)));
        tested.receive(1, settled, Diary.at(30, TWO, 2, "b"));
        assertEquals(List.of("a", "b"), texts(tested), "its source isn't closed by that");
        tested.receive(1, declaration(20, 40, Map.of()));
        assertEquals(List.of("a"), texts(tested));
        assertEquals(
                Message.Reason.CONFLICT,
                reasonOf(tested.receive(1, Diary.at(5, TWO, 1, "another"))),
                "though its source is closed");
    }

    /** Spec 8.10, 4.9. */
    @Test
    void a_void_event_of_the_present_tick_is_undone() {
        TestPeer<Diary.Page> tested = joined(Settling.JOINING);
        StampedEvent event = Diary.at(10, TWO, 1, "a");
        tested.receive(1, event);
        tested.readAtTick(10);
        tested.receive(1, declaration(0, 50, Map.of()));
        tested.readAtTick(10);
        assertEquals(
                List.of(new Output.RolledBack(10, 10, List.of(), List.of(), List.of(event))),
                tested.outputs(Output.RolledBack.class));
        assertEquals("", tested.state().text());
    }

    /** Spec 7.22. */
    @Test
    void a_HELLO_may_tell_any_tick_up_to_the_last() {
        Kept last = new Kept(Optional.of(new Source(65_535, Long.MAX_VALUE)), Stamp.MAX_TICK);
        assertEquals(Optional.of(last), Kept.of(last.content()));
        assertEquals(Optional.empty(), Kept.of(new Kept(Optional.of(ONE), Stamp.MAX_TICK + 1).content()));
        assertEquals(Optional.empty(), Kept.of(new Kept(Optional.of(ONE), -1).content()));
        Payload negative = Payload.ofBytes(ByteBuffer.allocate(18)
                .putShort((short) 1)
                .putLong(-1)
                .putLong(0)
                .array());
        assertEquals(Optional.empty(), Kept.of(negative));
    }

    /** Spec 7.20, 7.22: by its name. */
    @Test
    void the_keeper_is_told_among_other_extensions() {
        Extension other = new Extension("adaptive-delta", false, Payload.EMPTY);
        Extension settled = new Extension(Kept.NAME, true, new Kept(Optional.of(KEEPER), 3).content());
        Message.Hello hello = new Message.Hello("diary/1", 50, 4_008, TWO, 0, Versions.NONE, List.of(other, settled));
        assertEquals(new Kept(Optional.of(KEEPER), 3), Kept.of(hello));
    }

    // ---- own events ----

    /** Spec 8.7: also as another source, and whatever its clock is. */
    @Test
    void a_new_stamp_is_not_before_what_it_issued_as_another_source() {
        TestPeer<Diary.Page> tested = joined(Settling.JOINING);
        tested.receive(1, declaration(0, 80, Map.of()));
        tested.press("as itself");
        tested.receive(1, Diary.at(300, ONE, 2, "not its own"));
        tested.press("as another");
        assertEquals(
                List.of(Diary.at(81, ONE, 1, "as itself"), Diary.at(300, new Source(1, 1), 1, "as another")),
                tested.eventsSentOver(1));
    }

    /** Spec 8.11: of what it issued before somebody else used its name. */
    @Test
    void a_void_event_that_it_issued_as_another_source_is_its_own() {
        TestPeer<Diary.Page> tested = joined(Settling.JOINING);
        tested.press("mine");
        tested.receive(1, Diary.at(5, ONE, 2, "not mine"));
        tested.receive(1, declaration(0, 50, Map.of()));
        assertEquals(
                List.of(new Output.Voided(Diary.at(5, ONE, 1, "mine"), true)), tested.outputs(Output.Voided.class));
        tested.readAtTick(1);
        assertEquals(List.of("mine"), texts(tested));
    }

    /** Spec 8.5: as soon as it knows the keeper, and then each second. */
    @Test
    void it_promises_once_a_second() {
        TestPeer<Diary.Page> tested = joined(Settling.JOINING);
        assertEquals(List.of(promise(ONE, 5, 0)), promises(tested));
        tested.readAt(SECOND - 1);
        assertEquals(1, promises(tested).size());
        tested.readAt(SECOND);
        assertEquals(List.of(promise(ONE, 5, 0), promise(ONE, 55, 0)), promises(tested));
    }

    /** Spec 8.5: as another source, at the next reading. */
    @Test
    void it_promises_at_once_when_it_goes_on_as_another_source() {
        TestPeer<Diary.Page> tested = joined(Settling.JOINING);
        tested.receive(1, Diary.at(9, ONE, 1, "not mine"));
        tested.readAtTick(1);
        assertEquals(promise(new Source(1, 1), 6, 0), promises(tested).get(1));
    }

    private static List<Message> promises(TestPeer<?> tested) {
        return tested.sentOver(1).stream()
                .filter(Message.Promises.class::isInstance)
                .toList();
    }

    /** Spec 8.3, 8.5: it promises at once, but nothing that is settled. */
    @Test
    void who_learns_of_the_keeper_by_a_declaration_promises() {
        TestPeer<Diary.Page> tested = peer(ONE, Settling.JOINING, new Diary());
        link(tested, 1, TWO, Kept.UNKNOWN);
        tested.receive(1, declaration(0, 80, Map.of()));
        assertEquals(List.of(promise(ONE, 81, 0)), promises(tested));
    }

    /** Spec 8.17: also if both said in their HELLOs that they know none. */
    @Test
    void who_has_learnt_of_the_keeper_since_its_HELLO_tells() {
        TestPeer<Diary.Page> tested = peer(ONE, Settling.JOINING, new Diary());
        tested.linkUp(2);
        link(tested, 1, TWO, new Kept(Optional.of(KEEPER), 0));
        tested.receive(2, helloOf(tested, THREE, Kept.UNKNOWN));
        assertEquals(declaration(0, 0, Map.of()), tested.sentOver(2).get(1));
    }

    /** Spec 8.14. */
    @Test
    void who_leaves_and_goes_on_does_so_as_another_source() {
        TestPeer<Diary.Page> tested = joined(Settling.JOINING);
        List<Output> outputs = tested.step(new Input.Leaving());
        assertEquals(List.of(new Output.Send(new LinkId(1), promise(ONE, Stamp.MAX_TICK, 0))), outputs);
        tested.press("a");
        assertEquals(List.of(Diary.at(5, new Source(1, 1), 1, "a")), tested.eventsSentOver(1));
    }

    // ---- windows ----

    /** Spec 8.20: so near the present each tick has a snapshot. It drops now and then, as that costs as much as what is left. */
    @Test
    void from_one_window_to_two_are_kept() {
        int window = 3;
        int ticks = 200;
        TestPeer<Diary.Page> tested = joined(Settling.JOINING.withWindow(window));
        Set<Long> beginnings = new TreeSet<>();
        for (long tick = 1; tick <= ticks; tick++) {
            tested.receive(1, declaration(tick - 1, tick, Map.of()));
            tested.readAtTick(tick);
            long beginning = tested.peer.machine().beginning().tick();
            long kept = tick - beginning;
            assertTrue(kept < 2 * window && kept >= Math.min(tick, window), kept + " at tick " + tick);
            beginnings.add(beginning);
        }
        assertTrue(beginnings.size() <= 1 + ticks / window, beginnings.size() + " beginnings");
    }

    /** Spec 8.21: whoever has been at a later tick, whatever it says since. */
    @Test
    void a_snapshot_is_not_handed_on_to_who_has_said_that_it_needs_none() {
        TestPeer<Diary.Page> tested = joined(Settling.JOINING);
        link(tested, 2, THREE, new Kept(Optional.of(KEEPER), 600));
        tested.receive(2, declaration(0, 10, Map.of()));
        takeOver(tested, 1, new Diary.Page(500, ""));
        assertEquals(500, tested.peer.settledTick());
        assertFalse(tested.sentOver(2).stream().anyMatch(Message.Snapshot.class::isInstance));
    }

    /** Spec 6.25, 8.22: somebody else has issued as the peer that takes it over. */
    @Test
    void a_snapshot_to_which_events_of_its_own_have_led_that_it_does_not_know_gives_it_another_name() {
        TestPeer<Diary.Page> tested = joined(Settling.JOINING);
        List<Output> outputs = takeOver(tested, 1, new Diary.Page(500, "7:a "), TestVersions.of(Map.of(ONE, 1L)));
        assertEquals(new Output.Renewed(ONE, new Source(1, 1)), outputs.get(0));
    }

    private static List<Output> takeOver(TestPeer<Diary.Page> tested, int link, Diary.Page page) {
        return takeOver(tested, link, page, Versions.NONE);
    }

    private static List<Output> takeOver(TestPeer<Diary.Page> tested, int link, Diary.Page page, Versions led) {
        byte[] bytes = new Diary().bytes(page);
        tested.receive(link, new Message.Snapshot(page.tick(), KEEPER, bytes.length, new Diary().hash(page), led));
        return tested.receive(link, new Message.State(ByteBuffer.wrap(bytes)));
    }

    /** Spec 8.22: as large as a state can be. */
    @Test
    void a_snapshot_of_the_greatest_size_is_waited_for() {
        TestPeer<Diary.Page> tested = joined(Settling.JOINING);
        int size = new Diary().stateSize();
        assertEquals(List.of(), tested.receive(1, new Message.Snapshot(500, KEEPER, size, 7, Versions.NONE)));
    }

    /** Spec 8.3, 8.5, 8.22: it learns of the keeper, promises at once, and stays who it is. */
    @Test
    void a_newcomer_that_knows_no_keeper_takes_a_snapshot() {
        TestPeer<Diary.Page> tested = peer(ONE, Settling.JOINING, new Diary());
        link(tested, 1, TWO, Kept.UNKNOWN);
        assertEquals(
                List.of(new Output.TookOver(TWO, 500), new Output.Send(new LinkId(1), promise(ONE, 501, 0))),
                takeOver(tested, 1, new Diary.Page(500, "7:a ")));
        assertEquals(Optional.of(KEEPER), tested.peer.keeper());
    }

    /** Counts for itself, and says nothing of it. */
    private static final class Mute implements Simulation<String> {
        @Override
        public String id() {
            return "mute/1";
        }

        @Override
        public int stateSize() {
            return 0;
        }

        @Override
        public String start() {
            return "";
        }

        @Override
        public String tick(String state) {
            return state;
        }

        @Override
        public String event(String state, Event event) {
            return state;
        }

        @Override
        public void encode(String state, ByteBuffer out) {}

        @Override
        public String decode(ByteBuffer in) {
            return "";
        }
    }

    /** Spec 8.21, 8.22. */
    @Test
    void a_state_without_bytes_is_handed_over_by_its_snapshot_alone() {
        TestPeer<String> keeper = peer(KEEPER, Settling.keptBy(KEEPER).withWindow(1), new Mute());
        keeper.readAtTick(100);
        long beginning = keeper.peer.machine().beginning().tick();
        assertTrue(beginning > 0);
        link(keeper, 1, TWO, Kept.UNKNOWN);
        Message snapshot = keeper.sentOver(1).get(1);
        assertEquals(beginning, ((Message.Snapshot) snapshot).tick());
        assertFalse(keeper.sentOver(1).stream().anyMatch(Message.State.class::isInstance));
        TestPeer<String> newcomer = peer(TWO, Settling.JOINING, new Mute());
        link(newcomer, 1, KEEPER, new Kept(Optional.of(KEEPER), beginning));
        assertEquals(
                new Output.TookOver(KEEPER, beginning),
                newcomer.receive(1, snapshot).get(0));
    }

    // ---- as many sources as there may be ----

    private static List<StampedEvent> ofAllSources(long tick) {
        return IntStream.range(0, Versions.MAX_SOURCES)
                .mapToObj(life -> Diary.at(tick, new Source(3, life), 1, ""))
                .toList();
    }

    /** Spec 8.10, 2.11. */
    @Test
    void a_source_too_many_whose_event_comes_too_late_is_nobodys_fault() {
        TestPeer<Diary.Page> tested = joined(Settling.JOINING);
        tested.receive(1, new Message.Events(0, ofAllSources(30)));
        tested.receive(1, declaration(0, 20, Map.of()));
        assertEquals(List.of(), tested.receive(1, Diary.at(20, TWO, 1, "late")));
        assertEquals(Message.Reason.LIMIT, reasonOf(tested.receive(1, Diary.at(21, Diary.peer(4), 1, "not late"))));
    }

    /** Spec 8.10: or whoever can name sources could have it remember as many as it likes. */
    @Test
    void there_is_a_limit_of_closed_sources() {
        TestPeer<Diary.Page> tested = joined(Settling.JOINING);
        List<StampedEvent> all = ofAllSources(9);
        tested.receive(1, new Message.Events(0, all));
        tested.receive(1, declaration(0, 20, Map.of()));
        assertEquals(List.of(), tested.receive(1, all.get(7)), "it is among them");
        assertEquals(
                List.of(new Output.Close(
                        new LinkId(1),
                        new Message.Bye(Message.Reason.LIMIT, "there are 65536 other closed sources than 2.0"))),
                tested.receive(1, Diary.at(20, TWO, 1, "late")));
        assertEquals("sources 1", tested.peer.limitsReached().toString());
    }

    /** Spec 8.22, 2.11. */
    @Test
    void a_snapshot_to_which_too_many_sources_have_led_closes_the_link() {
        TestPeer<Diary.Page> tested = joined(Settling.JOINING);
        tested.receive(1, Diary.at(600, TWO, 1, "one more"));
        Map<Source, Long> led = new TreeMap<>();
        ofAllSources(9).forEach(event -> led.put(event.source(), 1L));
        List<Output> outputs = takeOver(tested, 1, new Diary.Page(500, ""), TestVersions.of(led));
        assertEquals(Message.Reason.LIMIT, reasonOf(outputs));
    }
}

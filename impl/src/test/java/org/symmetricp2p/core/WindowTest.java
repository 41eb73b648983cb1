package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.core.Message.Reason;

/** Peers that keep a window of what is settled, and those that come later or come back. */
class WindowTest {

    private static final long SECOND = TestPeer.SECOND;
    private static final Source KEEPER = Diary.peer(0);
    private static final long WINDOW = 100;
    private static final Settling KEPT = Settling.keptBy(KEEPER).withSilenceNanos(2 * SECOND);
    private static final Settling JOINING = Settling.JOINING.withWindow(WINDOW);

    private final Net net = new Net();

    private static Config config(int id, Settling settling) {
        return TestPeer.plain(Diary.peer(id)).withSettling(settling);
    }

    private int join(Settling settling, int... neighbours) {
        int id = net.add(config(net.peers.size(), settling));
        for (int neighbour : neighbours) {
            net.connect(id, neighbour);
        }
        net.deliverAll();
        return id;
    }

    private Peer<Diary.Page> peer(int id) {
        return net.peers.get(id).peer;
    }

    private String textAt(int id) {
        return net.peers.get(id).state().text();
    }

    private long beginningAt(int id) {
        return peer(id).machine().beginning().tick();
    }

    private <O extends Output> List<O> outputs(int id, Class<O> kind) {
        return net.peers.get(id).outputs(kind);
    }

    /** The keeper, which keeps a window, and a peer that keeps all; 20 s, with a note each second. */
    private void session() {
        join(KEPT.withWindow(WINDOW));
        join(Settling.JOINING, 0);
        for (int i = 0; i < 20; i++) {
            net.press(i % 2, "n" + i);
            net.run(SECOND);
        }
    }

    private void assertAgreed() {
        for (int id = 0; id < net.peers.size(); id++) {
            assertEquals(textAt(0), textAt(id), "peer " + id);
            assertEquals(peer(0).timeline().versions(), peer(id).timeline().versions(), "peer " + id);
            assertEquals(List.of(), outputs(id, Output.Close.class), "peer " + id);
            assertEquals(List.of(), outputs(id, Output.Diverged.class), "peer " + id);
        }
    }

    // ---- what is dropped ----

    /** Spec 8.20. */
    @Test
    void what_is_settled_for_longer_than_the_window_is_dropped() {
        session();
        long oldest = peer(0).settledTick() - WINDOW;
        assertTrue(
                beginningAt(0) > oldest - WINDOW - WINDOW && beginningAt(0) <= oldest, "begins at " + beginningAt(0));
        assertTrue(peer(0).timeline().size() < 10, peer(0).timeline().size() + " events");
        assertTrue(peer(0).timeline().events().get(0).tick() > beginningAt(0));
        assertEquals(0, beginningAt(1));
        assertEquals(20, peer(1).timeline().size());
        assertAgreed();
    }

    /** Spec 8.20: a travel that lasts longer than the window comes to ticks that were dropped meanwhile. */
    @Test
    void a_travel_shows_the_beginning_in_place_of_what_was_dropped() {
        Config travelling =
                Config.of(KEEPER).withJoinNanos(0).withTravelNanos(SECOND).withSettling(KEPT.withWindow(1));
        TestPeer<Diary.Page> tested = new TestPeer<>(travelling, new Diary());
        tested.linkUp(1);
        tested.receive(1, helloOf(tested, Diary.peer(1), 0));
        tested.readAtTick(100);
        tested.receive(1, Diary.at(tested.peer.settledTick() + 1, Diary.peer(1), 1, "late"));
        tested.receive(1, new Message.Promises(new TreeMap<>(Map.of(Diary.peer(1), new Promise(Stamp.MAX_TICK, 1)))));
        long turn = tested.peer.settledTick();
        for (long tick = 101; tick < 150; tick++) {
            tested.readAtTick(tick);
            long shown = tested.peer.frame().tick();
            assertTrue(shown >= turn && shown <= tick, tick + ": shows " + shown);
        }
        assertTrue(tested.peer.machine().beginning().tick() > turn);
    }

    /** Spec 8.20: for a day, at 2 FPS, and 25 events a minute. */
    @Test
    void a_day_of_it_takes_no_more_than_an_hour() {
        Source one = Diary.peer(1);
        TestPeer<Diary.Page> tested =
                new TestPeer<>(config(0, KEPT.withWindow(WINDOW)).withFps(2), new Silent());
        tested.linkUp(1);
        tested.receive(1, helloOf(tested, one, 0));
        long most = 0;
        long seq = 0;
        for (long second = 1; second <= 24 * 3_600; second++) {
            if (second % 60 < 25) {
                tested.receive(1, Diary.at(second * 2 + 1, one, ++seq, "x"));
            }
            tested.receive(1, new Message.Promises(new TreeMap<>(Map.of(one, new Promise(second * 2 + 2, seq)))));
            tested.readAt(second * SECOND);
            tested.outputs.clear();
            tested.seen.clear();
            tested.settled.clear();
            int kept = tested.peer.timeline().size()
                    + tested.peer.machine().snapshots().size();
            most = second <= 3_600 ? Math.max(most, kept) : most;
            assertTrue(
                    kept <= most,
                    "after " + second + " s " + kept + " events and states, in the first hour at most " + most);
        }
        assertEquals(36_000, seq);
        assertTrue(most < 250, "at most " + most);
    }

    /** Its state stays small, and what is settled isn't written down. */
    private static final class Silent extends Diary {
        @Override
        public Page event(Page page, Event event) {
            return page;
        }
    }

    // ---- who comes later ----

    /** Spec 8.21, 8.22: linked to one that has a window and to one that has all. */
    @Test
    void a_newcomer_goes_on_from_a_settled_state() {
        session();
        int late = join(JOINING, 0, 1);
        net.run(SECOND);
        assertAgreed();
        assertEquals(1, outputs(late, Output.TookOver.class).size());
        assertEquals(KEEPER, outputs(late, Output.TookOver.class).get(0).neighbour());
        assertTrue(peer(late).timeline().size() < 20);
        net.press(late, "late");
        net.run(10 * SECOND);
        assertAgreed();
        assertTrue(textAt(1).contains("late"));
    }

    /** Spec 8.20: what it was not sent, it doesn't have; all else it keeps. */
    @Test
    void a_newcomer_may_keep_all_that_it_gets() {
        session();
        int late = join(Settling.JOINING, 0);
        net.run(20 * SECOND);
        assertTrue(beginningAt(late) > 0);
        assertTrue(beginningAt(late) < beginningAt(0));
        assertAgreed();
    }

    /** Spec 8.22: a peer that is linked to a newcomer before there is anybody else. */
    @Test
    void who_takes_a_snapshot_passes_it_on() {
        session();
        int first = join(Settling.JOINING);
        int second = join(Settling.JOINING, first);
        net.connect(first, 0);
        net.deliverAll();
        net.run(2 * SECOND);
        assertEquals(1, outputs(second, Output.TookOver.class).size());
        assertAgreed();
    }

    /** Spec 8.21: a neighbour that has a state at least as new isn't sent one. */
    @Test
    void nobody_is_sent_what_it_has() {
        session();
        int late = join(JOINING, 0);
        net.connect(late, 1);
        net.deliverAll();
        net.run(SECOND);
        assertEquals(1, outputs(late, Output.TookOver.class).size());
        assertEquals(List.of(), outputs(1, Output.TookOver.class));
        for (int id = 0; id < 3; id++) {
            long sent = outputs(id, Output.Send.class).stream()
                    .filter(send -> send.message() instanceof Message.Snapshot)
                    .count();
            assertEquals(id == 0 ? 1 : 0, sent, "snapshots sent by " + id);
        }
    }

    /** Spec 8.22, 8.10, 8.11: it was away for longer than the keeper waits, and than anybody remembers. */
    @Test
    void who_comes_back_issues_again_what_is_void() {
        join(KEPT.withWindow(WINDOW));
        join(JOINING, 0);
        int away = join(JOINING, 1);
        net.run(3 * SECOND);
        net.press(away, "before");
        net.run(SECOND);
        net.cables.get(1).cut();
        net.press(away, "meanwhile");
        for (int i = 0; i < 20; i++) {
            net.press(0, "n" + i);
            net.run(SECOND);
        }
        assertTrue(beginningAt(1) > peer(away).settledTick());
        net.connect(away, 1);
        net.deliverAll();
        net.run(3 * SECOND);
        assertAgreed();
        assertEquals(1, outputs(away, Output.Voided.class).size());
        assertTrue(textAt(0).contains("before") && textAt(0).contains("meanwhile"), textAt(0));
        assertEquals(new Source(2, 1), peer(away).config().self());
    }

    /** Spec 2.16, 8.20: by the digest of what was dropped. */
    @Test
    void other_events_under_the_same_seqs_are_still_noticed() {
        session();
        Source one = Diary.peer(1);
        TestPeer<Diary.Page> keeper = net.peers.get(0);
        long seq = peer(0).timeline().versionsAt(beginningAt(0)).of(one);
        Versions theirs = new Versions(new TreeMap<>(Map.of(one, new Version(seq, new Digest(1, 2)))));
        Message.Hello plain = helloOf(keeper, Diary.peer(5), peer(0).settledTick());
        keeper.linkUp(99);
        assertEquals(
                Reason.CONFLICT,
                reasonOf(keeper.receive(
                        99,
                        new Message.Hello(
                                plain.application(),
                                plain.fps(),
                                plain.stateSize(),
                                plain.self(),
                                plain.clock(),
                                theirs,
                                plain.extensions()))));
    }

    /** Spec 8.20, 3.2: whatever it says. */
    @Test
    void an_event_that_was_dropped_is_a_duplicate() {
        session();
        TestPeer<Diary.Page> keeper = net.peers.get(0);
        List<Output> outputs = keeper.receive(1, Diary.at(1, Diary.peer(1), 1, "other"));
        assertEquals(List.of(), outputs);
    }

    // ---- what is wrong ----

    private static Message.Hello helloOf(TestPeer<?> tested, Source other, long settled) {
        Extension extension = new Extension(Kept.NAME, true, new Kept(Optional.of(KEEPER), settled).content());
        return tested.helloOf(other, List.of(extension));
    }

    private static TestPeer<Diary.Page> linked() {
        TestPeer<Diary.Page> tested = new TestPeer<>(config(1, JOINING), new Diary());
        tested.linkUp(1);
        tested.receive(1, helloOf(tested, Diary.peer(2), 0));
        return tested;
    }

    private static Reason reasonOf(List<Output> outputs) {
        return ((Output.Close) outputs.get(outputs.size() - 1)).bye().reason();
    }

    private static final Diary.Page PAGE = new Diary.Page(500, "7:a ");

    private static byte[] bytes() {
        return new Diary().bytes(PAGE);
    }

    private static Message.Snapshot snapshot(Source keeper, int size, long hash, Versions versions) {
        return new Message.Snapshot(500, keeper, size, hash, versions);
    }

    private static Message.Snapshot snapshot() {
        return snapshot(KEEPER, bytes().length, new Diary().hash(PAGE), Versions.NONE);
    }

    private static Message.State state(int from, int to) {
        return new Message.State(ByteBuffer.wrap(bytes(), from, to - from));
    }

    /** Spec 8.22. */
    @Test
    void a_snapshot_comes_in_parts() {
        TestPeer<Diary.Page> tested = linked();
        assertEquals(List.of(), tested.receive(1, snapshot()));
        assertEquals(List.of(), tested.receive(1, state(0, 5)));
        List<Output> outputs = tested.receive(1, state(5, bytes().length));
        assertEquals(new Output.TookOver(Diary.peer(2), 500), outputs.get(0));
        assertEquals(PAGE, tested.state());
        assertEquals(500, tested.peer.settledTick());
        assertTrue(tested.has(1));
    }

    /** Spec 8.22. */
    @Test
    void one_that_is_no_newer_is_ignored() {
        TestPeer<Diary.Page> tested = linked();
        tested.receive(1, new Message.Declaration(0, 500, Optional.of(KEEPER), new TreeMap<>()));
        tested.receive(1, snapshot());
        assertEquals(List.of(), tested.receive(1, state(0, bytes().length)));
        assertEquals("", tested.state().text());
    }

    /** Spec 8.22. */
    @Test
    void one_that_cant_be_right_closes_the_link() {
        int size = bytes().length;
        long hash = new Diary().hash(PAGE);
        assertEquals(Reason.VIOLATION, reasonOf(linked().receive(1, state(0, 1))));
        assertEquals(Reason.VIOLATION, reasonOf(linked().receive(1, snapshot(KEEPER, 4_009, hash, Versions.NONE))));
        assertEquals(
                Reason.INCOMPATIBLE, reasonOf(linked().receive(1, snapshot(Diary.peer(7), size, hash, Versions.NONE))));
        TestPeer<Diary.Page> twice = linked();
        twice.receive(1, snapshot());
        assertEquals(Reason.VIOLATION, reasonOf(twice.receive(1, snapshot())));
        TestPeer<Diary.Page> more = linked();
        more.receive(1, snapshot(KEEPER, size - 1, hash, Versions.NONE));
        assertEquals(Reason.VIOLATION, reasonOf(more.receive(1, state(0, size))));
        TestPeer<Diary.Page> other = linked();
        other.receive(1, snapshot(KEEPER, size, hash + 1, Versions.NONE));
        assertEquals(Reason.VIOLATION, reasonOf(other.receive(1, state(0, size))));
        assertFalse(other.has(1));
        assertEquals("", other.state().text());
        TestPeer<Diary.Page> short1 = linked();
        assertEquals(Reason.VIOLATION, reasonOf(short1.receive(1, snapshot(KEEPER, 0, hash, Versions.NONE))));
    }

    /** Spec 8.22. */
    @Test
    void one_of_other_events_under_the_same_seqs_is_a_conflict() {
        TestPeer<Diary.Page> tested = linked();
        tested.receive(1, Diary.at(7, Diary.peer(2), 1, "b"));
        Versions versions = new Versions(new TreeMap<>(Map.of(Diary.peer(2), new Version(1, new Digest(1, 2)))));
        tested.receive(1, snapshot(KEEPER, bytes().length, new Diary().hash(PAGE), versions));
        assertEquals(Reason.CONFLICT, reasonOf(tested.receive(1, state(0, bytes().length))));
    }

    /** Spec 7.22. */
    @Test
    void where_nothing_settles_both_close_the_link() {
        for (Message message : List.of(snapshot(), state(0, 1))) {
            TestPeer<Diary.Page> plain = TestPeer.alone();
            plain.link(1, Diary.peer(2));
            assertEquals(Reason.VIOLATION, reasonOf(plain.receive(1, message)));
        }
    }
}

package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;

/** Whether peers that aren't in the same state find out, and only those. */
class CheckpointsTest {

    private static final long SECOND = TestPeer.SECOND;
    private static final Source KEEPER = Diary.peer(0);
    private static final Settling KEPT = Settling.keptBy(KEEPER);

    private final Net net = new Net();

    private static Config config(int id) {
        return TestPeer.plain(Diary.peer(id)).withSettling(KEPT);
    }

    /** Peers in a line, of which the first is the keeper. */
    private void line(List<Simulation<Diary.Page>> simulations) {
        for (int id = 0; id < simulations.size(); id++) {
            net.add(config(id), simulations.get(id));
            if (id > 0) {
                net.connect(id - 1, id);
            }
            net.deliverAll();
        }
    }

    private List<Output.Diverged> told(int id) {
        return net.peers.get(id).outputs(Output.Diverged.class);
    }

    private static TestPeer<Diary.Page> linked() {
        TestPeer<Diary.Page> tested = new TestPeer<>(config(1), new Diary());
        link(tested, 1, 2);
        return tested;
    }

    private static void link(TestPeer<Diary.Page> tested, int link, int other) {
        tested.linkUp(link);
        Message.Hello plain = tested.helloOf(Diary.peer(other), tested.peer.tick());
        Extension settled = new Extension(Kept.NAME, true, new Kept(Optional.of(KEEPER), 0).content());
        tested.receive(
                link,
                new Message.Hello(
                        plain.application(),
                        plain.fps(),
                        plain.stateSize(),
                        plain.self(),
                        plain.clock(),
                        plain.versions(),
                        List.of(settled)));
    }

    private static Message.Declaration declaration(long since, long tick) {
        return new Message.Declaration(
                since, tick, since == 0 ? Optional.of(KEEPER) : Optional.empty(), new TreeMap<>());
    }

    private static List<Message.Checkpoint> checkpoints(TestPeer<?> tested, int link) {
        return tested.sentOver(link).stream()
                .filter(Message.Checkpoint.class::isInstance)
                .map(Message.Checkpoint.class::cast)
                .toList();
    }

    private static long hashOf(long tick) {
        return new Diary().hash(new Diary.Page(tick, ""));
    }

    /** A diary that misses a note. */
    private static final class Careless extends Diary {
        @Override
        public Page event(Page page, Event event) {
            return textOf(event).equals("c") ? page : super.event(page, event);
        }
    }

    // ---- among a few peers ----

    /** Spec 8.19. */
    @Test
    void peers_in_the_same_states_have_nothing_to_tell() {
        line(List.of(new Diary(), new Diary(), new Diary()));
        for (int i = 0; i < 20; i++) {
            net.press(i % 3, "x" + i);
            net.run(SECOND);
        }
        for (int id = 0; id < 3; id++) {
            assertEquals(List.of(), told(id));
        }
    }

    /** Spec 8.18, 8.19: both ends of the link say it, once, and who agrees with its neighbours says nothing. */
    @Test
    void both_ends_of_a_link_say_at_which_tick_they_differ_and_stay_linked() {
        line(List.of(new Diary(), new Diary(), new Careless()));
        net.run(6 * SECOND);
        net.press(0, "a");
        net.run(SECOND);
        net.press(0, "c");
        net.run(20 * SECOND);
        assertEquals(List.of(), told(0));
        assertEquals(List.of(500L), told(1).stream().map(Output.Diverged::tick).toList());
        assertEquals(List.of(500L), told(2).stream().map(Output.Diverged::tick).toList());
        assertEquals(Diary.peer(2), told(1).get(0).neighbour());
        assertEquals(told(1).get(0).hash(), told(2).get(0).theirs());
        assertEquals(told(2).get(0).hash(), told(1).get(0).theirs());
        net.press(0, "d");
        net.run(SECOND);
        assertTrue(net.peers.get(2).state().text().endsWith("d "), "events still come");
    }

    /** Spec 8.18. */
    @Test
    void a_newcomer_finds_out_when_it_is_linked() {
        line(List.of(new Diary(), new Careless()));
        net.press(0, "c");
        net.run(8 * SECOND);
        int late = net.add(config(2), new Diary());
        net.connect(late, 0);
        net.deliverAll();
        net.run(SECOND);
        assertEquals(List.of(), told(late));
        net.connect(late, 1);
        net.deliverAll();
        assertEquals(
                List.of(250L), told(late).stream().map(Output.Diverged::tick).toList());
        assertEquals(Diary.peer(1), told(late).get(0).neighbour());
    }

    // ---- one peer ----

    /** Spec 8.18: the last one only, if several are passed at once. */
    @Test
    void the_hash_of_each_checkpoint_is_sent_over_each_live_link_when_it_is_settled() {
        TestPeer<Diary.Page> tested = linked();
        tested.receive(1, declaration(0, 249));
        tested.readAtTick(260);
        assertEquals(List.of(), checkpoints(tested, 1));
        tested.receive(1, declaration(249, 1_100));
        tested.readAtTick(262);
        assertEquals(List.of(new Message.Checkpoint(250, hashOf(250))), checkpoints(tested, 1));
        tested.readAtTick(1_101);
        assertEquals(
                new Message.Checkpoint(1_000, hashOf(1_000)),
                checkpoints(tested, 1).get(1));
        link(tested, 2, 3);
        List<Message> greeting = tested.sentOver(2);
        assertEquals(List.of(checkpoints(tested, 1).get(1)), checkpoints(tested, 2));
        assertTrue(greeting.indexOf(checkpoints(tested, 2).get(0)) > 1, "after what was declared");
    }

    /** Spec 8.19. */
    @Test
    void another_hash_is_told_once_it_can_be_compared() {
        TestPeer<Diary.Page> tested = linked();
        tested.receive(1, declaration(0, 260));
        tested.receive(1, new Message.Checkpoint(250, 7));
        assertEquals(List.of(), tested.outputs(Output.Diverged.class));
        tested.readAtTick(260);
        Output.Diverged told = new Output.Diverged(new LinkId(1), Diary.peer(2), 250, hashOf(250), 7);
        assertEquals(List.of(told), tested.outputs(Output.Diverged.class));
        assertEquals(List.of(), tested.receive(1, new Message.Checkpoint(250, 8)), "once for each link");
        assertTrue(tested.has(1));
        link(tested, 2, 3);
        Output.Diverged again = new Output.Diverged(new LinkId(2), Diary.peer(3), 250, hashOf(250), 9);
        assertEquals(List.of(again), tested.receive(2, new Message.Checkpoint(250, 9)));
    }

    /** Spec 8.19. */
    @Test
    void what_came_over_a_link_that_is_over_is_not_compared() {
        TestPeer<Diary.Page> tested = linked();
        link(tested, 2, 3);
        tested.receive(1, new Message.Checkpoint(250, 7));
        tested.receive(2, declaration(0, 260));
        tested.step(new Input.LinkDown(new LinkId(1)));
        tested.readAtTick(260);
        assertEquals(List.of(), tested.outputs(Output.Diverged.class));
    }

    /** Spec 8.19. */
    @Test
    void what_cannot_be_compared_is_not() {
        TestPeer<Diary.Page> tested = linked();
        tested.receive(1, declaration(0, 20 * 250));
        for (int i = 1; i <= 17; i++) {
            tested.readAtTick(i * 250);
        }
        assertEquals(List.of(), tested.receive(1, new Message.Checkpoint(250, 7)), "it isn't among the last 16");
        assertEquals(List.of(), tested.receive(1, new Message.Checkpoint(251, 7)), "that is no checkpoint");
        assertEquals(List.of(), tested.receive(1, new Message.Checkpoint(500, hashOf(500))));
        assertEquals(1, tested.receive(1, new Message.Checkpoint(500, 7)).size());
    }

    /** Spec 7.22. */
    @Test
    void where_nothing_settles_it_closes_the_link() {
        TestPeer<Diary.Page> plain = TestPeer.alone();
        plain.link(1, Diary.peer(2));
        List<Output> outputs = plain.receive(1, new Message.Checkpoint(250, 7));
        assertEquals(
                Message.Reason.VIOLATION, ((Output.Close) outputs.get(0)).bye().reason());
    }

    /** The first state is looked at by every peer, so only a later one can be too large. */
    @Test
    void a_state_that_has_no_hash_is_a_failure_of_the_application() {
        TestPeer<Diary.Page> tested = new TestPeer<>(config(1), new Diary() {
            @Override
            public long hash(Page page) {
                throw new IllegalStateException("too large");
            }
        });
        link(tested, 1, 2);
        tested.receive(1, declaration(0, 260));
        SimulationFailure failure = assertThrows(SimulationFailure.class, () -> tested.readAtTick(260));
        assertTrue(failure.getMessage().contains("250"), failure.getMessage());
    }

    @Test
    void a_report_is_one_line_with_both_hashes() {
        List<String> words = new ArrayList<>(List.of(
                new Output.Diverged(new LinkId(1), KEEPER, 250, 1, 2).text().split(" ")));
        assertTrue(words.containsAll(List.of("0.0", "250,", "0000000000000001", "0000000000000002")), words.toString());
    }
}

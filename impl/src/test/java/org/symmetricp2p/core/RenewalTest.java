package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a peer does when somebody else issues events under its name (spec 6.25). */
class RenewalTest {

    private static final Source SELF = Diary.peer(1);
    private static final Source NEXT = new Source(1, 1);
    private static final Source OTHER = Diary.peer(2);
    private static final Source THIRD = Diary.peer(3);

    private final TestPeer<Diary.Page> tested = TestPeer.alone();

    private List<Output.Renewed> renewals() {
        return tested.outputs(Output.Renewed.class);
    }

    @Test
    void a_forged_event_is_taken_and_flooded_and_the_peer_goes_on_as_its_next_life() {
        tested.link(1, OTHER);
        tested.link(2, THIRD);
        tested.press("a");
        StampedEvent forged = Diary.at(9, SELF, 2, "not mine");
        tested.receive(1, forged);
        tested.press("b");
        assertEquals(List.of(new Output.Renewed(SELF, NEXT)), renewals());
        assertEquals(List.of(Diary.at(5, SELF, 1, "a"), forged, Diary.at(5, NEXT, 1, "b")), tested.eventsSentOver(2));
        assertTrue(tested.has(1));
        assertEquals(NEXT, tested.peer.config().self());
    }

    @Test
    void a_peer_that_lost_its_memory_in_the_same_life_learns_of_it_in_the_first_HELLO() {
        tested.linkUp(1);
        tested.receive(1, tested.helloOf(OTHER, 0, Diary.at(9, SELF, 1, "forgotten")));
        tested.press("before the history has come");
        assertEquals(List.of(new Output.Renewed(SELF, NEXT)), renewals());
        assertEquals(NEXT, tested.eventsSentOver(1).get(0).source());
        tested.receive(1, Diary.at(9, SELF, 1, "forgotten"));
        assertEquals(1, renewals().size());
        assertEquals(2, tested.peer.timeline().size());
    }

    @Test
    void what_it_knows_itself_its_neighbours_may_know() {
        tested.press("a");
        tested.linkUp(1);
        tested.receive(1, tested.helloOf(OTHER, 0, Diary.at(5, SELF, 1, "a")));
        tested.receive(1, Diary.at(5, SELF, 1, "a"));
        assertEquals(List.of(), renewals());
    }

    @Test
    void its_next_HELLO_says_who_it_is_now() {
        tested.link(1, OTHER);
        tested.receive(1, Diary.at(9, SELF, 1, "not mine"));
        tested.linkUp(2);
        assertEquals(NEXT, ((Message.Hello) tested.sentOver(2).get(0)).self());
    }

    @Test
    void lives_that_somebody_used_already_are_passed_over() {
        tested.link(1, OTHER);
        tested.receive(
                1,
                Diary.at(9, NEXT, 1, "x"),
                Diary.at(9, new Source(1, 2), 1, "y"),
                Diary.at(9, new Source(1, 4), 1, "z"));
        assertEquals(List.of(), renewals());
        tested.receive(1, Diary.at(9, SELF, 1, "not mine"));
        assertEquals(List.of(new Output.Renewed(SELF, new Source(1, 3))), renewals());
    }

    @Test
    void after_the_highest_incarnation_comes_0() {
        Source last = new Source(1, Long.MAX_VALUE);
        TestPeer<Diary.Page> old = new TestPeer<>(TestPeer.plain(last), new Diary());
        old.link(1, OTHER);
        old.receive(1, Diary.at(9, last, 1, "not mine"));
        assertEquals(new Source(1, 0), old.peer.config().self());
    }

    /** Both versions are out there: only that link ends, not for good, and what comes next is in nobody's way. */
    @Test
    void a_forged_version_of_what_it_has_issued_ends_that_link_and_it_goes_on_as_its_next_life() {
        tested.link(1, OTHER);
        tested.link(2, THIRD);
        tested.press("mine");
        List<Output> outputs = tested.receive(1, Diary.at(5, SELF, 1, "not mine"));
        assertEquals(
                List.of(
                        new Output.Renewed(SELF, NEXT),
                        new Output.Close(
                                new LinkId(1),
                                new Message.Bye(
                                        Message.Reason.CONFLICT, "another event has the identity of event 5@1.0#1"))),
                outputs);
        tested.press("next");
        assertEquals(Diary.at(5, NEXT, 1, "next"), tested.eventsSentOver(2).get(1));
    }

    /** The forger's link ends for what it sent; but that it forges is known. */
    @Test
    void a_forged_event_with_a_gap_renews_too() {
        tested.link(1, OTHER);
        tested.receive(1, Diary.at(9, SELF, 2, "not mine"));
        assertEquals(List.of(new Output.Renewed(SELF, NEXT)), renewals());
        assertEquals(
                Message.Reason.VIOLATION,
                tested.outputs(Output.Close.class).get(0).bye().reason());
    }

    @Test
    void input_that_waits_is_issued_under_the_new_name() {
        TestPeer<Diary.Page> waiting = new TestPeer<>(TestPeer.plain(SELF).withJoinNanos(TestPeer.SECOND), new Diary());
        waiting.press("a");
        waiting.linkUp(1);
        waiting.receive(1, waiting.helloOf(OTHER, 0, Diary.at(9, SELF, 1, "forgotten")));
        waiting.readAtTick(1);
        assertEquals(Diary.at(6, NEXT, 1, "a"), waiting.eventsSentOver(1).get(0));
    }
}

package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Message.Reason;

/** History, live traffic, and why links close (design 4); the greeting is in {@link GreetingTest}; properties Integrity, NoGap, FloodCost. */
class PeerLinksTest {

    private static final Source SELF = Diary.peer(1);
    private static final Source OTHER = Diary.peer(2);
    private static final Source THIRD = Diary.peer(3);
    private static final LinkId LINK = new LinkId(1);

    private final TestPeer<Diary.Page> tested = TestPeer.alone();

    private static Output close(int link, Reason reason, String text) {
        return new Output.Close(new LinkId(link), new Message.Bye(reason, text));
    }

    // ---- history, then live traffic ----

    /** Spec 6.7, 6.8. */
    @Test
    void the_neighbour_gets_exactly_what_it_lacks_in_the_step_that_makes_the_link_live() {
        tested.link(9, THIRD);
        StampedEvent a = Diary.at(5, SELF, 1, "a");
        StampedEvent b = Diary.at(5, SELF, 2, "b");
        StampedEvent c = Diary.at(3, THIRD, 1, "c");
        tested.press("a");
        tested.press("b");
        tested.receive(9, c);
        tested.linkUp(1);
        assertEquals(
                List.of(new Output.Linked(LINK, OTHER), new Output.Send(LINK, new Message.Events(0, List.of(c, b)))),
                tested.receive(1, tested.helloOf(OTHER, 0, a)));
    }

    /** Spec 6.8. */
    @Test
    void an_event_between_the_own_HELLO_and_the_other_is_in_the_history_once() {
        tested.linkUp(1);
        tested.press("a");
        tested.receive(1, tested.helloOf(OTHER, 0));
        tested.press("b");
        assertEquals(List.of(Diary.at(5, SELF, 1, "a"), Diary.at(5, SELF, 2, "b")), tested.eventsSentOver(1));
    }

    /** Spec 3.11. */
    @Test
    void history_carries_the_clock() {
        tested.press("a");
        tested.readAtTick(30);
        tested.link(1, OTHER);
        assertEquals(
                new Message.Events(30, List.of(Diary.at(5, SELF, 1, "a"))),
                tested.sentOver(1).get(1));
    }

    /** Spec 6.8. */
    @Test
    void whoever_knows_all_gets_no_empty_history() {
        tested.linkUp(1);
        assertEquals(List.of(new Output.Linked(LINK, OTHER)), tested.receive(1, tested.helloOf(OTHER, 0)));
    }

    /** Spec 6.8. */
    @Test
    void a_neighbour_that_knows_more_is_no_problem() {
        tested.press("a");
        tested.linkUp(1);
        tested.receive(1, tested.helloOf(OTHER, 0, Diary.at(1, OTHER, 1, "x"), Diary.at(1, THIRD, 1, "y")));
        assertEquals(List.of(Diary.at(5, SELF, 1, "a")), tested.eventsSentOver(1));
    }

    // ---- events that arrive ----

    /** Spec 3.2, 3.3. */
    @Test
    void a_duplicate_is_ignored() {
        tested.link(1, OTHER);
        tested.link(2, THIRD);
        tested.receive(1, Diary.at(9, OTHER, 1, "a"));
        assertEquals(List.of(), tested.receive(2, Diary.at(9, OTHER, 1, "a")));
        assertEquals(1, tested.peer.timeline().size());
    }

    /** Spec 3.2, 3.3. */
    @Test
    void the_own_event_coming_back_is_a_duplicate() {
        tested.link(1, OTHER);
        tested.press("a");
        assertEquals(List.of(), tested.receive(1, Diary.at(5, SELF, 1, "a")));
        assertTrue(tested.has(1));
    }

    /** Spec 3.2, 3.4. */
    @Test
    void another_event_under_a_known_identity_closes_the_link() {
        tested.link(1, OTHER);
        tested.receive(1, Diary.at(9, OTHER, 1, "a"));
        assertEquals(
                List.of(close(1, Reason.CONFLICT, "another event has the identity of event 9@2.0#1")),
                tested.receive(1, Diary.at(9, OTHER, 1, "b")));
        assertFalse(tested.has(1));
        assertEquals(List.of(Diary.at(9, OTHER, 1, "a")), tested.peer.timeline().events());
    }

    /** Spec 3.2, 3.4. */
    @Test
    void a_gap_closes_the_link() {
        tested.link(1, OTHER);
        assertEquals(
                List.of(close(1, Reason.VIOLATION, "there is an event missing before event 9@2.0#2")),
                tested.receive(1, Diary.at(9, OTHER, 2, "b")));
        assertFalse(tested.has(1));
        assertEquals(0, tested.peer.timeline().size());
    }

    /** Spec 3.2, 3.4. */
    @Test
    void an_event_stamped_before_its_predecessor_closes_the_link() {
        tested.link(1, OTHER);
        tested.receive(1, Diary.at(9, OTHER, 1, "a"));
        assertEquals(
                List.of(close(1, Reason.VIOLATION, "its source's previous event is stamped after event 8@2.0#2")),
                tested.receive(1, Diary.at(8, OTHER, 2, "b")));
    }

    /** Spec 3.4. */
    @Test
    void what_came_before_the_offending_event_is_kept_and_flooded() {
        tested.link(1, OTHER);
        tested.link(2, THIRD);
        StampedEvent good = Diary.at(9, OTHER, 1, "a");
        assertEquals(
                List.of(
                        new Output.Send(new LinkId(2), new Message.Events(0, List.of(good))),
                        close(1, Reason.VIOLATION, "there is an event missing before event 9@2.0#3")),
                tested.receive(1, good, Diary.at(9, OTHER, 3, "c"), Diary.at(9, OTHER, 2, "b")));
        assertEquals(List.of(good), tested.peer.timeline().events());
    }

    /** Spec 3.2, 3.6. */
    @Test
    void an_event_too_far_ahead_closes_the_link_and_does_not_mute_its_source() {
        TestPeer<Diary.Page> modest = new TestPeer<>(TestPeer.plain(SELF).withMaxLead(1_000), new Diary());
        modest.link(1, OTHER);
        modest.readAtTick(10);
        long bound = 10 + Config.MAX_DELTA + 1_000;
        assertEquals(
                List.of(close(
                        1, Reason.LIMIT, "event 11011@2.0#1 at tick 11011 is more than 1000 ticks ahead of 10010")),
                modest.receive(1, Diary.at(bound + 1, OTHER, 1, "far")));
        modest.link(2, OTHER);
        assertEquals(List.of(), modest.receive(2, Diary.at(12, OTHER, 1, "a"), Diary.at(bound, OTHER, 2, "b")));
        assertEquals(2, modest.peer.timeline().size());
    }

    /** Spec 3.6. */
    @Test
    void an_event_is_as_far_ahead_as_the_clock_of_the_neighbour_allows() {
        TestPeer<Diary.Page> modest = new TestPeer<>(TestPeer.plain(SELF).withMaxLead(200_000), new Diary());
        modest.link(1, OTHER);
        long bound = 900 + Config.MAX_DELTA + 200_000;
        modest.receive(1, new Message.Events(900, List.of(Diary.at(bound, OTHER, 1, "a"))));
        assertTrue(modest.has(1));
        modest.receive(1, new Message.Events(900, List.of(Diary.at(bound + 1, OTHER, 2, "b"))));
        assertFalse(modest.has(1));
    }

    /** Spec 3.2: its first row that applies. */
    @Test
    void of_several_things_wrong_with_an_event_the_first_counts() {
        TestPeer<Diary.Page> modest = new TestPeer<>(TestPeer.plain(SELF).withMaxLead(200_000), new Diary());
        modest.link(0, OTHER);
        long far = 210_900; // beyond what is believed, unless the neighbour's clock is far ahead, too
        modest.receive(0, new Message.Events(1_000, List.of(Diary.at(far + 100, OTHER, 1, "a"))));
        modest.step(new Input.LinkDown(new LinkId(0)));
        List<StampedEvent> wrong = List.of(
                Diary.at(far, OTHER, 1, "another, and far"),
                Diary.at(far + 200, OTHER, 3, "a gap, and far"),
                Diary.at(far, OTHER, 3, "a gap, and before the previous"),
                Diary.at(far, OTHER, 2, "before the previous, and far"),
                Diary.at(far + 200, OTHER, 2, "far"));
        List<Reason> reasons =
                List.of(Reason.CONFLICT, Reason.VIOLATION, Reason.VIOLATION, Reason.VIOLATION, Reason.LIMIT);
        for (int i = 0; i < wrong.size(); i++) {
            modest.link(i + 1, OTHER);
            Output.Close close =
                    (Output.Close) modest.receive(i + 1, wrong.get(i)).get(0);
            assertEquals(reasons.get(i), close.bye().reason(), wrong.get(i).toString());
        }
        assertEquals(1, modest.peer.timeline().size());
    }

    /** Spec 3.2. */
    @Test
    void a_duplicate_is_a_duplicate_however_far_ahead() {
        TestPeer<Diary.Page> modest = new TestPeer<>(TestPeer.plain(SELF).withMaxLead(200_000), new Diary());
        modest.link(1, OTHER);
        modest.link(2, THIRD);
        StampedEvent far = Diary.at(900 + Config.MAX_DELTA + 200_000, OTHER, 1, "a");
        modest.receive(1, new Message.Events(900, List.of(far)));
        assertEquals(List.of(), modest.receive(2, new Message.Events(0, List.of(far))));
        assertTrue(modest.has(2));
    }

    /** Spec 3.5. */
    @Test
    void events_with_a_clock_too_far_ahead_are_not_taken() {
        TestPeer<Diary.Page> modest = new TestPeer<>(TestPeer.plain(SELF).withMaxLead(200_000), new Diary());
        modest.link(1, OTHER);
        assertEquals(
                List.of(close(1, Reason.LIMIT, "clock at tick 1001 is more than 1000 ticks ahead of 0")),
                modest.receive(1, new Message.Events(1_001, List.of(Diary.at(9, OTHER, 1, "a")))));
        assertEquals(0, modest.peer.timeline().size());
        assertFalse(modest.peer.clock().isCatchingUp());
    }

    // ---- the end of links ----

    /** Spec 3.1. */
    @Test
    void a_link_that_is_down_is_forgotten_and_what_still_arrives_is_ignored() {
        tested.link(1, OTHER);
        assertEquals(List.of(), tested.step(new Input.LinkDown(LINK)));
        assertFalse(tested.has(1));
        assertEquals(List.of(), tested.receive(1, Diary.at(9, OTHER, 1, "a")));
        assertEquals(0, tested.peer.timeline().size());
        assertEquals(List.of(), tested.step(new Input.LinkDown(LINK)));
        assertEquals(List.of(), tested.press("b"));
    }

    @Test
    void a_BYE_ends_the_link_and_the_user_is_told_why() {
        Message.Bye bye = new Message.Bye(Reason.LEAVING, "see you");
        tested.link(1, OTHER);
        assertEquals(List.of(new Output.Unlinked(LINK, bye)), tested.receive(1, bye));
        assertFalse(tested.has(1));
        tested.linkUp(2);
        assertEquals(List.of(new Output.Unlinked(new LinkId(2), bye)), tested.receive(2, bye));
        assertFalse(tested.has(2));
    }

    @Test
    void the_name_of_a_link_that_is_up_cannot_be_used_again() {
        tested.linkUp(1);
        assertEquals(
                "link 1 is up already",
                assertThrows(IllegalArgumentException.class, () -> tested.linkUp(1))
                        .getMessage());
    }

    // ---- several links between the same two peers ----

    /** Spec 6.10. */
    @Test
    void of_two_links_the_peer_with_the_lower_id_keeps_the_older() {
        tested.link(1, OTHER);
        tested.link(2, THIRD);
        tested.linkUp(3);
        assertEquals(
                List.of(close(3, Reason.DUPLICATE_LINK, "there is another link between 1.0 and 2.0")),
                tested.receive(3, tested.helloOf(OTHER, 0)));
        assertTrue(tested.has(1));
        assertTrue(tested.has(2));
        assertFalse(tested.has(3));
        tested.step(new Input.LinkDown(LINK));
        tested.link(4, OTHER);
        assertTrue(tested.has(4));
    }

    /** Spec 6.11. */
    @Test
    void a_link_to_an_earlier_life_of_the_neighbour_is_not_a_duplicate() {
        tested.link(1, OTHER);
        tested.link(2, new Source(OTHER.peer(), 1));
        assertTrue(tested.has(1));
        assertTrue(tested.has(2));
    }

    /** Spec 6.10. */
    @Test
    void the_peer_with_the_higher_id_leaves_the_decision_to_the_other() {
        Source lower = Diary.peer(0);
        tested.link(1, lower);
        assertEquals(List.of(new Output.Linked(new LinkId(2), lower)), tested.link(2, lower));
        assertTrue(tested.has(1));
        assertTrue(tested.has(2));
        tested.receive(1, new Message.Bye(Reason.DUPLICATE_LINK, ""));
        assertFalse(tested.has(1));
    }

    /** Spec 6.10. */
    @Test
    void whatever_crosses_two_links_between_the_same_peers_exactly_one_survives_and_nothing_is_lost() {
        for (int order = 0; order < 64; order++) {
            Net net = new Net();
            net.add(TestPeer.plain(SELF));
            net.add(TestPeer.plain(OTHER));
            net.press(0, "a");
            net.press(1, "b");
            Net.Cable first = net.connect(0, 1);
            Net.Cable second = net.connect(1, 0);
            for (int bit = 0; bit < 6; bit++) {
                Net.Cable cable = (order >> bit & 1) == 0 ? first : second;
                cable.deliver(bit & 1);
            }
            net.press(0, "c");
            net.press(1, "d");
            net.deliverAll();
            assertEquals(1, net.peers.get(0).peer.links().size(), "order " + order);
            assertEquals(1, net.peers.get(1).peer.links().size(), "order " + order);
            assertTrue(first.isUp() != second.isUp());
            net.run(TestPeer.SECOND);
            assertEquals("5:a 5:c 5:b 5:d ", net.peers.get(0).state().text());
            assertEquals(net.peers.get(0).state(), net.peers.get(1).state());
        }
    }
}

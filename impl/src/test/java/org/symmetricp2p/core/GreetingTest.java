package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.core.Message.Reason;

/** HELLO: what a peer says of itself, and with whom it doesn't link (design 4). */
class GreetingTest {

    private static final Source SELF = Diary.peer(1);
    private static final Source OTHER = Diary.peer(2);
    private static final LinkId LINK = new LinkId(1);

    private final TestPeer<Diary.Page> tested = TestPeer.alone();

    private static Output close(int link, Reason reason, String text) {
        return new Output.Close(new LinkId(link), new Message.Bye(reason, text));
    }

    private Message.Hello hello(String application, int fps, int stateSize) {
        return new Message.Hello(application, fps, stateSize, OTHER, 0, Versions.NONE);
    }

    /** Spec 6.2, 6.3. */
    @Test
    void a_link_that_comes_up_gets_a_HELLO_with_clock_and_versions() {
        tested.readAtTick(10);
        tested.press("a");
        Message.Hello hello = new Message.Hello(
                "diary/1", 50, 4_008, SELF, 10, tested.peer.timeline().versions());
        assertEquals(List.of(new Output.Send(LINK, hello)), tested.linkUp(1));
        assertEquals(1, hello.versions().of(SELF));
        assertEquals(1, tested.peer.links().size());
        assertFalse(tested.peer.links().iterator().next().isLive());
    }

    /** Spec 3.1, 6.7. */
    @Test
    void a_fitting_HELLO_makes_the_link_live() {
        tested.linkUp(1);
        assertEquals(List.of(new Output.Linked(LINK, OTHER)), tested.receive(1, tested.helloOf(OTHER, 0)));
        Link link = tested.peer.links().iterator().next();
        assertTrue(link.isLive());
        assertEquals(OTHER, link.neighbour().orElseThrow());
    }

    /** Spec 5.3. */
    @Test
    void the_clock_in_a_HELLO_is_heard() {
        tested.linkUp(1);
        tested.receive(1, tested.helloOf(OTHER, 1_000));
        assertTrue(tested.peer.clock().isCatchingUp());
    }

    /** Spec 6.5, 6.6. */
    @Test
    void whoever_differs_in_application_fps_or_state_size_is_told_so_and_not_linked() {
        List<Message.Hello> hellos =
                List.of(hello("diary/2", 50, 4_008), hello("diary/1", 60, 4_008), hello("diary/1", 50, 4_009));
        List<String> texts = List.of(
                "application differs: diary/1 at one end, diary/2 at the other",
                "FPS differs: 50 at one end, 60 at the other",
                "state size differs: 4008 at one end, 4009 at the other");
        for (int i = 0; i < 3; i++) {
            tested.linkUp(i);
            assertEquals(List.of(close(i, Reason.INCOMPATIBLE, texts.get(i))), tested.receive(i, hellos.get(i)));
            assertFalse(tested.has(i));
        }
    }

    /** Spec 6.5. */
    @Test
    void a_link_to_oneself_is_closed() {
        tested.linkUp(1);
        assertEquals(
                List.of(close(1, Reason.IDENTITY, "peer 1 is linked to itself")),
                tested.receive(1, tested.helloOf(SELF, 0)));
        assertFalse(tested.has(1));
    }

    /** Spec 6.5. */
    @Test
    void another_life_of_the_same_peer_at_the_other_end_is_refused() {
        tested.linkUp(1);
        assertEquals(
                List.of(close(1, Reason.IDENTITY, "both ends of the link claim to be peer 1")),
                tested.receive(1, tested.helloOf(new Source(1, 1), 0)));
    }

    /** Spec 6.5. */
    @Test
    void only_the_expected_peer_is_accepted() {
        tested.step(new Input.LinkUp(LINK, OptionalInt.of(3)));
        assertEquals(
                List.of(close(1, Reason.IDENTITY, "peer 3 was expected, found peer 2")),
                tested.receive(1, tested.helloOf(OTHER, 0)));
        tested.step(new Input.LinkUp(new LinkId(2), OptionalInt.of(3)));
        assertEquals(
                List.of(new Output.Linked(new LinkId(2), new Source(3, 9))),
                tested.receive(2, tested.helloOf(new Source(3, 9), 0)));
    }

    @Test
    void what_it_issued_itself_its_neighbours_may_know() {
        tested.press("a");
        tested.linkUp(1);
        tested.receive(1, tested.helloOf(OTHER, 0, Diary.at(5, SELF, 1, "a")));
        assertTrue(tested.peer.links().iterator().next().isLive());
        assertEquals(List.of(), tested.eventsSentOver(1));
    }

    /** Spec 6.5. */
    @Test
    void a_clock_in_a_HELLO_that_is_too_far_ahead_is_refused() {
        TestPeer<Diary.Page> modest = new TestPeer<>(TestPeer.plain(SELF).withMaxLead(1_000), new Diary());
        modest.readAtTick(10);
        modest.linkUp(1);
        assertEquals(
                List.of(close(1, Reason.LIMIT, "clock at tick 1011 is more than 1000 ticks ahead of 10")),
                modest.receive(1, modest.helloOf(OTHER, 1_011)));
        modest.linkUp(2);
        modest.receive(2, modest.helloOf(OTHER, 1_010));
        assertTrue(modest.has(2));
    }

    /** Spec 6.5. */
    @Test
    void a_second_HELLO_is_a_violation() {
        tested.link(1, OTHER);
        assertEquals(
                List.of(close(1, Reason.VIOLATION, "a second HELLO")), tested.receive(1, tested.helloOf(OTHER, 0)));
        assertFalse(tested.has(1));
    }

    /** Spec 6.4. */
    @Test
    void anything_before_the_HELLO_is_a_violation() {
        for (Message early : List.of(new Message.Sync(0), new Message.Events(0, List.of(Diary.at(9, OTHER, 1, "a"))))) {
            tested.linkUp(1);
            assertEquals(List.of(close(1, Reason.VIOLATION, "HELLO must come first")), tested.receive(1, early));
            assertFalse(tested.has(1));
            assertEquals(0, tested.peer.timeline().size());
        }
    }

    private Message.Hello offering(Extension... extensions) {
        return new Message.Hello("diary/1", 50, 4_008, OTHER, 0, Versions.NONE, List.of(extensions));
    }

    /** Spec 6.5, 7.20. */
    @Test
    void an_extension_is_ignored_unless_it_is_required() {
        Extension one = new Extension("one", false, Payload.ofInts(1));
        Extension two = new Extension("two", true, Payload.EMPTY);
        tested.linkUp(1);
        assertEquals(List.of(new Output.Linked(LINK, OTHER)), tested.receive(1, offering(one)));
        tested.linkUp(2);
        String text = "the extension two is required at one end, and unknown at the other";
        assertEquals(List.of(close(2, Reason.INCOMPATIBLE, text)), tested.receive(2, offering(one, two)));
        assertFalse(tested.has(2));
    }

    /** Spec 2.16, 6.5, 6.6: also of the peer's own source, and nothing but the link is gone. */
    @Test
    void whoever_knows_another_event_under_a_seq_that_is_known_is_refused() {
        tested.link(1, OTHER);
        tested.receive(1, Diary.at(5, OTHER, 1, "a"), Diary.at(6, OTHER, 2, "b"));
        tested.press("c");
        List<StampedEvent[]> knowing = List.of(
                new StampedEvent[] {Diary.at(5, OTHER, 1, "x")},
                new StampedEvent[] {Diary.at(5, OTHER, 1, "x"), Diary.at(6, OTHER, 2, "b")},
                new StampedEvent[] {Diary.at(5, OTHER, 1, "a"), Diary.at(6, OTHER, 2, "x")},
                new StampedEvent[] {Diary.at(5, SELF, 1, "x")});
        List<String> where = List.of(
                "2.0, at or before seq 1",
                "2.0, at or before seq 2",
                "2.0, at or before seq 2",
                "1.0, at or before seq 1");
        for (int i = 0; i < where.size(); i++) {
            tested.linkUp(2);
            Clock clock = tested.peer.clock();
            assertEquals(
                    List.of(close(2, Reason.CONFLICT, "each end knows other events of source " + where.get(i))),
                    tested.receive(2, tested.helloOf(Diary.peer(3), 1_000, knowing.get(i))));
            assertFalse(tested.has(2));
            assertEquals(clock, tested.peer.clock());
            assertEquals(SELF, tested.peer.config().self());
        }
        assertTrue(tested.has(1));
    }

    /** Spec 2.16: it can only be told by the one who knows as much. */
    @Test
    void whoever_knows_another_event_and_more_is_accepted() {
        tested.link(1, OTHER);
        tested.receive(1, Diary.at(5, OTHER, 1, "a"));
        tested.linkUp(2);
        tested.receive(2, tested.helloOf(Diary.peer(3), 0, Diary.at(5, OTHER, 1, "x"), Diary.at(6, OTHER, 2, "b")));
        assertTrue(tested.has(2));
    }

    /** Two that were told different versions of what a third issued, and each more of some source than the other (spec 2.16). */
    @Test
    void of_two_that_were_deceived_at_least_one_finds_it_out() {
        Source third = Diary.peer(3);
        Source fourth = Diary.peer(4);
        TestPeer<Diary.Page> other = new TestPeer<>(TestPeer.plain(OTHER), new Diary());
        tested.link(1, third);
        other.link(1, third);
        tested.receive(1, Diary.at(5, third, 1, "a"), Diary.at(5, fourth, 1, "c"), Diary.at(6, fourth, 2, "d"));
        other.receive(1, Diary.at(5, third, 1, "b"), Diary.at(6, third, 2, "e"), Diary.at(5, fourth, 1, "c"));
        Message.Hello mine = (Message.Hello) ((Output.Send) tested.linkUp(2).get(0)).message();
        Message.Hello theirs = (Message.Hello) ((Output.Send) other.linkUp(2).get(0)).message();
        tested.receive(2, theirs);
        assertTrue(tested.has(2), "it knows less of peer 3");
        assertEquals(
                List.of(close(2, Reason.CONFLICT, "each end knows other events of source 3.0, at or before seq 1")),
                other.receive(2, mine));
    }

    /** Spec 6.5: from the end of its table to the beginning, each row overrules those below it. */
    @Test
    void of_several_objections_to_a_HELLO_the_first_counts() {
        long far = Limit.LEAD.standard() + 1;
        Source third = Diary.peer(3);
        tested.press("a");
        StampedEvent others = Diary.at(5, SELF, 1, "x");
        Versions conflict = tested.helloOf(OTHER, 0, others).versions();
        Extension required = new Extension("a", true, Payload.EMPTY);
        assertRefused("each end ", new Message.Hello("diary/1", 50, 4_008, third, 0, conflict));
        assertRefused("clock at tick ", new Message.Hello("diary/1", 50, 4_008, third, far, conflict));
        assertRefused("clock at tick ", new Message.Hello("diary/1", 50, 4_008, third, far, Versions.NONE));
        assertRefused("peer 3 was expected", new Message.Hello("diary/1", 50, 4_008, OTHER, far, Versions.NONE));
        assertRefused("both ends ", new Message.Hello("diary/1", 50, 4_008, new Source(1, 7), far, Versions.NONE));
        assertRefused("peer 1 is linked ", new Message.Hello("diary/1", 50, 4_008, SELF, far, Versions.NONE));
        assertRefused(
                "the extension a ",
                new Message.Hello("diary/1", 50, 4_008, SELF, far, Versions.NONE, List.of(required)));
        assertRefused(
                "state size differs", new Message.Hello("diary/1", 50, 0, SELF, far, Versions.NONE, List.of(required)));
        assertRefused("state size differs", new Message.Hello("diary/1", 50, 0, SELF, far, Versions.NONE));
        assertRefused("FPS differs", new Message.Hello("diary/1", 60, 0, SELF, far, Versions.NONE));
        assertRefused("application differs", new Message.Hello("other/1", 60, 0, SELF, far, Versions.NONE));
        tested.link(8, OTHER);
        Output.Close second =
                (Output.Close) tested.receive(8, new Message.Hello("other/1", 60, 0, SELF, far, Versions.NONE))
                        .get(0);
        assertEquals("a second HELLO", second.bye().text());
    }

    /** By a peer that dialled peer 3. */
    private void assertRefused(String start, Message.Hello hello) {
        tested.step(new Input.LinkUp(LINK, OptionalInt.of(3)));
        Output.Close close = (Output.Close) tested.receive(1, hello).get(0);
        assertTrue(close.bye().text().startsWith(start), close.bye().text());
    }
}

package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a peer says, hears and refuses because its clock is rooted. */
class PeerRootedTest {

    private static final long MILLI = 1_000_000;
    private static final Source OTHER = Diary.peer(2);
    private static final LinkId LINK = new LinkId(1);

    private final TestPeer<Diary.Page> tested =
            new TestPeer<>(TestPeer.plain(Diary.peer(1)).withClock(ClockKind.ROOTED), new Diary());
    private final TestPeer<Diary.Page> other =
            new TestPeer<>(TestPeer.plain(OTHER).withClock(ClockKind.ROOTED), new Diary());

    private static Message.Hello hello(TestPeer<?> peer) {
        return (Message.Hello) ((Output.Send) peer.linkUp(1).get(0)).message();
    }

    private void link() {
        Message.Hello mine = hello(tested);
        Message.Hello theirs = hello(other);
        tested.receive(1, theirs);
        other.receive(1, mine);
    }

    private static Timing lastTiming(TestPeer<?> peer) {
        List<Message> sent = peer.sentOver(1);
        return ((Message.Sync) sent.get(sent.size() - 1)).timing().orElseThrow();
    }

    /** Spec 5.11, 7.21: the reason is the same at both ends. */
    @Test
    void clocks_of_two_kinds_dont_go_together() {
        TestPeer<Diary.Page> plain = TestPeer.alone();
        Message.Hello rooted = hello(tested);
        Message.Hello papers = plain.helloOf(OTHER, 0);
        Output.Close close = new Output.Close(
                LINK,
                new Message.Bye(
                        Message.Reason.INCOMPATIBLE,
                        "the extension rooted-clock is required at one end, and unknown at the other"));
        assertEquals(List.of(close), tested.receive(1, papers));
        plain.linkUp(1);
        assertEquals(List.of(close), plain.receive(1, rooted));
        link();
        assertTrue(tested.has(1) && other.has(1));
    }

    /** Spec 7.21. */
    @Test
    void a_SYNC_that_tells_too_little_or_too_much_closes() {
        link();
        Output.Close close =
                (Output.Close) tested.receive(1, new Message.Sync(0)).get(0);
        assertEquals(new Message.Bye(Message.Reason.VIOLATION, "SYNC without timing"), close.bye());
        TestPeer<Diary.Page> plain = TestPeer.alone();
        plain.link(1, OTHER);
        other.readAt(MILLI);
        Message.Sync timed = new Message.Sync(0, Optional.of(lastTiming(other)));
        close = (Output.Close) plain.receive(1, timed).get(0);
        assertEquals(new Message.Bye(Message.Reason.VIOLATION, "SYNC with timing"), close.bye());
    }

    /** Spec 5.18, 7.21: news at the next reading; what was heard, and how long it was held since it came. */
    @Test
    void a_SYNC_tells_the_time_and_what_was_heard() {
        link();
        tested.readAt(20 * MILLI);
        Timing first = lastTiming(tested);
        assertEquals(new Timing(20_001, 0, 0, 20_000, Claim.by(Diary.peer(1), 0, 0)), first);
        other.step(new Input.Received(LINK, new Message.Sync(1, Optional.of(first)), 33 * MILLI));
        other.readAt(40 * MILLI);
        assertEquals(new Timing(40_001, 20_001, 7_000, 40_000, Claim.by(OTHER, 0, 0)), lastTiming(other));
        int before = other.sentOver(1).size();
        other.readAt(60 * MILLI);
        assertEquals(before, other.sentOver(1).size(), "no more news");
    }

    /** Spec 5.12: what comes before the last reading came with it. */
    @Test
    void a_message_isnt_received_before_the_last_reading() {
        link();
        tested.readAt(20 * MILLI);
        other.readAt(40 * MILLI);
        other.step(new Input.Received(LINK, new Message.Sync(1, Optional.of(lastTiming(tested))), 33 * MILLI));
        other.readAt(60 * MILLI);
        assertEquals(20_000, lastTiming(other).held());
    }

    /** Spec 3.5, 5.19: no more is believed of a time than of a clock. */
    @Test
    void a_time_that_is_too_far_ahead_closes() {
        TestPeer<Diary.Page> modest = new TestPeer<>(
                TestPeer.plain(Diary.peer(1)).withClock(ClockKind.ROOTED).withMaxLead(200), new Diary());
        Message.Hello theirs = hello(other);
        modest.linkUp(1);
        modest.receive(1, theirs);
        Claim claim = Claim.by(OTHER, 0, 0);
        assertEquals(
                List.of(), modest.receive(1, new Message.Sync(0, Optional.of(new Timing(1, 0, 0, 20_000, claim)))));
        Output.Close close =
                (Output.Close) modest.receive(1, new Message.Sync(0, Optional.of(new Timing(2, 0, 0, 40_000, claim))))
                        .get(0);
        assertEquals(
                "clock at tick 2 is more than 0 ticks ahead of 0", close.bye().text());
    }

    /** Spec 5.19: nor is one so far ahead that its ticks don't fit 64 bits when they are counted in nanoseconds. */
    @Test
    void a_time_of_centuries_closes() {
        link();
        long wrapping = (1L << 61) / 125 + 1; // 1,000 times that is some ns more than 2^64
        Claim claim = Claim.by(OTHER, 0, 0);
        Output.Close close =
                (Output.Close) tested.receive(1, new Message.Sync(0, Optional.of(new Timing(1, 0, 0, wrapping, claim))))
                        .get(0);
        assertEquals(Message.Reason.LIMIT, close.bye().reason());
    }

    /** Spec 5.15: whatever error a neighbour claims, it can't take anybody to before the beginning. */
    @Test
    void no_time_before_the_beginning_is_followed() {
        other.readAt(20 * MILLI);
        link();
        Claim claim = new Claim(new Source(0, 0), 0, 0, 0, Timing.MAX_TIME);
        for (int i = 1; i <= 4; i++) {
            tested.readAt(i * 20 * MILLI);
            long heard = lastTiming(tested).sent();
            Timing timing = new Timing(heard, heard, 0, heard, claim);
            tested.step(new Input.Received(LINK, new Message.Sync(0, Optional.of(timing)), i * 20 * MILLI));
        }
        Timing late = new Timing(1 << 30, 0, 0, 0, claim);
        tested.step(new Input.Received(LINK, new Message.Sync(0, Optional.of(late)), 90 * MILLI));
        tested.readAt(100 * MILLI);
        assertTrue(lastTiming(tested).time() >= 0);
    }

    /** Spec 2.9, 5.17, 5.19: input waits while the clock catches up, as with the paper's. */
    @Test
    void input_waits_for_a_catch_up() {
        other.readAt(30 * TestPeer.SECOND);
        link();
        assertTrue(tested.peer.isHoldingInput());
        tested.readAt(20 * MILLI);
        assertTrue(tested.peer.clock().gap() > 0 && tested.peer.isHoldingInput());
        tested.runTo(TestPeer.SECOND);
        assertTrue(tested.peer.isHoldingInput());
        tested.readAt(TestPeer.SECOND + 20 * MILLI);
        assertFalse(tested.peer.isHoldingInput());
        assertTrue(tested.peer.tick() >= 1_500);
    }

    /** A link that ends is no way to a root, and no message of it is expected any more. */
    @Test
    void a_link_that_ends_is_forgotten() {
        link();
        RootedClock linked = (RootedClock) tested.peer.clock();
        assertEquals(1, linked.exchanges().size());
        tested.step(new Input.LinkDown(LINK));
        assertEquals(0, ((RootedClock) tested.peer.clock()).exchanges().size());
        tested.step(new Input.LinkUp(new LinkId(2), OptionalInt.empty()));
        assertEquals(0, ((RootedClock) tested.peer.clock()).exchanges().size(), "not before its HELLO");
    }
}

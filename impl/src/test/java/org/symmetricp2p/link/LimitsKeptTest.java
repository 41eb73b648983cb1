package org.symmetricp2p.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symmetricp2p.link.TestEndpoint.dialOf;
import static org.symmetricp2p.link.TestEndpoint.hello;
import static org.symmetricp2p.link.TestEndpoint.only;
import static org.symmetricp2p.link.TestEndpoint.received;
import static org.symmetricp2p.link.TestEndpoint.words;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.core.Digest;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Limits;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Version;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.demo.Rectangle;

/** A peer that chooses its limits keeps those, and counts how often it reaches each (spec 6.21 to 6.29). */
class LimitsKeptTest {

    private static TestEndpoint with(Limit limit, long value) {
        return new TestEndpoint(Limits.STANDARD.with(limit, value));
    }

    private static void assertReached(String expected, TestEndpoint test) {
        assertEquals(expected, test.endpoint.limitsReached().toString());
    }

    private static Message events(Source source, long tick, int seq) {
        Stamp stamp = new Stamp(tick, source, seq);
        return new Message.Events(0, List.of(new StampedEvent(stamp, Event.of(Event.NEXT))));
    }

    @Test
    void nothingIsReachedAtFirst() {
        TestEndpoint test = new TestEndpoint();
        test.linkedBy(7);
        test.linkTo(8);
        test.wakeAfter(100);
        assertReached("", test);
    }

    @Test
    void links() {
        TestEndpoint test = with(Limit.LINKS, 2);
        test.linkedBy(7);
        LinkId last = test.linkTo(8);
        test.connected(dialOf(test.on(new Signal.Link(9, TestEndpoint.THERE))));
        List<Action> actions = test.on(received(test.last(), hello(9)));
        assertTrue(words(actions).contains("LIMIT"), actions::toString);
        assertReached("links 1", test);
        test.closed(last);
        test.linkedBy(10);
        assertTrue(test.endpoint.isLinkedTo(10));
    }

    @Test
    void strangers() {
        TestEndpoint test = with(Limit.STRANGERS, 1);
        test.linkedBy(7);
        test.linkedBy(8);
        test.linkTo(9);
        assertTrue(test.endpoint.isLinkedTo(7) && !test.endpoint.isLinkedTo(8) && test.endpoint.isLinkedTo(9));
        assertReached("strangers 1", test);
    }

    @Test
    void connectionsThatGreetOrClose() {
        TestEndpoint test =
                new TestEndpoint(Limits.STANDARD.with(Limit.GREETING, 1).with(Limit.CLOSING, 1));
        LinkId first = test.accepted();
        test.accepted();
        assertReached("greeting 1", test);
        assertEquals(
                List.of(new Action.Close(first)),
                only(Action.Close.class, test.on(new Signal.Accepted(new LinkId(99), "somewhere"))));
        assertReached("greeting 2, closing 1", test);
    }

    @Test
    void theTimeToSayHello() {
        TestEndpoint test = with(Limit.HELLO_MILLIS, 300);
        test.accepted();
        assertEquals(List.of(), test.wakeAfter(299));
        List<Action> actions = test.wakeAfter(1);
        assertTrue(words(actions).contains("VIOLATION"), actions::toString);
        assertReached("hello-millis 1", test);
        test.on(new Signal.Link(8, TestEndpoint.THERE));
        assertTrue(words(test.wakeAfter(299)).stream().noneMatch("GiveUp"::equals));
        assertTrue(words(test.wakeAfter(1)).contains("GiveUp"));
        assertReached("hello-millis 2", test);
    }

    @Test
    void silence() {
        TestEndpoint test = new TestEndpoint(
                Limits.STANDARD.with(Limit.SILENCE_MILLIS, 9_000).with(Limit.STALL_MILLIS, 20_000));
        test.linkedBy(7);
        test.wakeAfter(8_999);
        assertReached("", test);
        assertTrue(words(test.wakeAfter(1)).contains("Close"));
        assertReached("silence-millis 1", test);
    }

    @Test
    void aNeighbourThatDoesNotRead() {
        TestEndpoint test = with(Limit.STALL_MILLIS, 200);
        test.linkedBy(7);
        test.wakeAfter(199);
        assertReached("", test);
        assertTrue(words(test.wakeAfter(1)).contains("Close"));
        assertReached("stall-millis 1", test);
    }

    @Test
    void theTimeToReadBye() {
        TestEndpoint test = with(Limit.BYE_MILLIS, 50);
        test.linkedBy(7);
        test.on(new Signal.Unlink(7));
        assertEquals(List.of(), only(Action.Close.class, test.wakeAfter(49)));
        assertEquals(1, only(Action.Close.class, test.wakeAfter(1)).size());
        assertReached("bye-millis 1", test);
    }

    @Test
    void messagesThatWait() {
        TestEndpoint test = with(Limit.WAITING_MESSAGES, 3);
        test.linkedBy(7);
        int events = 0;
        while (test.endpoint.isLinkedTo(7)) {
            test.on(new Signal.Inject(Rectangle.Key.UP.event()));
            events++;
        }
        assertReached("waiting-messages 1", test);
        TestEndpoint one = with(Limit.WAITING_MESSAGES, 2);
        one.linkedBy(7);
        for (int i = 1; i < events - 1; i++) {
            one.on(new Signal.Inject(Rectangle.Key.UP.event()));
        }
        assertTrue(one.endpoint.isLinkedTo(7));
        one.on(new Signal.Inject(Rectangle.Key.UP.event()));
        assertReached("waiting-messages 1", one);
    }

    @Test
    void aLinkThatGivesWay() {
        TestEndpoint test = new TestEndpoint();
        test.linkedBy(7);
        test.nanos += Limits.STANDARD.nanosOf(Limit.QUIET_MILLIS);
        test.linkedBy(7);
        assertReached("quiet-millis 1", test);
    }

    /** A pause counts once, however much comes in it. */
    @Test
    void frames() {
        TestEndpoint test = new TestEndpoint(
                Limits.STANDARD.with(Limit.FRAMES_PER_SECOND, 10).with(Limit.FRAMES_AT_ONCE, 2));
        LinkId link = test.linkedBy(7);
        for (int i = 0; i < 10; i++) {
            test.on(received(link, new Message.Sync(0)));
        }
        assertReached("frames-per-second 1", test);
    }

    @Test
    void bytes() {
        TestEndpoint test = new TestEndpoint(
                Limits.STANDARD.with(Limit.BYTES_PER_SECOND, 1_000).with(Limit.BYTES_AT_ONCE, 0));
        test.linkedBy(7); // HELLO has some 80 bytes
        LinkId other = test.linkedBy(8);
        for (int i = 0; i < 10; i++) {
            test.on(received(other, new Message.Sync(0)));
        }
        assertReached("bytes-per-second 1", test);
    }

    @Test
    void newSources() {
        TestEndpoint test = new TestEndpoint(
                Limits.STANDARD.with(Limit.SOURCES_PER_SECOND, 1).with(Limit.SOURCES_AT_ONCE, 2));
        LinkId link = test.linkedBy(7);
        for (int peer = 100; peer < 103; peer++) {
            assertEquals(List.of(), test.on(received(link, events(new Source(peer, 1), 10, 1))));
        }
        assertTrue(words(test.on(received(link, events(new Source(103, 1), 10, 1))))
                .contains("LIMIT"));
        assertReached("sources-per-second 1", test);
    }

    @Test
    void leadsOfThoseWhoDialled() {
        TestEndpoint test =
                new TestEndpoint(Limits.STANDARD.with(Limit.LEAD_PER_SECOND, 1).with(Limit.LEAD_AT_ONCE, 100));
        test.linkTo(8);
        LinkId link = test.linkedBy(7);
        assertEquals(List.of(), test.on(received(link, new Message.Sync(100))));
        assertTrue(words(test.on(received(link, new Message.Sync(107)))).contains("LIMIT"));
        assertReached("lead-per-second 1", test);
    }

    @Test
    void deepReplays() {
        TestEndpoint test = new TestEndpoint(Limits.STANDARD
                .with(Limit.REPLAYED_PER_SECOND, 1)
                .with(Limit.REPLAYED_AT_ONCE, 10)
                .with(Limit.DEEP_TICKS, 20));
        test.wakeAfter(1_000); // tick 50
        LinkId link = test.linkedBy(7);
        assertEquals(List.of(), test.on(received(link, events(new Source(7, 1), 5, 1))));
        assertTrue(words(test.on(received(link, events(new Source(7, 1), 6, 2))))
                .contains("LIMIT"));
        assertReached("replayed-per-second 1", test);
    }

    @Test
    void aFullSession() {
        TestEndpoint test = with(Limit.EVENT_BYTES, 300);
        test.on(new Signal.Inject(Event.of(Event.NEXT)));
        assertReached("", test);
        test.on(new Signal.Inject(Event.of(Event.NEXT))); // its own is refused
        assertReached("event-bytes 1", test);
        LinkId link = test.linkedBy(7);
        assertTrue(words(test.on(received(link, events(new Source(7, 1), 10, 1))))
                .contains("LIMIT"));
        assertReached("event-bytes 2", test);
    }

    @Test
    void aHelloForWhichThereIsNoRoom() {
        TestEndpoint test = with(Limit.EVENT_BYTES, 0);
        Message.Hello empty = hello(7);
        LinkId link = test.accepted();
        test.on(received(
                link,
                new Message.Hello(
                        empty.application(),
                        empty.fps(),
                        empty.stateSize(),
                        empty.self(),
                        0,
                        versions(new Source(8, 1)))));
        assertReached("event-bytes 1", test);
    }

    private static Versions versions(Source source) {
        return new Versions(new TreeMap<>(Map.of(source, new Version(1, Digest.NONE))));
    }

    @Test
    void aLead() {
        TestEndpoint test = with(Limit.LEAD, 1_000);
        LinkId link = test.linkedBy(7);
        assertTrue(words(test.on(received(link, new Message.Sync(1_001)))).contains("LIMIT"));
        link = test.accepted();
        Message.Hello hello = hello(8);
        test.on(received(
                link,
                new Message.Hello(
                        hello.application(), hello.fps(), hello.stateSize(), hello.self(), 1_001, hello.versions())));
        link = test.linkedBy(9);
        assertTrue(words(test.on(received(link, events(new Source(9, 1), 20_000, 1))))
                .contains("LIMIT"));
        assertReached("lead 3", test);
    }

    /** Which ends links, too, but for other reasons. */
    @Test
    void whatIsWrongIsNoLimit() {
        TestEndpoint test = new TestEndpoint();
        Message.Hello hello = hello(7);
        Message.Hello other = new Message.Hello(
                "other/1", hello.fps(), hello.stateSize(), hello.self(), hello.clock(), hello.versions());
        assertTrue(words(test.on(received(test.accepted(), other))).contains("INCOMPATIBLE"));
        Message gap = events(new Source(8, 1), 10, 2);
        assertTrue(words(test.on(received(test.linkedBy(8), gap))).contains("VIOLATION"));
        assertReached("", test);
    }

    @Test
    void aFrameThatIsTooLong() {
        TestEndpoint test = new TestEndpoint();
        test.on(new Signal.Overlong(test.linkedBy(7)));
        assertReached("frame-bytes 1", test);
    }
}

package org.symmetricp2p.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symmetricp2p.link.TestEndpoint.bye;
import static org.symmetricp2p.link.TestEndpoint.dialOf;
import static org.symmetricp2p.link.TestEndpoint.hello;
import static org.symmetricp2p.link.TestEndpoint.received;
import static org.symmetricp2p.link.TestEndpoint.words;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Limits;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.core.TestVersions;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.wire.Wire;

/** Who says HELLO when, and to whom not. */
class GreetingTest {

    private static final long SECOND = 1_000_000_000;

    private final TestEndpoint test = new TestEndpoint();

    /** Without waiting for the other (spec 6.1). */
    @Test
    void whoDialledSaysHelloAtOnce() {
        Dial dial = dialOf(test.on(new Signal.Link(7, TestEndpoint.THERE)));
        assertEquals(List.of("Hello"), words(test.connected(dial)));
        assertEquals(List.of("Linked"), words(test.on(received(test.last(), hello(7)))));
        assertTrue(test.endpoint.isLinkedTo(7));
    }

    /** And only then (spec 6.1, 6.2). */
    @Test
    void whoAcceptedAnswersHello() {
        LinkId link = new LinkId(1);
        assertEquals(List.of(), test.on(new Signal.Accepted(link, "somewhere")));
        assertEquals(List.of("Hello", "Linked"), words(test.on(received(link, hello(7)))));
    }

    /** It learns nothing (spec 6.4). */
    @Test
    void whoDoesNotSayHelloFirstIsSentAway() {
        LinkId link = test.accepted();
        assertEquals(List.of("Notice", "VIOLATION", "Finish"), words(test.on(received(link, new Message.Sync(0)))));
        assertEquals(List.of(), test.inputs);
    }

    /** Also before it has said HELLO (spec 6.19). */
    @Test
    void byeIsNotAnswered() {
        LinkId link = test.accepted();
        assertEquals(List.of("Notice", "Close"), words(test.on(received(link, bye(Reason.LEAVING)))));
        link = test.linkedBy(7);
        assertEquals(List.of("Close", "Unlinked"), words(test.on(received(link, bye(Reason.LEAVING)))));
    }

    /** Before the core hears of it (spec 6.5, 6.18). */
    @Test
    void whoIsUnlinkedLearnsNothing() {
        test.on(new Signal.Unlink(7));
        LinkId link = test.accepted();
        assertEquals(List.of("Notice", "UNLINKED", "Finish"), words(test.on(received(link, hello(7)))));
        assertEquals(List.of(), test.inputs);
    }

    /** Whatever else it says (spec 7.13, 7.14). */
    @Test
    void aBadFrameEndsTheLink() {
        LinkId link = test.linkedBy(7);
        byte[] frame = Wire.frame(new Message.Sync(0));
        frame[4] = 9; // no such type
        assertEquals(
                List.of("VIOLATION", "Finish", "Unlinked"),
                words(test.on(new Signal.Received(link, ByteBuffer.wrap(frame)))));
        byte[] foreign = Wire.frame(hello(7));
        foreign[10] = 9; // the version
        link = test.accepted();
        assertEquals(
                List.of("Notice", "INCOMPATIBLE", "Finish"),
                words(test.on(new Signal.Received(link, ByteBuffer.wrap(foreign)))));
    }

    /** As soon as its length is known (spec 7.3). */
    @Test
    void anOverlongFrameEndsTheLink() {
        LinkId link = test.linkedBy(7);
        assertEquals(List.of("VIOLATION", "Finish", "Unlinked"), words(test.on(new Signal.Overlong(link))));
        assertEquals(List.of(), test.on(new Signal.Overlong(link)));
    }

    /** A text message of a WebSocket, say (spec 7.29). */
    @Test
    void whatIsNoFrameEndsTheLink() {
        LinkId link = test.linkedBy(7);
        List<Action> actions = test.on(new Signal.Formless(link, "a text"));
        assertEquals(List.of("VIOLATION", "Finish", "Unlinked"), words(actions));
        assertEquals(new Action.Unlinked(7, "a text"), actions.get(2));
        assertEquals(List.of(), test.on(new Signal.Formless(link, "a text")));
    }

    /** Whoever greets in a neighbour's name doesn't take its place (spec 6.10). */
    @Test
    void anotherConnectionInTheNameOfALinkedPeerIsRefused() {
        LinkId older = test.linkedBy(7);
        LinkId newer = test.accepted();
        List<Action> actions = test.on(received(newer, hello(7)));
        assertEquals(List.of("Hello", "Notice", "DUPLICATE_LINK", "Finish"), words(actions));
        assertEquals(new Action.Finish(newer), actions.get(3));
        assertTrue(test.endpoint.isLinkedTo(7));
        assertEquals(List.of("Unlinked"), words(test.closed(older)));
    }

    /** Unless nothing was heard of it for 2 s: then it may be dead, and its neighbour dials anew (spec 6.10); to the user nothing has happened. */
    @Test
    void aQuietLinkMakesWayAndThatIsNoNews() {
        LinkId older = test.linkedBy(7);
        test.nanos += SECOND;
        test.on(received(older, new Message.Sync(0)));
        test.nanos += 2 * SECOND - 1;
        assertEquals(
                "DUPLICATE_LINK",
                words(test.on(received(test.accepted(), hello(7)))).get(2));
        test.nanos += 1;
        LinkId newer = test.accepted();
        List<Action> actions = test.on(received(newer, hello(7)));
        assertEquals(List.of("Close", "Hello"), words(actions));
        assertEquals(new Action.Close(older), actions.get(0));
        assertEquals(List.of(), test.closed(older));
        assertTrue(test.endpoint.isLinkedTo(7));
    }

    /** The peer with the higher identifier leaves it to the other: the two can't take both for dead, one each (spec 6.10). */
    @Test
    void aQuietLinkToALowerPeerStays() {
        LinkId older = test.linkedBy(3);
        test.nanos += 3 * SECOND;
        LinkId newer = test.accepted();
        assertEquals(List.of("Hello"), words(test.on(received(newer, hello(3)))));
        assertEquals(Set.of(older, newer), test.endpoint.links());
    }

    /** Names tell connections apart (spec 3.1). */
    @Test
    void aNameIsUsedOnce() {
        test.accepted();
        Signal again = new Signal.Accepted(test.last(), "elsewhere");
        assertThrows(IllegalArgumentException.class, () -> test.on(again));
    }

    /** Who is full takes only neighbours that know nothing more; else they would come to nothing again and again (spec 6.26). */
    @Test
    void whoIsFullRefusesNewsBeforeItSaysAnything() {
        TestEndpoint full = new TestEndpoint(Limits.STANDARD.with(Limit.EVENT_BYTES, 0));
        Message.Hello hello = hello(7);
        Versions more = TestVersions.of(Map.of(hello.self(), 1L));
        Message.Hello news = new Message.Hello(
                hello.application(), hello.fps(), hello.stateSize(), hello.self(), hello.clock(), more);
        assertEquals(List.of("Notice", "LIMIT", "Finish"), words(full.on(received(full.accepted(), news))));
        full.linkedBy(7);
        assertTrue(full.endpoint.isLinkedTo(7));
    }
}

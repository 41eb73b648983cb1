package org.symmetricp2p.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symmetricp2p.net.TestNode.await;
import static org.symmetricp2p.net.TestNode.config;

import java.io.IOException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.ForwardingSimulation;
import org.symmetricp2p.core.TimeMachine;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.demo.Rectangle.Key;

/** Nodes over real sockets: links come, go and come back, and peers agree. */
class NodeTest {

    @Test
    void anEventInjectedAnywhereIsAppliedEverywhere() throws Exception {
        try (TestNode a = new TestNode(0);
                TestNode b = new TestNode(1);
                TestNode c = new TestNode(2)) {
            b.link(a);
            c.link(b);
            await("a line of links", () -> a.links() == 1 && b.links() == 2 && c.links() == 1);
            a.press(Key.RIGHT);
            c.press(Key.DOWN);
            await("both events everywhere", () -> a.events() == 2 && b.events() == 2 && c.events() == 2);
            assertSameTimelineAndStates(a, b, c);
        }
    }

    /** Spec 3.10. */
    @Test
    void aNewcomerGetsTheWholeHistory() throws Exception {
        try (TestNode a = new TestNode(0)) {
            for (int i = 0; i < 500; i++) {
                a.press(Key.values()[i % 5]);
            }
            await("500 events", () -> a.events() == 500);
            try (TestNode b = new TestNode(1)) {
                b.link(a);
                await("the history", () -> b.events() == 500);
                assertSameTimelineAndStates(a, b);
            }
        }
    }

    /** Spec 6.10. */
    @Test
    void twoPeersThatDialEachOtherAtOnceEndWithOneLink() throws Exception {
        for (int round = 0; round < 5; round++) {
            try (TestNode a = new TestNode(0);
                    TestNode b = new TestNode(1)) {
                a.link(b);
                b.link(a);
                await("one link at both ends", () -> a.links() == 1 && b.links() == 1 && isSettled(a) && isSettled(b));
                a.press(Key.UP);
                await("the event over it", () -> b.events() == 1);
            }
        }
    }

    private static boolean isSettled(TestNode node) {
        return node.node.peer().links().size() == 1;
    }

    /** Spec 6.5, 6.15, 6.18. */
    @Test
    void aLinkTakenDownStaysDownUntilItIsTakenBack() throws Exception {
        try (TestNode a = new TestNode(0);
                TestNode b = new TestNode(1)) {
            b.link(a); // b dials, a takes the link down: b's dialling alone must not bring it back
            await("the link", () -> a.links() == 1 && b.links() == 1);
            a.node.unlink(1);
            await("no link", () -> a.links() == 0 && b.links() == 0);
            a.press(Key.UP);
            b.press(Key.DOWN);
            await("the events", () -> a.events() == 1 && b.events() == 1);
            await("a refused attempt", () -> b.notices.stream().anyMatch(n -> n.contains("user took the link down")));
            assertEquals(1, b.happenings.stream().filter("linked 0"::equals).count());
            assertEquals(1, a.events());
            assertEquals(1, b.events());
            a.node.relink(1);
            await("both events at both", () -> a.events() == 2 && b.events() == 2);
            assertSameTimelineAndStates(a, b);
        }
    }

    /** Spec 6.20. */
    @Test
    void aPeerThatComesBackIsDialledAgain() throws Exception {
        try (TestNode a = new TestNode(0)) {
            int port;
            try (TestNode b = new TestNode(1)) {
                port = b.port;
                a.link(b);
                await("the link", () -> a.links() == 1);
            }
            await("the loss", () -> a.links() == 0);
            a.press(Key.LEFT);
            try (Node<Rectangle.State> back =
                    Node.start(config(1), new Rectangle(), new NodeListener<Rectangle.State>() {})) {
                back.listen("127.0.0.1", port);
                await(
                        "the event at the peer that came back",
                        () -> back.peer().timeline().size() == 1);
            }
        }
    }

    /** Spec 6.6. */
    @Test
    void anotherFpsIsRefusedWithTheSameWordsAtBothEnds() throws Exception {
        try (TestNode a = new TestNode(0);
                TestNode b = new TestNode(config(1).withFps(60), new Rectangle())) {
            b.link(a);
            await("words at the one who dialled", () -> b.told("gave up linking to peer 0"));
            await("words at the other", () -> a.told("FPS differs"));
            assertTrue(b.told("FPS differs"));
            assertEquals(0, a.links() + b.links());
        }
    }

    @Test
    void anotherPeerThanExpectedIsRefused() throws Exception {
        try (TestNode a = new TestNode(0);
                TestNode b = new TestNode(1)) {
            b.node.link(7, "127.0.0.1", a.port);
            await("words", () -> b.told("peer 7 was expected, found peer 0"));
            await("words at the other", () -> a.told("peer 7 was expected, found peer 0"));
        }
    }

    @Test
    void theSameIdAtBothEndsIsRefused() throws Exception {
        try (TestNode a = new TestNode(3);
                TestNode b = new TestNode(config(3).withJoinNanos(1), new Rectangle())) {
            b.node.link(3, "127.0.0.1", a.port);
            await("words", () -> b.told("peer 3 is linked to itself") && a.told("peer 3 is linked to itself"));
        }
    }

    @Test
    void anAddressThatNobodyListensAtIsToldOnceAndTriedAgain() throws Exception {
        try (TestNode a = new TestNode(0)) {
            int port;
            try (TestNode gone = new TestNode(1)) {
                port = gone.port;
            }
            a.node.link(1, "127.0.0.1", port);
            await("words", () -> a.told("can't reach peer 1 at 127.0.0.1:" + port));
            try (Node<Rectangle.State> late =
                    Node.start(config(1), new Rectangle(), new NodeListener<Rectangle.State>() {})) {
                late.listen("127.0.0.1", port);
                await("the link", () -> a.links() == 1);
            }
            assertEquals(
                    1, a.notices.stream().filter(n -> n.contains("can't reach")).count());
        }
    }

    @Test
    void addressesThatCantBeUsedAreNamed() throws Exception {
        try (TestNode a = new TestNode(0)) {
            IOException taken = assertThrows(IOException.class, () -> a.node.listen("127.0.0.1", a.port));
            assertTrue(taken.getMessage().startsWith("can't listen on 127.0.0.1:" + a.port), taken.getMessage());
            UnknownHostException unknown =
                    assertThrows(UnknownHostException.class, () -> a.node.link(1, "no-such-host.invalid", 1));
            assertEquals("unknown host no-such-host.invalid", unknown.getMessage());
        }
    }

    /** Spec 4.6. */
    @Test
    void anEventAtWhichTheSimulationThrowsHarmsNobody() throws Exception {
        try (TestNode a = new TestNode(config(0), new Fragile());
                TestNode b = new TestNode(config(1), new Fragile())) {
            b.link(a);
            await("the link", () -> a.links() == 1);
            a.inject(Event.of(Rectangle.KEY + 1));
            await("both hear of it", () -> a.told("has no effect: ") && b.told("has no effect: "));
            a.press(Key.DOWN);
            await("both go on", () -> b.events() == 2 && a.node.isOpen() && b.node.isOpen());
        }
    }

    @Test
    void aSimulationThatThrowsAtATickStopsItsPeerAndNoOther() throws Exception {
        try (TestNode a = new TestNode(0);
                TestNode b = new TestNode(config(1), new Fragile())) {
            b.link(a);
            await("the link", () -> a.links() == 1);
            a.press(Key.UP);
            await("the end of b", () -> !b.node.isOpen() && b.told("failed"));
            assertTrue(
                    b.happenings.stream()
                            .anyMatch(h ->
                                    h.matches("failed: simulation rectangle/1 failed at tick \\d+ in tick: .*boom")),
                    b.happenings.toString());
            assertFalse(b.node.inject(Key.UP.event()));
            await("a without b", () -> a.told("unlinked 1: the application failed at peer 1 (said there)"));
            a.press(Key.UP);
            await("a goes on", () -> a.events() == 2 && a.node.isOpen());
        }
    }

    @Test
    void aClosedNodeTakesNothingMore() throws Exception {
        TestNode a = new TestNode(0);
        a.close();
        assertFalse(a.node.isOpen());
        assertFalse(a.node.inject(Key.UP.event()));
        assertThrows(IllegalStateException.class, () -> a.node.unlink(1));
        IOException refused = assertThrows(IOException.class, () -> a.node.listen("127.0.0.1", 0));
        assertEquals("can't listen on 127.0.0.1:0: the node is closed", refused.getMessage());
        a.close();
    }

    /** The rectangle, but for a type of event that it can't bear, and ticks in which it rises. */
    private static final class Fragile extends ForwardingSimulation<Rectangle.State> {
        Fragile() {
            super(new Rectangle());
        }

        @Override
        public Rectangle.State tick(Rectangle.State state) {
            if (state.dy() < 0) {
                throw new IllegalStateException("boom");
            }
            return super.tick(state);
        }

        @Override
        public Rectangle.State event(Rectangle.State state, Event event) {
            if (event.type() != Rectangle.KEY) {
                throw new IllegalStateException("boom");
            }
            return super.event(state, event);
        }
    }

    /** All timelines are equal, and so are the states that all reached, at the lowest of their ticks. */
    private static void assertSameTimelineAndStates(TestNode... nodes) {
        TimeMachine<Rectangle.State> first = nodes[0].node.peer().machine();
        long tick = first.present().tick();
        for (TestNode node : nodes) {
            tick = Math.min(tick, node.node.peer().machine().present().tick());
        }
        Object expected = first.stateAt(tick, Long.MAX_VALUE).state();
        for (TestNode node : nodes) {
            TimeMachine<Rectangle.State> machine = node.node.peer().machine();
            assertEquals(first.timeline().events(), machine.timeline().events());
            assertEquals(expected, machine.stateAt(tick, Long.MAX_VALUE).state());
        }
    }
}

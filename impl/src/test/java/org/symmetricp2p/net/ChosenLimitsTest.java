package org.symmetricp2p.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symmetricp2p.net.TestNode.await;

import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Limits;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.demo.Rectangle.Key;

/** A node whose user has chosen limits keeps those, over real sockets and between real threads, and tells how often each was reached. */
class ChosenLimitsTest {

    private static TestNode with(int peer, Limits limits) throws Exception {
        return new TestNode(TestNode.config(peer).withLimits(limits), new Rectangle());
    }

    @Test
    void aSecondLinkIsRefusedWhereOneIsEnough() throws Exception {
        try (TestNode node = with(0, Limits.STANDARD.with(Limit.LINKS, 1));
                TestNode friend = new TestNode(1);
                TestNode other = new TestNode(2)) {
            friend.link(node);
            await("a link", () -> node.links() == 1);
            assertEquals(0, node.node.limitsReached().of(Limit.LINKS));
            other.link(node);
            await("a refusal", () -> other.told("there are 1 links already (said there)"));
            await("its count", () -> node.node.limitsReached().of(Limit.LINKS) > 0);
            assertEquals(1, node.links());
            friend.node.close();
            await("the link that is possible now", () -> other.links() == 1);
        }
    }

    @Test
    void whoSaysNothingIsSentAwayAsSoonAsTheUserWants() throws Exception {
        try (TestNode node = with(0, Limits.STANDARD.with(Limit.HELLO_MILLIS, 100));
                Socket socket = new Socket("127.0.0.1", node.port)) {
            await("words", () -> node.told("no HELLO within 100 ms"));
            assertTrue(socket.isConnected());
            assertEquals(1, node.node.limitsReached().of(Limit.HELLO_MILLIS));
        }
    }

    @Test
    void aFloodIsPacedAndCounted() throws Exception {
        Limits slow = Limits.STANDARD.with(Limit.FRAMES_PER_SECOND, 50).with(Limit.FRAMES_AT_ONCE, 5);
        try (TestNode node = with(0, slow);
                TestNode friend = new TestNode(1)) {
            friend.link(node);
            await(
                    "a link",
                    () -> node.links() == 1 && friend.links() == 1); // or it would come as history, in one frame
            for (int i = 0; i < 40; i++) {
                friend.press(Key.UP);
            }
            await("all of it", () -> node.events() == 40);
            assertTrue(node.node.limitsReached().of(Limit.FRAMES_PER_SECOND) > 0);
            assertEquals(1, node.links());
            assertEquals("", friend.node.limitsReached().toString());
        }
    }

    /** While the node's thread is held up, at the first tick. */
    @Test
    void aCallTooManyIsRefusedAndCounted() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        NodeListener<Rectangle.State> holdingUp = new NodeListener<>() {
            @Override
            public void ticked(long tick, Rectangle.State state) {
                held.countDown();
                try {
                    free.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        Config config = TestNode.config(0).withLimits(Limits.STANDARD.with(Limit.CALLS, 2));
        try (Node<Rectangle.State> node = Node.start(config, new Rectangle(), holdingUp)) {
            held.await();
            assertTrue(node.inject(Key.UP.event()));
            assertTrue(node.inject(Key.DOWN.event()));
            assertFalse(node.inject(Key.UP.event()));
            assertThrows(IllegalStateException.class, () -> node.unlink(7));
            assertEquals(2, node.limitsReached().of(Limit.CALLS));
            free.countDown();
            await("the events", () -> node.peer().timeline().size() == 2);
        }
    }

    /** The application is told, and so are those who look at the counts. */
    @Test
    void anEventTooManyIsRefusedAndCounted() throws Exception {
        Config holding = TestNode.config(0)
                .withJoinNanos(Config.MAX_JOIN_NANOS)
                .withLimits(Limits.STANDARD.with(Limit.CALLS, 10));
        try (TestNode node = new TestNode(holding, new Rectangle())) {
            await("as many as may wait", () -> {
                node.node.inject(Key.UP.event());
                return node.node.peer().queued().size() >= Peer.MAX_QUEUED - 10;
            });
            long before = node.node.limitsReached().of(Limit.QUEUED_EVENTS);
            assertFalse(node.node.inject(Key.UP.event()));
            assertEquals(before + 1, node.node.limitsReached().of(Limit.QUEUED_EVENTS));
        }
    }
}

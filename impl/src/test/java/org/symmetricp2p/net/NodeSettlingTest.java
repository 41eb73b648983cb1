package org.symmetricp2p.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symmetricp2p.net.TestNode.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Settling;
import org.symmetricp2p.demo.Rectangle;

/** Sessions that settle, over real sockets: what applications are told. */
class NodeSettlingTest {

    /** A node that remembers what it was told to be settled. */
    private static final class Told implements NodeListener<Rectangle.State>, AutoCloseable {
        private final Map<Long, Rectangle.State> settled = new ConcurrentSkipListMap<>();
        private final List<Long> order = new CopyOnWriteArrayList<>();
        private final Node<Rectangle.State> node;

        Told(int peer, Settling settling) {
            Config config = TestNode.config(peer).withSettling(settling);
            this.node = Node.start(config, new Rectangle(), this);
        }

        @Override
        public void settled(long tick, Rectangle.State state) {
            settled.put(tick, state);
            order.add(tick);
        }

        private void awaitSettled(long tick) {
            await("tick " + tick + " to be settled", () -> settled.containsKey(tick));
        }

        @Override
        public void close() {
            node.close();
        }
    }

    private static Settling kept() {
        return Settling.keptBy(TestNode.config(0).self());
    }

    private static void assertInOrder(Told told) {
        for (int i = 0; i < told.order.size(); i++) {
            assertEquals(i + 1, told.order.get(i));
        }
    }

    /** Spec 8.12. */
    @Test
    void bothAreToldTheSameStatesOnceAndInOrder() throws Exception {
        try (Told keeper = new Told(0, kept());
                Told other = new Told(1, Settling.JOINING)) {
            other.node.link(0, "127.0.0.1", keeper.node.listen("127.0.0.1", 0));
            await("the keeper to be known", () -> other.node.peer().keeper().isPresent());
            await("a key", () -> other.node.inject(Rectangle.Key.UP.event()));
            await("the event", () -> keeper.node.peer().timeline().size() > 0);
            long tick = keeper.node.peer().timeline().events().get(0).tick();
            keeper.awaitSettled(tick + 10);
            other.awaitSettled(tick + 10);
            for (long t = 1; t <= tick + 10; t++) {
                assertEquals(keeper.settled.get(t), other.settled.get(t));
            }
            assertInOrder(keeper);
            assertInOrder(other);
        }
    }

    /** Spec 8.14: its final promise gets out before the link ends, so nobody waits for it. */
    @Test
    void aPeerThatLeavesIsNotWaitedFor() throws Exception {
        try (Told keeper = new Told(0, kept())) {
            int port = keeper.node.listen("127.0.0.1", 0);
            try (Told other = new Told(1, Settling.JOINING)) {
                other.node.link(0, "127.0.0.1", port);
                await("the keeper to be known", () -> other.node.peer().keeper().isPresent());
                other.awaitSettled(1);
            }
            long left = keeper.node.peer().tick();
            keeper.awaitSettled(left + 100);
            assertTrue(keeper.node.isOpen());
        }
    }
}

package org.symmetricp2p.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Frame;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.demo.Rectangle;

/** Frames of an application, one a call: no input is lost, whatever the node can take. */
class FramesTest {

    private static final int INPUTS = 2 * Peer.MAX_QUEUED;

    private final Keys keys = new Keys();

    @Test
    void whatTheNodeCantTakeYetWaitsAndNoMoreIsAskedFor() throws Exception {
        Config holding = TestNode.config(0).withJoinNanos(Config.MAX_JOIN_NANOS);
        try (Node<Rectangle.State> node = Node.start(holding, new Rectangle(), keys)) {
            Frames<Rectangle.State, Integer> frames = new Frames<>(node, keys, keys::next);
            TestNode.await("a node that is full", () -> {
                assertTrue(frames.next());
                int waiting = node.peer().queued().size();
                return waiting >= Peer.MAX_QUEUED - Limit.CALLS.standard() && waiting == keys.asked - 1;
            });
            int asked = keys.asked;
            int drawn = keys.drawn;
            assertTrue(asked < INPUTS);
            assertTrue(frames.next());
            assertEquals(asked, keys.asked);
            assertEquals(drawn + 1, keys.drawn);
        }
    }

    @Test
    void thereAreNoneAfterTheNodeIsClosed() throws Exception {
        Node<Rectangle.State> node = Node.start(TestNode.config(0), new Rectangle(), keys);
        Frames<Rectangle.State, Integer> frames = new Frames<>(node, keys, keys::next);
        assertTrue(frames.next());
        node.close();
        int drawn = keys.drawn;
        assertFalse(frames.next());
        assertEquals(drawn, keys.drawn);
    }

    /** Many keys, and how many of them were asked for. */
    private static final class Keys implements App<Rectangle.State, Integer> {
        private int asked;
        private int drawn;

        Integer next() {
            return asked < INPUTS ? asked++ : null;
        }

        @Override
        public Simulation<Rectangle.State> sim() {
            return new Rectangle();
        }

        @Override
        public void ini(Node<Rectangle.State> node) {}

        @Override
        public void ren(Frame<Rectangle.State> frame) {
            drawn++;
        }

        @Override
        public Optional<Event> evt(Integer input) {
            return Optional.of(Rectangle.Key.RIGHT.event());
        }
    }
}

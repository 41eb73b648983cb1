package org.symmetricp2p.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symmetricp2p.net.TestNode.await;

import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.demo.Rectangle.Key;
import org.symmetricp2p.wire.Wire;

/** A neighbour that fills a session is told so and cut off; those who were there go on, together (spec 6.26). */
class FullSessionTest {

    private static final Source HOSTILE = new Source(9, 1);
    private static final int ROOM = 500_000; // bytes

    @Test
    void aFullSessionGoesOn() throws Exception {
        try (TestNode node = full(0);
                TestNode friend = full(1)) {
            friend.link(node);
            await("a good link", () -> node.links() == 1 && friend.links() == 1);
            fill(node);
            await("the end", () -> node.told("unlinked 9: the session is full: its events take "));
            await("all that was taken at the friend", () -> friend.events() == node.events());
            assertTrue(node.node.peer().timeline().bytes() <= ROOM);
            node.press(Key.RIGHT);
            await("a word to the user", () -> node.told("was not taken: the session is full"));
            long tick = friend.node.peer().tick();
            await(
                    "ticks going on",
                    () -> node.node.peer().tick() > tick + 10
                            && friend.node.peer().tick() > tick + 10);
            assertEquals(List.of("linked 0"), friend.happenings);
        }
    }

    private static TestNode full(int peer) throws Exception {
        return new TestNode(TestNode.config(peer).withMaxEventBytes(ROOM), new Rectangle());
    }

    private static void fill(TestNode node) throws Exception {
        Rectangle rectangle = new Rectangle();
        Event large = new Event(Event.NEXT, Payload.ofBytes(new byte[Payload.MAX_SIZE]));
        try (Socket socket = new Socket("127.0.0.1", node.port)) {
            Message hello = new Message.Hello(rectangle.id(), 50, rectangle.stateSize(), HOSTILE, 0, Versions.NONE);
            socket.getOutputStream().write(Wire.frame(hello));
            for (int seq = 1; seq <= 2 * ROOM / Payload.MAX_SIZE; seq++) {
                StampedEvent event = new StampedEvent(new Stamp(500, HOSTILE, seq), large);
                socket.getOutputStream().write(Wire.frame(new Message.Events(0, List.of(event))));
            }
            await("the word", () -> node.told("unlinked 9"));
        }
    }
}

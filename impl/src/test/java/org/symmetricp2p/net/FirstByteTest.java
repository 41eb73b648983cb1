package org.symmetricp2p.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.link.Signal;
import org.symmetricp2p.wire.Wire;

/** What a connection at a port for browsers becomes, by its first byte; and that nothing which comes there escapes as an exception. */
class FirstByteTest {

    private static final String HANDSHAKE =
            "GET / HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";

    private final List<Signal> signals = new ArrayList<>();
    private final EmbeddedChannel channel = connection();

    private EmbeddedChannel connection() {
        EmbeddedChannel connection = new EmbeddedChannel();
        Sockets sockets = new Sockets(null, signals::add); // whose loop only dials and listens
        connection.pipeline().addLast(new FirstByte(sockets, WebSite.EMPTY, new Visits()));
        connection.pipeline().fireChannelActive();
        return connection;
    }

    /** From the very first frame on, which may come a byte at a time (spec 7.28). */
    @Test
    void aZeroBeginsAFrame() {
        for (byte each : Wire.frame(new Message.Sync(7))) {
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {each}));
        }
        assertEquals(List.of("Accepted", "Received"), kinds());
    }

    /** Only the end of the handshake makes a link (spec 7.28). */
    @Test
    void aRequestIsNoLinkYet() {
        for (byte each : HANDSHAKE.getBytes(StandardCharsets.US_ASCII)) {
            assertEquals(List.of(), kinds());
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {each}));
        }
        channel.runPendingTasks();
        assertEquals(List.of("Accepted"), kinds());
        channel.close();
        assertEquals(List.of("Accepted", "Closed"), kinds());
    }

    @Property(seed = "10", tries = 300)
    void whateverComesIsTaken(@ForAll @Size(max = 20) List<@Size(max = 20) byte[]> pieces) {
        List<String> kinds = kindsAfter("", pieces);
        assertTrue(kinds.isEmpty() || kinds.get(kinds.size() - 1).equals("Closed"), kinds.toString());
    }

    @Property(seed = "11", tries = 300)
    void whateverFollowsAHandshakeIsTaken(@ForAll @Size(max = 20) List<@Size(max = 20) byte[]> pieces) {
        List<String> kinds = kindsAfter(HANDSHAKE, pieces);
        assertEquals("Accepted", kinds.get(0));
        assertEquals("Closed", kinds.get(kinds.size() - 1));
    }

    private List<String> kindsAfter(String begin, List<byte[]> pieces) {
        signals.clear();
        EmbeddedChannel connection = connection();
        connection.writeInbound(Unpooled.copiedBuffer(begin, StandardCharsets.US_ASCII));
        for (byte[] piece : pieces) {
            if (connection.isOpen()) {
                connection.writeInbound(Unpooled.copiedBuffer(piece));
            }
        }
        connection.finishAndReleaseAll(); // which throws what nobody has caught
        return kinds();
    }

    private List<String> kinds() {
        return signals.stream().map(signal -> signal.getClass().getSimpleName()).toList();
    }
}

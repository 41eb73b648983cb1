package org.symmetricp2p.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.wire.Decoded;
import org.symmetricp2p.wire.Wire;

/** What waits for a neighbour that doesn't read: all of it is sent in order, or the connection ends. */
class ConnectionTest {

    private static final LinkId LINK = new LinkId(1);

    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final List<Input> inputs = new ArrayList<>();
    private final Connection connection =
            new Connection(new Links(loop, inputs::add, new NodeListener<Object>() {}), LINK, null);
    private final EmbeddedChannel channel = new EmbeddedChannel(connection);

    @BeforeEach
    void theNeighbourStopsReading() {
        setReading(false);
        for (long clock = 1; clock <= Limits.MAX_WAITING_MESSAGES; clock++) {
            connection.send(new Message.Sync(clock));
        }
    }

    @AfterEach
    void end() {
        channel.close();
        loop.shutdownGracefully();
    }

    private void setReading(boolean isReading) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, isReading);
        channel.runPendingTasks();
    }

    /** Nothing is left out (spec 3.12). */
    @Test
    void whatWaitsIsSentInOrderOnceTheNeighbourReadsAgain() {
        assertTrue(channel.isOpen());
        assertNull(channel.readOutbound());
        setReading(true);
        for (long clock = 1; clock <= Limits.MAX_WAITING_MESSAGES; clock++) {
            ByteBuf frame = channel.readOutbound();
            assertEquals(new Decoded.Ok(new Message.Sync(clock)), Wire.decode(frame.nioBuffer()));
            frame.release();
        }
        assertNull(channel.readOutbound());
    }

    /** Nor is anything else left out, without the link's end (spec 3.12, 3.14). */
    @Test
    void oneMessageMoreEndsTheConnection() {
        connection.send(new Message.Sync(0));
        channel.runPendingTasks();
        assertFalse(channel.isOpen());
        assertEquals("the neighbour stopped reading: 1024 messages wait for it", connection.why());
        assertEquals(List.of(new Input.LinkDown(LINK)), inputs);
        assertNull(channel.readOutbound());
    }
}

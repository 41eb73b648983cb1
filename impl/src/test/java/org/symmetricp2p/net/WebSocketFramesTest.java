package org.symmetricp2p.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.wire.Wire;

/** Messages of WebSockets and frames: what becomes of pieces, and of the memory that they take. */
class WebSocketFramesTest {

    private final EmbeddedChannel channel = new EmbeddedChannel(new WebSocketFrames());

    /** Wherever it is cut, also into empty pieces, and whatever comes between the pieces (spec 7.30). */
    @Property(seed = "9", tries = 200)
    void theFrameIsWhatWasCut(@ForAll @Size(max = 40) List<@IntRange(max = 50) Integer> sizes) {
        byte[] whole = new byte[sizes.stream().mapToInt(Integer::intValue).sum()];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = (byte) i;
        }
        int from = 0;
        for (int i = 0; i < sizes.size(); i++) {
            ByteBuf part = Unpooled.copiedBuffer(whole, from, sizes.get(i));
            from += sizes.get(i);
            channel.writeInbound(piece(i == 0, i == sizes.size() - 1, part));
            channel.writeInbound(new PingWebSocketFrame());
            assertInstanceOf(PongWebSocketFrame.class, channel.readOutbound());
        }
        if (!sizes.isEmpty()) {
            ByteBuf frame = channel.readInbound();
            assertArrayEquals(whole, ByteBufUtil.getBytes(frame));
            frame.release();
        }
        assertNull(channel.readInbound());
    }

    /** Each message begins to count anew (spec 7.30). */
    @Test
    void manyMessagesMayComeInManyPieces() {
        for (int message = 0; message < 3; message++) {
            for (int i = 1; i <= WebSocketFrames.MAX_PIECES; i++) {
                channel.writeInbound(
                        piece(i == 1, i == WebSocketFrames.MAX_PIECES, Unpooled.wrappedBuffer(new byte[1])));
            }
            assertEquals(
                    WebSocketFrames.MAX_PIECES, channel.<ByteBuf>readInbound().readableBytes());
        }
    }

    /** To the byte (spec 7.3, 7.30). */
    @Test
    void aMessageCanBeAsLongAsAFrameAndNoLonger() {
        byte[] half = new byte[Wire.MAX_FRAME_SIZE / 2];
        byte[] rest = new byte[Wire.MAX_FRAME_SIZE - half.length];
        channel.writeInbound(piece(true, false, Unpooled.wrappedBuffer(half)));
        channel.writeInbound(piece(false, true, Unpooled.wrappedBuffer(rest)));
        assertEquals(Wire.MAX_FRAME_SIZE, channel.<ByteBuf>readInbound().readableBytes());
        channel.writeInbound(piece(true, false, Unpooled.wrappedBuffer(half)));
        WebSocketFrame oneTooMany = piece(false, false, Unpooled.wrappedBuffer(new byte[rest.length + 1]));
        assertThrows(TooLongFrameException.class, () -> channel.writeInbound(oneTooMany));
        channel.writeInbound(piece(false, true, Unpooled.wrappedBuffer(half))); // nothing counts any more
        assertNull(channel.readInbound());
    }

    @Test
    void whatWasGatheredIsReleasedWithTheConnection() {
        UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(false);
        channel.config().setAllocator(memory);
        channel.writeInbound(piece(true, false, Unpooled.wrappedBuffer(new byte[1_000])));
        assertTrue(memory.metric().usedHeapMemory() >= 1_000);
        channel.finish();
        assertEquals(0, memory.metric().usedHeapMemory());
    }

    /** Spec 6.17, 7.31. */
    @Test
    void byeIsFollowedByTheEnd() {
        channel.writeOutbound(Unpooled.wrappedBuffer(Wire.frame(new Message.Sync(7))), Unpooled.EMPTY_BUFFER);
        channel.writeOutbound(Unpooled.wrappedBuffer(Wire.frame(new Message.Bye(Reason.LEAVING, ""))));
        assertInstanceOf(BinaryWebSocketFrame.class, channel.readOutbound());
        assertEquals(Unpooled.EMPTY_BUFFER, channel.readOutbound()); // a flush is no message
        assertInstanceOf(BinaryWebSocketFrame.class, channel.readOutbound());
        assertEquals(
                1000,
                assertInstanceOf(CloseWebSocketFrame.class, channel.readOutbound())
                        .statusCode());
    }

    private static WebSocketFrame piece(boolean first, boolean last, ByteBuf content) {
        return first ? new BinaryWebSocketFrame(last, 0, content) : new ContinuationWebSocketFrame(last, 0, content);
    }
}

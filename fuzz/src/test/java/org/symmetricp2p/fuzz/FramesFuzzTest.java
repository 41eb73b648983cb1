package org.symmetricp2p.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.TooLongFrameException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;
import org.symmetricp2p.net.FrameDecoder;
import org.symmetricp2p.wire.Wire;

/**
 * However the network cuts a stream of bytes into pieces, the same frames come out of it, up to one that is too long or isn't
 * whole (spec 7.1, 7.3, 7.17). The first byte of an input is the size of the pieces, less one.
 */
@Timeout(10)
class FramesFuzzTest {

    /** What came out of a stream, and whether a frame was too long. */
    private record Cut(List<ByteBuffer> frames, boolean isOverlong) {}

    static Stream<byte[]> streams() {
        return Seeds.streams();
    }

    @MethodSource("streams")
    @FuzzTest
    void cut(byte[] input) {
        if (input.length > 0) {
            ByteBuffer stream = ByteBuffer.wrap(input, 1, input.length - 1).slice();
            assertEquals(plainly(stream.duplicate()), inPieces(stream, 1 + Byte.toUnsignedInt(input[0])));
        }
    }

    private static Cut plainly(ByteBuffer stream) {
        List<ByteBuffer> frames = new ArrayList<>();
        while (stream.remaining() >= Integer.BYTES) {
            long size = Integer.BYTES + Integer.toUnsignedLong(stream.getInt(stream.position()));
            if (size > Wire.MAX_FRAME_SIZE) {
                return new Cut(frames, true);
            }
            if (size > stream.remaining()) {
                break;
            }
            frames.add(stream.slice(stream.position(), (int) size));
            stream.position(stream.position() + (int) size);
        }
        return new Cut(frames, false);
    }

    private static Cut inPieces(ByteBuffer stream, int pieceSize) {
        EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder());
        boolean isOverlong = false;
        try {
            while (stream.hasRemaining()) {
                ByteBuffer piece = stream.slice(stream.position(), Math.min(pieceSize, stream.remaining()));
                stream.position(stream.position() + piece.remaining());
                channel.writeInbound(Unpooled.copiedBuffer(piece));
            }
        } catch (TooLongFrameException e) {
            isOverlong = true;
        }
        List<ByteBuffer> frames = new ArrayList<>();
        for (ByteBuf frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
            frames.add(ByteBuffer.wrap(bytes(frame)));
        }
        channel.close();
        return new Cut(frames, isOverlong);
    }

    private static byte[] bytes(ByteBuf frame) {
        byte[] bytes = new byte[frame.readableBytes()];
        frame.readBytes(bytes).release();
        return bytes;
    }
}

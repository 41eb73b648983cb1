package org.symmetricp2p.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.MessageToMessageCodec;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.List;
import org.symmetricp2p.wire.Wire;

/**
 * Makes a binary WebSocket message of each frame, and back (spec 7.28 to 7.31). What WebSocket itself calls a frame, and may be a part of a
 * message, is a piece here.
 */
final class WebSocketFrames extends MessageToMessageCodec<WebSocketFrame, ByteBuf> {

    /** Of one message, with the pings between them: a browser makes one for some 64 KiB. */
    static final int MAX_PIECES = 1_024;

    private static final int TYPE = Integer.BYTES; // where a frame has its type: after its length
    private static final int BYE = 4;

    private ByteBuf message; // as far as it has come; null between messages
    private int pieces; // since the last whole message
    private boolean isBroken; // after what is no frame, nothing counts any more (spec 6.17)

    /** BYE is the last frame (spec 6.17), so the WebSocket ends with it. */
    @Override
    protected void encode(ChannelHandlerContext context, ByteBuf frame, List<Object> out) {
        if (!frame.isReadable()) { // a mere flush
            out.add(frame.retain());
            return;
        }
        boolean isBye = frame.getByte(frame.readerIndex() + TYPE) == BYE;
        out.add(new BinaryWebSocketFrame(frame.retain()));
        if (isBye) {
            out.add(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, WebSocketFrame piece, List<Object> out) {
        if (piece instanceof CloseWebSocketFrame) {
            context.writeAndFlush(piece.retain()).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        if (isBroken) {
            return;
        }
        if (++pieces > MAX_PIECES) {
            throw broken(new FormlessException("a message has more than " + MAX_PIECES + " pieces"));
        }
        if (piece instanceof TextWebSocketFrame) {
            throw broken(new FormlessException("a text message; frames are binary messages"));
        }
        if (piece instanceof PingWebSocketFrame) {
            answer(context, piece);
        } else if (piece instanceof BinaryWebSocketFrame || piece instanceof ContinuationWebSocketFrame) {
            take(context, piece, out);
        }
    }

    private DecoderException broken(DecoderException why) {
        isBroken = true;
        return why;
    }

    /** Unless it reads no answers: not every ping needs one. */
    private static void answer(ChannelHandlerContext context, WebSocketFrame ping) {
        if (context.channel().isWritable()) {
            context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        }
    }

    private void take(ChannelHandlerContext context, WebSocketFrame piece, List<Object> out) {
        int size = piece.content().readableBytes() + (message == null ? 0 : message.readableBytes());
        if (size > Wire.MAX_FRAME_SIZE) {
            throw broken(new TooLongFrameException("a message of " + size + " bytes or more"));
        }
        if (message == null && piece.isFinalFragment()) { // nearly always
            out.add(piece.content().retain());
            pieces = 0;
            return;
        }
        if (message == null) {
            message = context.alloc().buffer(size);
        }
        message.writeBytes(piece.content());
        if (piece.isFinalFragment()) {
            out.add(message);
            message = null;
            pieces = 0;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            boolean isTooLong = WebSocketCloseStatus.MESSAGE_TOO_BIG.equals(corrupted.closeStatus());
            context.fireExceptionCaught(
                    isTooLong
                            ? new TooLongFrameException(corrupted)
                            : new FormlessException("not as WebSocket has it: " + corrupted.getMessage()));
        } else {
            context.fireExceptionCaught(cause);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (message != null) {
            message.release();
            message = null;
        }
    }
}

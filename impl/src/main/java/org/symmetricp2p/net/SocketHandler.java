package org.symmetricp2p.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.link.Dial;

/** What Netty tells of one connection, passed on to {@link Sockets}. */
final class SocketHandler extends SimpleChannelInboundHandler<ByteBuf> {

    private final Sockets sockets;
    private final Optional<Dial> dial;
    private LinkId link;

    SocketHandler(Sockets sockets, Optional<Dial> dial) {
        this.sockets = sockets;
        this.dial = dial;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        link = sockets.onMade(context.channel(), dial);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
        // A copy: the signal may have to wait, and Netty uses the bytes again.
        sockets.onFrame(link, ByteBuffer.wrap(ByteBufUtil.getBytes(frame)));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        sockets.onClosed(link, Optional.empty());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof FormlessException) {
            sockets.onFormless(link, cause.getMessage());
        } else if (cause instanceof TooLongFrameException) {
            sockets.onOverlong(link);
        } else {
            sockets.onClosed(link, Optional.of(String.valueOf(cause.getMessage())));
            context.close();
        }
    }
}

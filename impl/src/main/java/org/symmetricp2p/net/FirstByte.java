package org.symmetricp2p.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.List;
import java.util.Optional;

/**
 * Tells by its first byte what speaks on a new connection: a frame begins with 0, because of the bound of its length (spec 7.3), a browser's
 * request with a letter. Until then the connection is a visit; with frames it becomes a link at once, as on any other port.
 */
final class FirstByte extends ByteToMessageDecoder {

    private static final int MAX_LINE = 4_096;
    private static final int MAX_HEADERS = 16_384;
    private static final int MAX_CHUNK = 1_024;

    private final Sockets sockets;
    private final WebSite site;
    private final Visits visits;

    FirstByte(Sockets sockets, WebSite site, Visits visits) {
        this.sockets = sockets;
        this.site = site;
        this.visits = visits;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        visits.begin(context.channel());
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        Channel channel = context.channel();
        if (in.getByte(in.readerIndex()) == 0) {
            visits.end(channel);
            sockets.tcp(channel, Optional.empty());
            context.fireChannelActive();
        } else {
            request(channel.pipeline());
        }
        channel.pipeline().remove(this); // which hands the bytes on
    }

    private void request(ChannelPipeline pipeline) {
        pipeline.addLast(
                new HttpServerCodec(MAX_LINE, MAX_HEADERS, MAX_CHUNK),
                WebGate.requests(),
                new WebGate(sockets, site, visits));
    }
}

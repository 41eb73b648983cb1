package org.symmetricp2p.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.symmetricp2p.wire.Wire;

/** Answers the one request of a connection: with a file, a WebSocket link, or why there is none. */
final class WebGate extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final String PLAIN = "text/plain; charset=utf-8";

    private static final WebSocketDecoderConfig PIECES = WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(Wire.MAX_FRAME_SIZE)
            .allowExtensions(false) // so nothing is compressed: a short message stays short
            .closeOnProtocolViolation(false) // that is for the endpoint to do, with a reason
            .withUTF8Validator(false)
            .build();

    private final Sockets sockets;
    private final WebSite site;
    private final Visits visits;

    WebGate(Sockets sockets, WebSite site, Visits visits) {
        this.sockets = sockets;
        this.site = site;
        this.visits = visits;
    }

    /** Makes requests of what an {@code HttpServerCodec} gives; none has a content. */
    static HttpObjectAggregator requests() {
        return new HttpObjectAggregator(0) {
            @Override
            protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage request) {
                answer(context, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, PLAIN, "nothing may be sent here");
            }
        };
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        boolean isUpgrade = request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
        if (request.decoderResult().isFailure()) {
            answer(context, HttpResponseStatus.BAD_REQUEST, PLAIN, "this is no request that can be understood");
        } else if (!request.method().equals(HttpMethod.GET)) {
            answer(context, HttpResponseStatus.METHOD_NOT_ALLOWED, PLAIN, request.method() + " is not GET");
        } else if (isUpgrade) {
            link(context, request);
        } else {
            String path = new QueryStringDecoder(request.uri()).rawPath();
            Optional<WebSite.File> file = site.file(path);
            String type = file.map(WebSite.File::type).orElse(PLAIN);
            HttpResponseStatus status = file.isPresent() ? HttpResponseStatus.OK : HttpResponseStatus.NOT_FOUND;
            answer(context, status, type, file.map(WebSite.File::text).orElse("there is nothing at " + path));
        }
    }

    private void link(ChannelHandlerContext context, FullHttpRequest request) {
        Optional<String> origin = Optional.ofNullable(request.headers().get(HttpHeaderNames.ORIGIN));
        String host = request.headers().get(HttpHeaderNames.HOST, "");
        if (!site.admits(origin, host)) {
            String text = "pages from " + origin.orElseThrow() + " may not link to " + host;
            answer(context, HttpResponseStatus.FORBIDDEN, PLAIN, text);
            return;
        }
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory(null, null, PIECES).newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel())
                    .addListener(ChannelFutureListener.CLOSE);
            return;
        }
        handshaker.handshake(context.channel(), request).addListener(done -> {
            if (done.isSuccess()) {
                begin(context);
            } else {
                context.close();
            }
        });
    }

    /** From here on it is a link, which greets like any other. */
    private void begin(ChannelHandlerContext context) {
        Channel channel = context.channel();
        visits.end(channel);
        sockets.webSocket(channel);
        context.fireChannelActive();
        channel.pipeline().remove(this);
    }

    /** And reads nothing more. */
    private static void answer(ChannelHandlerContext context, HttpResponseStatus status, String type, String text) {
        context.channel().config().setAutoRead(false);
        ByteBuf content = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, type)
                .set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes())
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE)
                .set("x-content-type-options", "nosniff")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}

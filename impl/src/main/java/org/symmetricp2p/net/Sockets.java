package org.symmetricp2p.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.link.Action;
import org.symmetricp2p.link.Address;
import org.symmetricp2p.link.Dial;
import org.symmetricp2p.link.Signal;

/**
 * TCP connections: does on sockets what an {@link org.symmetricp2p.link.Endpoint} says, and tells it what happens on them.
 * Nothing is decided here. All on the node's thread, but {@link #listen}.
 */
final class Sockets {

    private static final int MIN_READ = 1_024;
    private static final int MAX_READ = 16_384;

    private final EventLoop loop;
    private final Consumer<Signal> signals;
    private final Map<Address, InetSocketAddress> addresses = new HashMap<>(); // looked up only
    private final Map<LinkId, Channel> channels = new TreeMap<>();
    private final Map<Dial, ChannelFuture> attempts = new HashMap<>(); // looked up only
    private final Map<LinkId, Integer> unflushed = new TreeMap<>(); // bytes
    private final List<Channel> listening = new ArrayList<>();
    private long lastLink;

    /** @param signals takes what happens; what it brings about is done before it is called again */
    Sockets(EventLoop loop, Consumer<Signal> signals) {
        this.loop = loop;
        this.signals = signals;
    }

    /** Starts to accept connections; may be called from any thread. */
    ChannelFuture listen(InetSocketAddress address) {
        return listen(address, channel -> tcp(channel, Optional.empty()));
    }

    /** The same, also from browsers. */
    ChannelFuture listen(InetSocketAddress address, WebSite site) {
        Visits visits = new Visits();
        return listen(address, channel -> channel.pipeline().addLast(new FirstByte(this, site, visits)));
    }

    /** A connection whose bytes are frames, one after the other. */
    void tcp(Channel channel, Optional<Dial> dial) {
        channel.pipeline().addLast(new FrameDecoder(), new SocketHandler(this, dial));
    }

    /** A connection on which WebSocket is spoken already; each of its binary messages is a frame. */
    void webSocket(Channel channel) {
        channel.pipeline().addLast(new WebSocketFrames(), new SocketHandler(this, Optional.empty()));
    }

    private static ChannelInitializer<Channel> initializer(Consumer<Channel> fill) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                fill.accept(channel);
            }
        };
    }

    private ChannelFuture listen(InetSocketAddress address, Consumer<Channel> accept) {
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, reads())
                .childHandler(initializer(accept))
                .bind(address);
        loop.execute(() -> listening.add(bound.channel()));
        return bound;
    }

    /** A read is short, as it is told to the end also if reading is to pause. */
    private static AdaptiveRecvByteBufAllocator reads() {
        return new AdaptiveRecvByteBufAllocator(MIN_READ, MIN_READ, MAX_READ);
    }

    void stopListening() {
        listening.forEach(Channel::close);
    }

    /** What an address means, for when it is dialled. */
    void resolved(Address address, InetSocketAddress meaning) {
        addresses.put(address, meaning);
    }

    // ---- what is to be done ----

    void perform(Action action) {
        if (action instanceof Action.Connect connect) {
            connect(connect.dial(), addresses.get(connect.address()));
        } else if (action instanceof Action.GiveUp giveUp) {
            ChannelFuture attempt = attempts.remove(giveUp.dial());
            if (attempt != null) {
                attempt.channel().close();
            }
        } else if (action instanceof Action.Write write && channels.containsKey(write.link())) {
            ByteBuffer frame = write.frame();
            unflushed.merge(write.link(), frame.remaining(), Integer::sum);
            channels.get(write.link()).write(Unpooled.wrappedBuffer(frame));
        } else if (action instanceof Action.Pause pause && channels.containsKey(pause.link())) {
            channels.get(pause.link()).config().setAutoRead(false);
        } else if (action instanceof Action.Resume resume && channels.containsKey(resume.link())) {
            channels.get(resume.link()).config().setAutoRead(true);
        } else if (action instanceof Action.Finish finish && channels.containsKey(finish.link())) {
            Channel channel = channels.get(finish.link());
            channel.config().setAutoRead(true);
            flushed(finish.link()).addListener(done -> ((DuplexChannel) channel).shutdownOutput());
        } else if (action instanceof Action.Close close && channels.containsKey(close.link())) {
            channels.get(close.link()).close();
        }
    }

    /** Sends what was written since the last time; in as few packets as it fits. */
    void flush() {
        while (!unflushed.isEmpty()) {
            flushed(unflushed.keySet().iterator().next());
        }
    }

    private ChannelFuture flushed(LinkId link) {
        int bytes = Optional.ofNullable(unflushed.remove(link)).orElse(0);
        return channels.get(link).writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> {
            if (done.isSuccess()) {
                signals.accept(new Signal.Written(link, bytes));
            } // else the connection is about to be closed
        });
    }

    private void connect(Dial dial, InetSocketAddress address) {
        ChannelFuture attempt = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.RECVBUF_ALLOCATOR, reads())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .handler(initializer(channel -> tcp(channel, Optional.of(dial))))
                .connect(address);
        attempts.put(dial, attempt);
        attempt.addListener(result -> {
            attempts.remove(dial);
            if (!result.isSuccess()) {
                signals.accept(new Signal.Unreachable(
                        dial, String.valueOf(result.cause().getMessage())));
            }
        });
    }

    // ---- what happens ----

    /** A connection is there, accepted or dialled; it gets its name. */
    LinkId onMade(Channel channel, Optional<Dial> dial) {
        LinkId link = new LinkId(++lastLink);
        channels.put(link, channel);
        String from = String.valueOf(channel.remoteAddress());
        signals.accept(
                dial.isPresent() ? new Signal.Connected(link, dial.get(), from) : new Signal.Accepted(link, from));
        return link;
    }

    void onFrame(LinkId link, ByteBuffer frame) {
        signals.accept(new Signal.Received(link, frame));
    }

    void onOverlong(LinkId link) {
        signals.accept(new Signal.Overlong(link));
    }

    void onFormless(LinkId link, String why) {
        signals.accept(new Signal.Formless(link, why));
    }

    void onClosed(LinkId link, Optional<String> why) {
        if (channels.remove(link) != null) {
            unflushed.remove(link);
            signals.accept(new Signal.Closed(link, why));
        }
    }
}

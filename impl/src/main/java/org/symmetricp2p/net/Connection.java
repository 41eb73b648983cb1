package org.symmetricp2p.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.handler.timeout.WriteTimeoutException;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.wire.Decoded;
import org.symmetricp2p.wire.Wire;

/**
 * One TCP connection: cuts the stream into frames, and queues messages for a neighbour that may read
 * slowly. It never waits: what can't be written now stays in the queue; who reads too little is
 * disconnected, at the bounds of {@link Limits} (spec 3.12, 3.13). All on the node's thread.
 */
final class Connection extends SimpleChannelInboundHandler<ByteBuf> {

    private final Links links;
    private final LinkId id;
    private final Dialer dialer; // null if the neighbour dialled
    private final Queue<Message> waiting = new ArrayDeque<>();
    private Iterator<byte[]> writing = Collections.emptyIterator();
    private Channel channel;
    private OptionalInt neighbour = OptionalInt.empty();
    private String why = "the connection was lost";
    private boolean introduced;
    private boolean closing;
    private boolean hopeless;

    Connection(Links links, LinkId id, Dialer dialer) {
        this.links = links;
        this.id = id;
        this.dialer = dialer;
    }

    LinkId id() {
        return id;
    }

    Channel channel() {
        return channel;
    }

    Dialer dialer() {
        return dialer;
    }

    /** Who is at the other end, once the link is live. */
    OptionalInt neighbour() {
        return neighbour;
    }

    /** Why it is closed, for a person. */
    String why() {
        return why;
    }

    /** Whether this peer has said HELLO, or is about to. */
    boolean isIntroduced() {
        return introduced;
    }

    void introduce() {
        introduced = true;
    }

    /** Whether it was closed for a reason that dialling again can't mend. */
    boolean isHopeless() {
        return hopeless;
    }

    void linkedTo(int peer) {
        neighbour = OptionalInt.of(peer);
    }

    /** For a person: the address at the other end. */
    String address() {
        return String.valueOf(channel.remoteAddress());
    }

    void send(Message message) {
        if (closing) {
            return;
        }
        if (waiting.size() == Limits.MAX_WAITING_MESSAGES) {
            abort("the neighbour stopped reading: " + Limits.MAX_WAITING_MESSAGES + " messages wait for it");
            return;
        }
        waiting.add(message);
        writeOn();
    }

    /** Says why, instead of all that waits, and closes (spec 6.17). */
    void close(Message.Bye bye) {
        if (closing) {
            return;
        }
        end(bye.text(), bye.reason());
        // Closed for writing only, at first: with bytes unread, a full close is a reset, which can overtake BYE.
        channel.writeAndFlush(Unpooled.wrappedBuffer(Wire.frame(bye)))
                .addListener(done -> ((SocketChannel) channel).shutdownOutput());
        channel.eventLoop().schedule(() -> channel.close(), Limits.BYE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The neighbour said why it closes (spec 6.19). */
    void closedBy(Message.Bye bye) {
        if (!closing) {
            end(bye.text() + " (said there)", bye.reason());
        }
        channel.close();
    }

    /** Closes at once, for a reason that can't be told. */
    private void abort(String reason) {
        if (!closing) {
            end(reason, Reason.LIMIT);
        }
        channel.close();
    }

    private void end(String reason, Reason kind) {
        closing = true;
        why = reason;
        hopeless = kind.isFinal();
        waiting.clear();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
        context.pipeline()
                .addBefore(context.name(), "frames", new FrameDecoder())
                .addBefore(
                        context.name(), "silence", new ReadTimeoutHandler(Limits.SILENCE_MILLIS, TimeUnit.MILLISECONDS))
                .addBefore(
                        context.name(), "stall", new WriteTimeoutHandler(Limits.STALL_MILLIS, TimeUnit.MILLISECONDS));
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        links.onConnected(this);
        channel.eventLoop().schedule(this::checkIntroduced, Limits.HELLO_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
        if (closing) {
            return;
        }
        Decoded decoded = Wire.decode(frame.nioBuffer());
        if (decoded instanceof Decoded.Ok ok) {
            links.onReceived(this, ok.message());
        } else {
            links.refuse(this, ((Decoded.Bad) decoded).bye());
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        writeOn();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closing = true;
        links.onDisconnected(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof TooLongFrameException) {
            String text = "a frame is longer than " + Wire.MAX_FRAME_SIZE + " bytes";
            links.refuse(this, new Message.Bye(Reason.VIOLATION, text));
        } else if (cause instanceof ReadTimeoutException) {
            abort("nothing was heard for " + Limits.SILENCE_MILLIS + " ms");
        } else if (cause instanceof WriteTimeoutException) {
            abort("the neighbour stopped reading for " + Limits.STALL_MILLIS + " ms");
        } else {
            abort(String.valueOf(cause.getMessage()));
        }
    }

    private void checkIntroduced() {
        if (neighbour.isEmpty() && !closing) {
            String text = "no HELLO within " + Limits.HELLO_MILLIS + " ms";
            links.refuse(this, new Message.Bye(Reason.VIOLATION, text));
        }
    }

    /** Writes frames, one message after the other, for as long as the neighbour takes them. */
    private void writeOn() {
        boolean wrote = false;
        while (!closing && channel.isWritable()) {
            if (!writing.hasNext()) {
                if (waiting.isEmpty()) {
                    break;
                }
                writing = Wire.frames(waiting.remove());
            }
            channel.write(Unpooled.wrappedBuffer(writing.next()));
            wrote = true;
        }
        if (wrote) {
            channel.flush();
        }
    }
}

package org.symmetricp2p.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Reason;

/**
 * The connections of a node: those that it accepts, those that it dials, and the peers that its user
 * doesn't want. Turns what happens on sockets into inputs of the core. All on the node's thread.
 */
final class Links {

    private final EventLoop loop;
    private final Consumer<Input> inputs;
    private final NodeListener<?> listener;
    private final Map<LinkId, Connection> connections = new TreeMap<>();
    private final Map<Integer, Dialer> dialers = new TreeMap<>();
    private final Set<Integer> barred = new TreeSet<>();
    private final List<Channel> listening = new ArrayList<>();
    private final ChannelGroup channels; // of the connections
    private long lastLink;

    Links(EventLoop loop, Consumer<Input> inputs, NodeListener<?> listener) {
        this.loop = loop;
        this.inputs = inputs;
        this.listener = listener;
        this.channels = new DefaultChannelGroup(loop);
    }

    // ---- what the user wants ----

    /** Starts to accept connections; may be called from any thread. */
    ChannelFuture listen(InetSocketAddress address) {
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Connection(Links.this, nextLink(), null));
                    }
                })
                .bind(address);
        loop.execute(() -> listening.add(bound.channel()));
        return bound;
    }

    /** Keeps a link up to a peer at an address. */
    void link(int peer, InetSocketAddress address) {
        Dialer before = dialers.put(peer, new Dialer(this, loop, peer, address));
        if (before != null) {
            before.stop();
        }
        barred.remove(peer);
        dialers.get(peer).dial();
    }

    /** Takes an {@link #unlink} back. */
    void relink(int peer) {
        Dialer known = dialers.get(peer);
        if (known != null) {
            link(peer, known.address());
        }
        barred.remove(peer);
    }

    /** Takes the links to a peer down and keeps them down, whoever dials (spec 6.18). */
    void unlink(int peer) {
        barred.add(peer);
        Dialer dialer = dialers.get(peer);
        if (dialer != null) {
            dialer.stop();
        }
        for (Connection connection : new ArrayList<>(connections.values())) {
            if (connection.neighbour().equals(OptionalInt.of(peer))) {
                refuse(connection, new Message.Bye(Reason.UNLINKED, "the user took the link down"));
            }
        }
    }

    /** Closes everything, saying why; the future is done when all neighbours have read it, or had time to. */
    Future<?> closeAll(Message.Bye bye) {
        listening.forEach(Channel::close);
        dialers.values().forEach(Dialer::stop);
        new ArrayList<>(connections.values()).forEach(connection -> connection.close(bye));
        return channels.newCloseFuture();
    }

    boolean isLinkedTo(int peer) {
        return connections.values().stream().anyMatch(c -> c.neighbour().equals(OptionalInt.of(peer)));
    }

    // ---- what the core says ----

    void send(LinkId link, Message message) {
        Connection connection = connections.get(link);
        if (connection != null) {
            connection.send(message);
        }
    }

    void linked(LinkId link, int peer) {
        Connection connection = connections.get(link);
        if (connection == null) {
            return;
        }
        boolean first = !isLinkedTo(peer);
        connection.linkedTo(peer);
        if (connection.dialer() != null) {
            connection.dialer().succeeded();
        }
        if (first) {
            listener.linked(peer);
        }
    }

    void close(LinkId link, Message.Bye bye) {
        Connection connection = connections.get(link);
        if (connection != null) {
            refuse(connection, bye);
        }
    }

    void closedByNeighbour(LinkId link, Message.Bye bye) {
        Connection connection = connections.get(link);
        if (connection != null) {
            connection.closedBy(bye);
        }
    }

    // ---- what happens on the sockets ----

    void connect(Dialer dialer) {
        Connection connection = new Connection(this, nextLink(), dialer);
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Limits.HELLO_MILLIS)
                .handler(connection)
                .connect(dialer.address())
                .addListener(attempt -> {
                    if (!attempt.isSuccess()) {
                        dialer.failed(attempt.cause());
                    }
                });
    }

    void onConnected(Connection connection) {
        connections.put(connection.id(), connection);
        channels.add(connection.channel());
        if (connections.size() > Limits.MAX_LINKS) {
            refuse(connection, new Message.Bye(Reason.LIMIT, "there are " + Limits.MAX_LINKS + " links already"));
            return;
        }
        if (connection.dialer() != null) {
            introduceTo(connection, OptionalInt.of(connection.dialer().peer()));
        }
    }

    /** Says HELLO. The one who dialled does so first: so whoever isn't wanted here learns nothing but that (spec 6.1). */
    private void introduceTo(Connection connection, OptionalInt expected) {
        connection.introduce();
        inputs.accept(new Input.LinkUp(connection.id(), expected));
    }

    void onReceived(Connection connection, Message message) {
        if (message instanceof Message.Hello hello
                && barred.contains(hello.self().peer())) {
            refuse(connection, new Message.Bye(Reason.UNLINKED, "the user took the link down"));
            return;
        }
        if (!connection.isIntroduced()) {
            if (!(message instanceof Message.Hello)) {
                onStranger(connection, message);
                return;
            }
            introduceTo(connection, OptionalInt.empty());
        }
        inputs.accept(new Input.Received(connection.id(), message));
    }

    /** Whoever doesn't say HELLO first learns nothing of this peer (spec 6.1, 6.4, 6.19). */
    private void onStranger(Connection connection, Message message) {
        if (message instanceof Message.Bye bye) {
            connection.closedBy(bye);
        } else {
            refuse(connection, new Message.Bye(Reason.VIOLATION, "HELLO must come first"));
        }
    }

    /** Closes a connection, telling the neighbour why; the user will hear it when it is closed. */
    void refuse(Connection connection, Message.Bye bye) {
        connection.close(bye);
        inputs.accept(new Input.LinkDown(connection.id()));
    }

    void onDisconnected(Connection connection) {
        if (connections.remove(connection.id()) == null) {
            return;
        }
        inputs.accept(new Input.LinkDown(connection.id()));
        if (connection.neighbour().isPresent()) {
            lost(connection.neighbour().getAsInt(), connection.why());
        } else {
            tellOfFailure(connection);
        }
        Dialer own = connection.dialer();
        if (own != null && connection.isHopeless()) {
            own.stop();
            notice("gave up linking to " + own + ": " + connection.why());
        } else if (own != null) {
            own.ended();
        }
    }

    /** A connection ended that never became a link. What a dialler meets again and again is told once. */
    private void tellOfFailure(Connection connection) {
        if (connection.dialer() == null || connection.dialer().isNews(connection.why())) {
            notice("connection with " + connection.address() + " closed: " + connection.why());
        }
    }

    /** A link ended; the peer is lost unless there is another link to it. */
    private void lost(int peer, String why) {
        if (isLinkedTo(peer)) {
            return;
        }
        listener.unlinked(peer, why);
        Dialer resting = dialers.get(peer);
        if (resting != null) {
            resting.dialLater();
        }
    }

    void notice(String text) {
        listener.notice(text);
    }

    private LinkId nextLink() {
        return new LinkId(++lastLink);
    }
}

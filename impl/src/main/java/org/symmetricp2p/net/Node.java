package org.symmetricp2p.net;

import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Step;

/**
 * A peer on the network: one thread that owns a {@link Peer}, feeds it what happens (messages, events,
 * the time) and performs what it says. The same thread serves the sockets, so between a byte that arrives
 * and the state that it changes there is no queue of ours, and a peer that is busy simulating slows its
 * neighbours down by TCP's own means.
 *
 * <p>The methods may be called from any thread. {@link #peer} gives the current peer, which is a value: who
 * wants to draw, measure or export something reads it there, at leisure.
 */
public final class Node<S> implements AutoCloseable {

    private static final long CLOSE_SECONDS = 2;

    private final NodeListener<? super S> listener;
    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final Mailbox mailbox;
    private final Links links;
    private final Queue<Input> inputs = new ArrayDeque<>();
    private boolean stepping;
    private ScheduledFuture<?> alarm;
    private volatile Peer<S> peer;
    private volatile boolean closed;
    private volatile Optional<Throwable> failure = Optional.empty();

    private Node(Peer<S> peer, NodeListener<? super S> listener) {
        String name = "symmetric-" + peer.config().self();
        this.peer = peer;
        this.listener = listener;
        this.group =
                new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
        this.loop = group.next();
        this.mailbox = new Mailbox(loop);
        this.links = new Links(loop, this::step, listener);
    }

    /**
     * The default configuration of a new life of a peer, without memory of earlier ones. The incarnation is
     * the time in milliseconds, which a peer that restarts doesn't meet twice (spec 6.13).
     *
     * @param peer the peer's identifier, 0 to {@link Source#MAX_PEER}
     */
    public static Config newLife(int peer) {
        return Config.of(new Source(peer, System.currentTimeMillis()));
    }

    /**
     * Starts a peer at tick 0, which is alone until it listens or links.
     *
     * @throws IllegalArgumentException if the simulation's id or state size is out of bounds
     * @throws org.symmetricp2p.core.SimulationFailure if the application can't start
     */
    public static <S> Node<S> start(Config config, Simulation<S> simulation, NodeListener<? super S> listener) {
        Node<S> node = new Node<>(Peer.start(config, simulation, System.nanoTime()), listener);
        node.mailbox.post(node::wake);
        return node;
    }

    /** The peer as it is now. */
    public Peer<S> peer() {
        return peer;
    }

    /** Whether it runs: until it is closed or its application fails. */
    public boolean isOpen() {
        return !closed;
    }

    /** Why it stopped on its own, if it did. */
    public Optional<Throwable> failure() {
        return failure;
    }

    void throwIfFailed() {
        if (failure.isPresent()) {
            if (failure.get() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure.get();
        }
    }

    /**
     * Accepts links at an address of this machine.
     *
     * @param port 0 for any that is free
     * @return the port
     * @throws IOException if the address can't be used: the port is taken, say
     */
    public int listen(String host, int port) throws IOException {
        ChannelFuture bound = links.listen(resolve(host, port)).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            String why = bound.cause().getMessage();
            throw new IOException("can't listen on " + host + ":" + port + ": " + why, bound.cause());
        }
        return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    /**
     * Links to a peer, and keeps linking: after a failure or a loss it dials again. If another peer than the
     * given one answers, it says so and gives up.
     *
     * @throws UnknownHostException if the host has no address
     */
    public void link(int neighbour, String host, int port) throws UnknownHostException {
        InetSocketAddress address = resolve(host, port);
        mailbox.post(() -> links.link(neighbour, address));
    }

    /** Links again to a peer after {@link #unlink}; dials it if its address is known. */
    public void relink(int neighbour) {
        mailbox.post(() -> links.relink(neighbour));
    }

    /** Takes the link to a peer down, and keeps it down until {@link #link} or {@link #relink}. */
    public void unlink(int neighbour) {
        mailbox.post(() -> links.unlink(neighbour));
    }

    /**
     * Injects an event, which all peers will apply. It gets its stamp on the node's thread: at once, or
     * after a travel or a catch-up.
     *
     * @return whether it was taken: not if too many wait already, or the node is closed. Try again later.
     */
    public boolean inject(Event event) {
        return !closed
                && peer.queued().size() < Peer.MAX_QUEUED - Limits.MAX_WAITING_CALLS
                && mailbox.offer(() -> onInject(event));
    }

    /** Leaves the session, telling the neighbours, and stops. */
    @Override
    public void close() {
        if (!loop.isShuttingDown()) {
            loop.execute(() -> stop("the peer leaves"));
        }
        if (!loop.inEventLoop()) {
            group.terminationFuture().awaitUninterruptibly(2 * CLOSE_SECONDS, TimeUnit.SECONDS);
        }
    }

    // ---- on the node's thread ----

    /** Reads the clock, and sets the alarm for the next time to do so. */
    private void wake() {
        step(new Input.ClockRead(System.nanoTime()));
        if (!closed) {
            long delay = Math.max(0, peer.nextWakeNanos() - System.nanoTime());
            alarm = loop.schedule(this::wake, delay, TimeUnit.NANOSECONDS);
        }
    }

    /** The clock first: after a pause of this machine, the last reading may be long ago. */
    private void onInject(Event event) {
        step(new Input.ClockRead(System.nanoTime()));
        step(new Input.LocalEvent(event));
    }

    /** One input after the other: what performing an output brings about waits for its turn. */
    private void step(Input input) {
        inputs.add(input);
        if (stepping || closed) {
            return;
        }
        stepping = true;
        try {
            for (Input next = inputs.poll(); next != null && !closed; next = inputs.poll()) {
                Step<S> step = peer.step(next, listener::ticked);
                peer = step.peer();
                step.outputs().forEach(this::perform);
            }
        } catch (RuntimeException | Error e) {
            failure = Optional.of(e);
            stop("its application failed");
            listener.failed(e);
        } finally {
            stepping = false;
        }
    }

    private void perform(Output output) {
        if (output instanceof Output.Send send) {
            links.send(send.link(), send.message());
        } else if (output instanceof Output.Close close) {
            links.close(close.link(), close.bye());
        } else if (output instanceof Output.Linked linked) {
            links.linked(linked.link(), linked.neighbour().peer());
        } else if (output instanceof Output.Unlinked unlinked) {
            links.closedByNeighbour(unlinked.link(), unlinked.bye());
        } else if (output instanceof Output.RolledBack rollback) {
            listener.rolledBack(rollback);
        } else if (output instanceof Output.Refused refused) {
            listener.notice("event of type " + refused.event().type() + " was not taken: " + refused.why());
        }
    }

    private void stop(String why) {
        if (closed) {
            return;
        }
        closed = true;
        if (alarm != null) {
            alarm.cancel(false);
        }
        links.closeAll(new Message.Bye(Reason.LEAVING, why))
                .addListener(done -> group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS));
    }

    private static InetSocketAddress resolve(String host, int port) throws UnknownHostException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException("unknown host " + host);
        }
        return address;
    }
}

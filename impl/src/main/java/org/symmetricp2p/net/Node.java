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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Reached;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.link.Action;
import org.symmetricp2p.link.Address;
import org.symmetricp2p.link.Endpoint;
import org.symmetricp2p.link.Reaction;
import org.symmetricp2p.link.Signal;
import org.symmetricp2p.link.StepObserver;

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
    private final StepObserver<S> ticks = new StepObserver<>() {
        @Override
        public void ticked(long tick, S state) {
            listener.ticked(tick, state);
        }

        @Override
        public void settled(long tick, S state) {
            listener.settled(tick, state);
        }
    };
    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final Mailbox mailbox;
    private final AtomicLong refused = new AtomicLong(); // events, because too many wait
    private final Sockets sockets;
    private final Queue<Signal> signals = new ArrayDeque<>();
    private boolean busy; // with a signal
    private Optional<ScheduledFuture<?>> alarm = Optional.empty();
    private long alarmNanos = Long.MAX_VALUE; // when it goes off
    private volatile Endpoint<S> endpoint;
    private volatile boolean closed;
    private volatile Optional<Throwable> failure = Optional.empty();

    private Node(Peer<S> peer, NodeListener<? super S> listener) {
        String name = "symmetric-" + peer.config().self();
        this.endpoint = Endpoint.of(peer, ThreadLocalRandom.current().nextLong());
        this.listener = listener;
        this.group =
                new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
        this.loop = group.next();
        this.mailbox = new Mailbox(loop, peer.config().limits().of(Limit.CALLS));
        this.sockets = new Sockets(loop, this::signal);
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
        node.mailbox.post(() -> {
            node.checkHeap();
            node.signal(new Signal.Wake());
        });
        return node;
    }

    /** A full session has to fit, and as much again for what the application and the links need. */
    private void checkHeap() {
        long heap = Runtime.getRuntime().maxMemory();
        long events = peer().config().maxEventBytes();
        if (events > heap / 2) {
            listener.notice("events may take " + events + " bytes, more than half of the heap, which is " + heap);
        }
    }

    /** The peer as it is now. */
    public Peer<S> peer() {
        return endpoint.peer();
    }

    /**
     * How often it has reached each of its limits since it started: those of {@link Config#limits}, and those that can't be chosen. What
     * happened then is told by {@link Limit#consequence}.
     */
    public Reached limitsReached() {
        return endpoint.limitsReached().and(Limit.CALLS, mailbox.refused()).and(Limit.QUEUED_EVENTS, refused.get());
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
     * Accepts links at an address of this machine. Whom to dial should be told before, by {@link #link}: a peer that is to dial somebody
     * lets nobody who dials it take its clock far, and one that isn't has to believe whoever comes first (spec 6.29).
     *
     * @param port 0 for any that is free
     * @return the port
     * @throws IOException if the address can't be used: the port is taken, say; or the node is closed
     */
    public int listen(String host, int port) throws IOException {
        return listen(host, port, sockets::listen);
    }

    /**
     * The same, at a port that also serves browsers: with a site's files, and with WebSocket links (spec 7.28).
     *
     * @throws IOException as without a site
     */
    public int listen(String host, int port, WebSite site) throws IOException {
        return listen(host, port, address -> sockets.listen(address, site));
    }

    private int listen(String host, int port, Function<InetSocketAddress, ChannelFuture> bind) throws IOException {
        String what = "can't listen on " + host + ":" + port + ": ";
        if (closed) {
            throw new IOException(what + "the node is closed");
        }
        ChannelFuture bound;
        try {
            bound = bind.apply(resolve(host, port)).awaitUninterruptibly();
        } catch (RejectedExecutionException over) {
            throw new IOException(what + "the node is closing", over);
        }
        if (!bound.isSuccess()) {
            throw new IOException(what + bound.cause().getMessage(), bound.cause());
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
        InetSocketAddress meaning = resolve(host, port);
        Address address = new Address(host, port);
        mailbox.post(() -> {
            sockets.resolved(address, meaning);
            signal(new Signal.Link(neighbour, address));
        });
    }

    /** Links again to a peer after {@link #unlink}; dials it if its address is known. */
    public void relink(int neighbour) {
        mailbox.post(() -> signal(new Signal.Relink(neighbour)));
    }

    /** Takes the link to a peer down, and keeps it down until {@link #link} or {@link #relink}. */
    public void unlink(int neighbour) {
        mailbox.post(() -> signal(new Signal.Unlink(neighbour)));
    }

    /**
     * Injects an event, which all peers will apply. It gets its stamp on the node's thread: at once, or
     * after a travel or a catch-up.
     *
     * @return whether it was taken: not if too many wait already, or the node is closed. Try again later.
     */
    public boolean inject(Event event) {
        return !closed && hasRoom() && mailbox.offer(() -> signal(new Signal.Inject(event)));
    }

    /** For all events that wait, and for those in the mailbox, of which nobody would be told that they weren't taken. */
    private boolean hasRoom() {
        boolean hasRoom = peer().queued().size()
                < Peer.MAX_QUEUED - peer().config().limits().of(Limit.CALLS);
        if (!hasRoom) {
            refused.incrementAndGet();
        }
        return hasRoom;
    }

    /** Leaves the session, telling the neighbours, and stops. */
    @Override
    public void close() {
        try {
            loop.execute(this::leave);
        } catch (RejectedExecutionException over) {
            // it has stopped on its own, or another thread has closed it
        }
        if (!loop.inEventLoop()) {
            group.terminationFuture().awaitUninterruptibly(2 * CLOSE_SECONDS, TimeUnit.SECONDS);
        }
    }

    // ---- on the node's thread ----

    /** One signal after the other: what performing an action brings about waits for its turn. */
    private void signal(Signal signal) {
        signals.add(signal);
        if (busy) {
            return;
        }
        busy = true;
        try {
            while (!signals.isEmpty()) {
                react(signals.remove());
                if (signals.isEmpty()) {
                    sockets.flush();
                }
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            busy = false;
        }
        setAlarm();
        if (endpoint.isOver()) {
            group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void react(Signal signal) {
        Reaction<S> reaction = endpoint.on(signal, System.nanoTime(), ticks);
        endpoint = reaction.endpoint();
        reaction.actions().forEach(this::perform);
    }

    private void perform(Action action) {
        if (action instanceof Action.Linked linked) {
            listener.linked(linked.peer());
        } else if (action instanceof Action.Unlinked unlinked) {
            listener.unlinked(unlinked.peer(), unlinked.why());
        } else if (action instanceof Action.RolledBack rollback) {
            listener.rolledBack(rollback.report());
        } else if (action instanceof Action.Voided voided) {
            listener.voided(voided.report());
        } else if (action instanceof Action.Diverged diverged) {
            listener.diverged(diverged.report());
        } else if (action instanceof Action.Notice notice) {
            listener.notice(notice.text());
        } else {
            sockets.perform(action);
        }
    }

    private void setAlarm() {
        long next = endpoint.nextWakeNanos();
        if (next >= alarmNanos) {
            return; // it will be early, and then set again
        }
        alarm.ifPresent(before -> before.cancel(false));
        long delay = Math.max(0, next - System.nanoTime());
        alarm = Optional.of(loop.schedule(this::onAlarm, delay, TimeUnit.NANOSECONDS));
        alarmNanos = next;
    }

    private void onAlarm() {
        alarmNanos = Long.MAX_VALUE;
        signal(new Signal.Wake());
    }

    /** The application has thrown: whoever uses this node is told, and the links are closed, with a reason. */
    private void fail(Throwable cause) {
        if (closed) { // it throws even when told that a link is over
            group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
            return;
        }
        signals.clear();
        failure = Optional.of(cause);
        closed = true;
        try {
            listener.failed(cause);
        } finally {
            busy = false;
            depart("the application failed at " + name());
        }
    }

    private void leave() {
        if (!closed) {
            closed = true;
            depart(name() + " leaves");
        }
    }

    /** For a text that is told at both ends. */
    private String name() {
        return "peer " + peer().config().self().peer();
    }

    private void depart(String why) {
        sockets.stopListening();
        signal(new Signal.Leave(why));
    }

    private static InetSocketAddress resolve(String host, int port) throws UnknownHostException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException("unknown host " + host);
        }
        return address;
    }
}

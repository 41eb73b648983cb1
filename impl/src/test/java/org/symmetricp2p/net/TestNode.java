package org.symmetricp2p.net;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.demo.Rectangle;

/** A node of the rectangle on a free port of this machine, that remembers what it was told. */
final class TestNode implements AutoCloseable {

    private static final long PATIENCE_NANOS = 20_000_000_000L;

    final List<String> notices = new CopyOnWriteArrayList<>();
    final List<String> happenings = new CopyOnWriteArrayList<>();
    final Node<Rectangle.State> node;
    final int port;

    TestNode(int peer) throws Exception {
        this(config(peer), new Rectangle());
    }

    TestNode(Config config, Simulation<Rectangle.State> simulation) throws Exception {
        node = Node.start(config, simulation, new NodeListener<Rectangle.State>() {
            @Override
            public void linked(int neighbour) {
                happenings.add("linked " + neighbour);
            }

            @Override
            public void unlinked(int neighbour, String why) {
                happenings.add("unlinked " + neighbour + ": " + why);
            }

            @Override
            public void notice(String text) {
                notices.add(text);
            }

            @Override
            public void failed(Throwable cause) {
                happenings.add("failed: " + cause.getMessage());
            }
        });
        port = node.listen("127.0.0.1", 0);
    }

    static Config config(int peer) {
        return Config.of(new Source(peer, 1)).withJoinNanos(0).withTravelNanos(0);
    }

    /** Waits for a condition over sockets and threads, for which there is no other signal. */
    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited 20 s in vain for: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    void link(TestNode other) throws Exception {
        node.link(other.node.peer().config().self().peer(), "127.0.0.1", other.port);
    }

    void press(Rectangle.Key key) {
        await("room for an event", () -> node.inject(key.event()));
    }

    void inject(Event event) {
        await("room for an event", () -> node.inject(event));
    }

    long links() {
        return node.peer().links().stream().filter(l -> l.isLive()).count();
    }

    int events() {
        return node.peer().timeline().size();
    }

    /** Whether the user was told something in which this occurs. */
    boolean told(String part) {
        return Stream.concat(notices.stream(), happenings.stream()).anyMatch(text -> text.contains(part));
    }

    @Override
    public void close() {
        node.close();
    }
}

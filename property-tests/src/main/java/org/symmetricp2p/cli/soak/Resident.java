package org.symmetricp2p.cli.soak;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Limits;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.net.Node;
import org.symmetricp2p.net.NodeListener;

/** One life of one honest peer, which remembers the state hash of every tick, in memory that doesn't grow. */
final class Resident implements AutoCloseable {

    private static final String HERE = "127.0.0.1";

    private final Rectangle rectangle = new Rectangle();
    private final AtomicLongArray hashes;
    private final Node<Rectangle.State> node;
    private int port;
    private volatile String told = "";

    /**
     * Nobody can reach it yet.
     *
     * @param maxTicks how many ticks it remembers
     */
    Resident(Source self, Limits limits, int maxTicks) {
        this.hashes = new AtomicLongArray(maxTicks);
        remember(0, rectangle.start());
        this.node = Node.start(
                Config.of(self).withTravelNanos(0).withLimits(limits), rectangle, new NodeListener<Rectangle.State>() {
                    @Override
                    public void ticked(long tick, Rectangle.State state) {
                        remember(tick, state);
                    }

                    @Override
                    public void unlinked(int peer, String why) {
                        told = why;
                    }

                    @Override
                    public void notice(String text) {
                        told = text;
                    }
                });
    }

    /** @param at 0 for any port */
    void listen(int at) throws IOException {
        port = node.listen(HERE, at);
    }

    /** Both ends want the link, so each has a place for the other. */
    void linkTo(SortedMap<Integer, Integer> portsOfNeighbours) throws IOException {
        for (var neighbour : portsOfNeighbours.entrySet()) {
            node.link(neighbour.getKey(), HERE, neighbour.getValue());
        }
    }

    Node<Rectangle.State> node() {
        return node;
    }

    Peer<Rectangle.State> peer() {
        return node.peer();
    }

    int port() {
        return port;
    }

    /** What its user was told last of a link that there can't be, or isn't any more. */
    String told() {
        return told;
    }

    /** Where it is and what it knows, in one line. */
    String account() {
        Peer<Rectangle.State> peer = peer();
        List<Source> neighbours =
                peer.links().stream().flatMap(link -> link.neighbour().stream()).toList();
        return "peer " + peer.config().self() + " is at tick " + peer.tick() + ", knows "
                + peer.timeline().size() + " events of " + peer.timeline().sources() + " sources, is linked to "
                + neighbours + (node.isOpen() ? "" : ", is closed") + "; it was told last: " + told;
    }

    /** The hash of a tick's last state; of a closed peer, after {@link #settle}, the right one. */
    long hashAt(int tick) {
        return hashes.get(tick);
    }

    /** A late event may have come after the clock was read for the last time. */
    void settle() {
        peer().machine().advanceTo(peer().tick(), this::remember);
    }

    @Override
    public void close() {
        node.close();
    }

    private void remember(long tick, Rectangle.State state) {
        if (tick < hashes.length()) {
            hashes.set((int) tick, rectangle.hash(state));
        }
    }
}

package org.symmetricp2p.cli.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Limits;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.net.Node;
import org.symmetricp2p.net.NodeListener;
import org.symmetricp2p.paper.Graph;
import org.symmetricp2p.sim.Topology.Pair;

/** One run: peers, each with a thread of its own, a warm-up, and a time in which it is measured what they use. */
final class LoadRun {

    private static final String HERE = "127.0.0.1";
    private static final long PAUSE_MILLIS = 5;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final int warmUp; // in seconds
    private final int seconds;
    private final Limits limits;
    private final long pressNanos; // from one press to the next
    private final Taps taps;
    private final Latencies latencies;
    private final List<Node<Taps.State>> nodes = new ArrayList<>();
    private int presses;

    /**
     * @param rate keys in a minute, of all peers together
     * @param limits of each peer
     */
    LoadRun(int peers, int warmUp, int seconds, int rate, Limits limits) {
        this.limits = limits;
        this.warmUp = warmUp;
        this.seconds = seconds;
        this.pressNanos = TimeUnit.MINUTES.toNanos(1) / rate;
        this.taps = new Taps(peers);
        this.latencies = new Latencies(peers);
    }

    /** @throws IOException if a peer can't be reached, or doesn't learn of all presses */
    Load run() throws IOException, InterruptedException {
        try {
            start();
            await("the links don't come up", this::areLinked);
            press(warmUp);
            Load load = measured();
            await("not all peers have seen all presses", latencies::isComplete);
            return load;
        } finally {
            nodes.forEach(Node::close);
        }
    }

    private void start() throws IOException {
        List<Integer> ports = new ArrayList<>();
        for (int peer = 0; peer < taps.peers(); peer++) {
            int watcher = peer;
            Config config = Config.of(new Source(peer, 1))
                    .withTravelNanos(0)
                    .withJoinNanos(0)
                    .withLimits(limits);
            Node<Taps.State> node = Node.start(config, taps, new NodeListener<Taps.State>() {
                @Override
                public void ticked(long tick, Taps.State state) {
                    latencies.see(watcher, state);
                }
            });
            nodes.add(node);
            ports.add(node.listen(HERE, 0));
        }
        for (Pair edge : edges()) {
            nodes.get(edge.a()).link(edge.b(), HERE, ports.get(edge.b()));
            nodes.get(edge.b()).relink(edge.a());
        }
    }

    /** Of the first of the paper's peers, which are connected however many they are. */
    private List<Pair> edges() {
        return Graph.OfThePaper.MEASURED.graph().edges().stream()
                .filter(edge -> Math.max(edge.a(), edge.b()) < taps.peers())
                .toList();
    }

    private boolean areLinked() {
        long live = nodes.stream()
                .flatMap(node -> node.peer().links().stream())
                .filter(link -> link.neighbour().isPresent())
                .count();
        return live == 2L * edges().size();
    }

    private Load measured() throws IOException, InterruptedException {
        latencies.forget();
        int pressesBefore = presses;
        long ticksBefore = ticks();
        long begin = System.nanoTime();
        Usage before = Usage.now();
        press(seconds);
        Usage used = Usage.now().since(before);
        double elapsed = (System.nanoTime() - begin) / 1e9;
        return new Load(nodes.size(), ticks() - ticksBefore, presses - pressesBefore, elapsed, used, latencies.text());
    }

    private long ticks() {
        return nodes.stream().mapToLong(node -> node.peer().tick()).sum();
    }

    /** All peers press in turn, in step with the clock. */
    private void press(int duration) throws InterruptedException {
        long begin = System.nanoTime();
        for (long at = pressNanos; at <= TimeUnit.SECONDS.toNanos(duration); at += pressNanos) {
            TimeUnit.NANOSECONDS.sleep(begin + at - System.nanoTime());
            int peer = presses++ % nodes.size();
            latencies.press(peer);
            nodes.get(peer).inject(Taps.by(peer));
        }
        TimeUnit.NANOSECONDS.sleep(begin + TimeUnit.SECONDS.toNanos(duration) - System.nanoTime());
    }

    private static void await(String failure, BooleanSupplier condition) throws IOException, InterruptedException {
        for (long end = System.nanoTime() + PATIENCE_NANOS; !condition.getAsBoolean(); ) {
            if (System.nanoTime() - end > 0) {
                throw new IOException(failure + " within " + TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS) + " s");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}

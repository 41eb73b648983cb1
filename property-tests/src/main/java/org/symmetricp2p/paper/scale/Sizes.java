package org.symmetricp2p.paper.scale;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symmetricp2p.paper.Graph;
import org.symmetricp2p.paper.Outcome;
import org.symmetricp2p.paper.Spread;
import org.symmetricp2p.paper.Trial;
import org.symmetricp2p.sim.Application;
import org.symmetricp2p.sim.Applications;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.World;

/**
 * What a session of many peers takes. Always the same for the same crowd, but for the heap.
 *
 * @param averageHops of the way between two peers
 * @param diameter hops of the longest way
 * @param delta Δ, in ticks
 * @param outcome what the paper counts; a recovery is a join
 * @param messages that were sent while things were counted
 * @param bytes of those
 * @param meanMicros what an event takes to a peer, on average
 * @param everywhere what one takes to the last peer, in microseconds
 * @param skews how far clocks are apart, second by second
 * @param heapBytes what the garbage collector leaves, with the simulated machines and lines
 */
public record Sizes(
        Crowd crowd,
        double averageHops,
        int diameter,
        int delta,
        Outcome outcome,
        long messages,
        long bytes,
        double meanMicros,
        Spread everywhere,
        List<Skew> skews,
        long heapBytes) {

    private static final double MILLI = 1e3;
    private static final double SECOND = 1e6;

    public Sizes {
        skews = List.copyOf(skews);
    }

    /** What comes out of a run; nothing else may happen in this process meanwhile, or it counts as heap. */
    public static Sizes of(Crowd crowd) {
        Graph graph = crowd.graph();
        double averageHops = graph.averageHops();
        int delta = crowd.delta(averageHops);
        Scenario scenario = crowd.scenario(graph, delta);
        @SuppressWarnings("unchecked") // whatever its state is, it is passed from the application to itself
        Application<Object> application = (Application<Object>) Applications.named(scenario.application());
        Gauge gauge = new Gauge(crowd);
        long before = heapNow();
        World<Object> world = new World<>(scenario, application, gauge);
        world.run();
        long heap = heapNow() - before;
        return new Sizes(
                crowd,
                averageHops,
                graph.diameter(),
                delta,
                gauge.outcome(Trial.haveConverged(world)),
                gauge.messages(),
                gauge.bytes(),
                gauge.meanMicros(),
                Spread.of(gauge.everywhereMicros()),
                gauge.skews(),
                heap);
    }

    /** Some collectors leave gaps, but for every fourth time. */
    private static long heapNow() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    // ---- numbers ----

    /** Of a number that was counted, what is one peer's in one second. */
    public double byPeerAndSecond(long count) {
        long counted = crowd.course().quietMicros() - crowd.course().countedMicros();
        return count / (counted / SECOND) / crowd.peers();
    }

    /** Events that arrive too late, in percent. */
    public double latePercent() {
        return outcome.arrivals() == 0 ? 0 : 100.0 * outcome.late() / outcome.arrivals();
    }

    /** How far clocks are apart, all of them, on average over the seconds; in milliseconds. */
    public double skewMillis() {
        return skews.stream().mapToLong(Skew::all).average().orElse(0) / MILLI;
    }

    /** The same at the worst second. */
    public double worstSkewMillis() {
        return skews.stream().mapToLong(Skew::all).max().orElse(0) / MILLI;
    }

    /** How far two neighbours are apart, on average. */
    public double neighboursMillis() {
        return skews.stream().mapToDouble(Skew::neighbours).average().orElse(0) / MILLI;
    }

    /** How long joins take. */
    public Spread joins() {
        return Spread.of(outcome.recoveries().stream().sorted().toList());
    }

    public double heapBytesByPeer() {
        return (double) heapBytes / crowd.peers();
    }

    /** All of it, by name. */
    public Map<String, Object> row() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("shape", crowd.shape().toString());
        row.put("clock", crowd.clock().toString());
        row.put("peers", crowd.peers());
        row.put("seed", crowd.seed());
        row.put("latency_ms", crowd.latencyMillis());
        row.put("events_per_minute", crowd.perMinute());
        row.put("average_hops", averageHops);
        row.put("diameter", diameter);
        row.put("delta_ticks", delta);
        row.put("messages_by_peer_and_s", byPeerAndSecond(messages));
        row.put("bytes_by_peer_and_s", byPeerAndSecond(bytes));
        row.put("way_mean_ms", meanMicros / MILLI);
        row.put("everywhere_mean_ms", everywhere.mean() / MILLI);
        row.put("everywhere_worst_ms", everywhere.worst() / MILLI);
        row.put("late_percent", latePercent());
        row.put("rollback_percent", outcome.rollbackPercent());
        row.put("skew_mean_ms", skewMillis());
        row.put("skew_worst_ms", worstSkewMillis());
        row.put("neighbours_mean_ms", neighboursMillis());
        row.put(
                "neighbours_worst_ms",
                skews.stream().mapToLong(Skew::worstNeighbours).max().orElse(0) / MILLI);
        row.put("joins", joins().count());
        row.put("join_mean_s", joins().mean() / SECOND);
        row.put("join_worst_s", joins().worst() / SECOND);
        row.put("heap_bytes_by_peer", heapBytesByPeer());
        row.put("converged", outcome.converged());
        return row;
    }
}

package org.symmetricp2p.paper.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symmetricp2p.paper.ClockRule;
import org.symmetricp2p.paper.Course;
import org.symmetricp2p.sim.Application;
import org.symmetricp2p.sim.Applications;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenario.Edge;
import org.symmetricp2p.sim.Scenario.PeerSpec;
import org.symmetricp2p.sim.World;

/** What is counted of large sessions, in small ones. */
final class SizesTest {

    private static final int SECOND = 1_000_000;
    private static final Course SHORT = new Course(SECOND, 2 * SECOND, 8 * SECOND, 10 * SECOND);

    /** Who starts 50 ms later stays so far behind, as Δ allows it; both tell their clocks once a second. */
    @Test
    void twoPeersAreCountedByHand() {
        List<PeerSpec> peers = List.of(new PeerSpec(0, 0, 0, 0), new PeerSpec(1, 50_000, 0, 0));
        List<Fate> presses = List.of(new Fate.Press(1_505_000, 0, 1), new Fate.Press(4_005_000, 0, 2));
        long end = SHORT.endMicros();
        Gauge gauge = new Gauge(crowd(Shape.TREE, 2 + Crowd.NEWCOMERS, 1));
        run(new Scenario("chain", 50, 5, 0, peers, List.of(line(1, 0, 100_000)), presses, end, end), gauge);
        assertEquals(100_000, gauge.meanMicros());
        assertEquals(List.of(100_000L), gauge.everywhereMicros());
        assertEquals(6, gauge.skews().size());
        gauge.skews().forEach(skew -> assertEquals(new Skew(50_000, 50_000, 50_000), skew));
        assertEquals(1, gauge.outcome(true).arrivals());
        assertEquals(0, gauge.outcome(true).late());
        assertEquals(2 * 6 + 1, gauge.messages());
        assertTrue(gauge.bytes() > 12 * gauge.messages());
    }

    /** Peer 2 is a newcomer, as only the first two stay: it starts late, is behind, and what comes over it to peer 1 is a duplicate. */
    @Test
    void neitherNewcomersNorDuplicatesCount() {
        List<Edge> edges = List.of(line(1, 0, 100_000), line(2, 0, 150_000), line(2, 1, 150_000));
        List<PeerSpec> peers =
                List.of(new PeerSpec(0, 0, 0, 0), new PeerSpec(1, 0, 0, 0), new PeerSpec(2, 60_000, 0, 0));
        List<Fate> presses = List.of(new Fate.Press(4_005_000, 0, 1));
        Gauge gauge = new Gauge(crowd(Shape.TREE, 2 + Crowd.NEWCOMERS, 1));
        run(new Scenario("chain", 50, 20, 0, peers, edges, presses, SHORT.endMicros(), SHORT.endMicros()), gauge);
        assertEquals(100_000, gauge.meanMicros());
        assertEquals(List.of(100_000L), gauge.everywhereMicros());
        gauge.skews().forEach(skew -> assertEquals(new Skew(0, 0, 0), skew));
    }

    /** 20 peers, for 6 s. */
    @Test
    void countsAreSharedByPeersAndSeconds() {
        Sizes sizes = Sizes.of(crowd(Shape.TREE, 20, 1));
        assertEquals(10, sizes.byPeerAndSecond(1_200));
        assertEquals(sizes.heapBytes() / 20.0, sizes.heapBytesByPeer());
    }

    @Test
    void aCrowdIsTheSameEachTimeButForTheHeap() {
        Sizes sizes = Sizes.of(crowd(Shape.DEGREE_4, 30, 1));
        assertEquals(withoutHeap(sizes), withoutHeap(Sizes.of(crowd(Shape.DEGREE_4, 30, 1))));
        assertNotEquals(withoutHeap(sizes), withoutHeap(Sizes.of(crowd(Shape.DEGREE_4, 30, 2))));
        assertTrue(sizes.outcome().converged());
        assertEquals(Crowd.NEWCOMERS, sizes.joins().count());
        assertEquals(0, sizes.outcome().unrecovered());
    }

    @Test
    void chartsAreDrawn(@TempDir Path directory) throws IOException {
        List<Sizes> sizes = List.of(Sizes.of(crowd(Shape.TREE, 20, 1)), Sizes.of(crowd(Shape.TREE, 40, 1)));
        GrowthCharts.of(sizes).writePng(directory.resolve("charts.png"));
        assertTrue(Files.size(directory.resolve("charts.png")) > 30_000);
    }

    private static Edge line(int a, int b, int delay) {
        return new Edge(a, b, List.of(delay), List.of(delay), 0);
    }

    private static Crowd crowd(Shape shape, int peers, long seed) {
        return new Crowd(shape, peers, ClockRule.PAPER, 20, 200, SHORT, seed);
    }

    private static Map<String, Object> withoutHeap(Sizes sizes) {
        Map<String, Object> row = sizes.row();
        row.remove("heap_bytes_by_peer");
        row.remove("seed");
        return row;
    }

    @SuppressWarnings("unchecked")
    private static void run(Scenario scenario, Gauge gauge) {
        new World<>(scenario, (Application<Object>) Applications.named("chain"), gauge).run();
    }
}

package org.symmetricp2p.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symmetricp2p.sim.Topology.Pair;

class BoundTest {

    private static final Graph MEASURED = Graph.OfThePaper.MEASURED.graph();
    private static final Graph FIGURE = Graph.OfThePaper.FIGURE.graph();

    /** As computed from the paper's definitions by others, to as many digits as they give; Δ isn't rounded there. */
    @ParameterizedTest
    @CsvSource({
        "  5, 2, 0.05, 0.42, 0.005", "  5, 1, 0.42, 3.36, 0.005",
        " 25, 2, 0.14, 1.15, 0.005", " 25, 1, 1.50, 12.0, 0.05",
        " 50, 2, 0.25, 1.97, 0.005", " 50, 1, 2.79, 22.3, 0.05",
        "100, 2, 0.45, 3.63, 0.005", "100, 1, 5.40, 43.2, 0.05",
        "250, 2, 1.15, 9.22, 0.005", "250, 1, 13.6, 108.8, 0.05",
        "500, 2, 2.27, 18.1, 0.05", "500, 1, 27.0, 216.2, 0.05"
    })
    void bounds_are_those_of_the_table(int latency, int multiplier, double at25, double at200, double half) {
        assertEquals(at25, bound(new Cell(latency, multiplier, 25)), at25 < 10 ? 0.005 : 0.05);
        assertEquals(at200, bound(new Cell(latency, multiplier, 200)), half);
    }

    private static double bound(Cell cell) {
        return Bound.rollbackPercent(MEASURED, cell.latencyMicros(), cell.deltaMicros(), cell.perMinute(), Cell.FPS);
    }

    @Test
    void nothing_is_late_if_delta_is_longer_than_the_longest_way() {
        Cell.named("*ms/5x/*").forEach(cell -> assertEquals(0, bound(cell), cell::toString));
    }

    @Test
    void a_tick_that_has_begun_counts_and_one_that_is_just_reached_does_not() {
        Graph two = new Graph(2, List.of(new Pair(0, 1)));
        // 3,000 ticks a minute and peer; each of 30 events is late at one peer.
        assertEquals(0, Bound.rollbackPercent(two, 40_000, 40_000, 30, 50));
        assertEquals(0.5, Bound.rollbackPercent(two, 40_001, 40_000, 30, 50));
        assertEquals(0.5, Bound.rollbackPercent(two, 60_000, 40_000, 30, 50));
        assertEquals(1.0, Bound.rollbackPercent(two, 60_001, 40_000, 30, 50));
    }

    @Test
    void the_networks_are_those_of_the_paper() {
        assertEquals(31, MEASURED.edges().size());
        assertEquals(5.03, MEASURED.averageHops(), 0.005);
        assertEquals(14, MEASURED.diameter());
        assertEquals(25, FIGURE.edges().size());
        assertEquals(5.20, FIGURE.averageHops(), 0.005);
    }

    @Test
    void a_graph_is_connected() {
        assertThrows(IllegalArgumentException.class, () -> new Graph(3, List.of(new Pair(0, 1))));
        assertThrows(IllegalArgumentException.class, () -> new Graph(2, List.of(new Pair(0, 2))));
    }

    @Test
    void cells_are_those_of_the_paper() {
        assertEquals(108, Cell.ALL.size());
        assertEquals(108, Cell.ALL.stream().distinct().count());
        Cell cell = new Cell(50, 2, 25);
        assertEquals(List.of(cell), Cell.named("50ms/2x/25"));
        assertEquals("50ms/2x/25", cell.toString());
        assertEquals(36, Cell.named("*ms/2x/*").size());
        Stream.of("50/2/25", "51ms/2x/25", "50ms/3x/25", "50ms/2x/26", "", "50ms/2x/99999999999")
                .forEach(name -> assertThrows(IllegalArgumentException.class, () -> Cell.named(name), name));
    }

    @Test
    void delta_is_rounded_up_to_ticks() {
        assertEquals(2, new Cell(5, 1, 5).delta()); // 25 ms
        assertEquals(25, new Cell(50, 2, 5).delta()); // 500 ms
        assertEquals(0.5, Published.percent(new Cell(5, 2, 25)));
        assertEquals(681.5, Published.percent(new Cell(500, 1, 100)));
        assertEquals(1_692.6, Published.percentInLogs(new Cell(500, 1, 200)));
    }
}

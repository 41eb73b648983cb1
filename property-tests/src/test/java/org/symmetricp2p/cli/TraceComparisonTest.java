package org.symmetricp2p.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.symmetricp2p.cli.TraceTest.recorded;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The comparison of traces, and the canaries: what it must find. */
final class TraceComparisonTest {

    @Test
    void identicalUpToTheLastTickThatAllHave() {
        TraceComparison comparison =
                TraceComparison.of(traces(recorded(1, 2, 3, 4), recorded(1, 2, 3), recorded(1, 2, 3, 5)), 2);
        assertEquals(Optional.empty(), comparison.difference());
        assertEquals(2, comparison.lastTick());
    }

    @Test
    void findsATamperedHash() {
        TraceComparison comparison =
                TraceComparison.of(traces(recorded(1, 2, 3), recorded(1, 0xabc, 3), recorded(1, 2, 0xdef)), 2);
        assertEquals(
                Optional.of("first difference at tick 1: 0000000000000abc at peer 1; "
                        + "0000000000000002 at peer 0, peer 2"),
                comparison.difference());
        assertEquals(1, comparison.differingTick());
    }

    @Test
    void findsADifferenceAtTickZeroAndAtTheLastTick() {
        assertEquals(
                0, TraceComparison.of(traces(recorded(1, 2), recorded(2, 2)), 1).differingTick());
        assertEquals(
                1, TraceComparison.of(traces(recorded(1, 2), recorded(1, 3)), 1).differingTick());
    }

    @Test
    void findsATraceThatEndsTooEarly() {
        assertEquals(
                Optional.of("peer 1 has no hash for tick 2, where its trace ends; it should reach tick 3 at least"),
                TraceComparison.of(traces(recorded(1, 2, 3, 4), recorded(1, 2)), 3)
                        .difference());
    }

    @Test
    void findsAnEmptyTrace() {
        assertEquals(
                Optional.of("peer 1 has no hash for tick 0, where its trace is empty; it should reach tick 0 at least"),
                TraceComparison.of(traces(recorded(1), recorded()), 0).difference());
    }

    private static SortedMap<String, Trace> traces(Trace... traces) {
        SortedMap<String, Trace> map = new TreeMap<>();
        for (int peer = 0; peer < traces.length; peer++) {
            map.put("peer " + peer, traces[peer]);
        }
        return map;
    }
}

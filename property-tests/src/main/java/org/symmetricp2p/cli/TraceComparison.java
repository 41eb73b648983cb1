package org.symmetricp2p.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Compares traces tick by tick from 0 on, up to the last tick that all of them have.
 *
 * @param lastTick the last tick that was compared, -1 if none
 * @param difference what differs first, if anything: a sentence that names tick, peers and hashes
 * @param differingTick the tick of the difference
 */
public record TraceComparison(long lastTick, Optional<String> difference, long differingTick) {

    /**
     * Compares.
     *
     * @param traces by the names of those who wrote them
     * @param expectedTick every trace must reach at least this tick, or ends too early
     */
    public static TraceComparison of(SortedMap<String, Trace> traces, long expectedTick) {
        for (Map.Entry<String, Trace> trace : traces.entrySet()) {
            int size = trace.getValue().size();
            if (size <= expectedTick) {
                String what = trace.getKey() + " has no hash for tick " + size + ", where its trace "
                        + (size == 0 ? "is empty" : "ends") + "; it should reach tick " + expectedTick + " at least";
                return new TraceComparison(size - 1L, Optional.of(what), size);
            }
        }
        long last = traces.values().stream().mapToInt(Trace::size).min().orElse(0) - 1L;
        for (long tick = 0; tick <= last; tick++) {
            Optional<String> difference = differenceAt(tick, traces);
            if (difference.isPresent()) {
                return new TraceComparison(last, difference, tick);
            }
        }
        return new TraceComparison(last, Optional.empty(), last + 1);
    }

    private static Optional<String> differenceAt(long tick, SortedMap<String, Trace> traces) {
        SortedMap<Long, List<String>> byHash = new TreeMap<>();
        traces.forEach((name, trace) -> byHash.computeIfAbsent(trace.hashAt(tick), hash -> new ArrayList<>())
                .add(name));
        if (byHash.size() <= 1) {
            return Optional.empty();
        }
        // Whoever is alone is named first: likely the one that is wrong.
        return Optional.of("first difference at tick " + tick + ": "
                + byHash.entrySet().stream()
                        .sorted((one, other) -> Integer.compare(
                                one.getValue().size(), other.getValue().size()))
                        .map(entry -> Trace.hex(entry.getKey()) + " at " + String.join(", ", entry.getValue()))
                        .collect(Collectors.joining("; ")));
    }
}

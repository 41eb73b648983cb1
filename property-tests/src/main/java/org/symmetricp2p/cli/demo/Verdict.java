package org.symmetricp2p.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.cli.Trace;
import org.symmetricp2p.cli.TraceComparison;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.net.EventLine;

/**
 * Whether the peers did what they promise, judged by the files that they leave: the same events at all of
 * them, every key among these, the same hash at every tick, and the hash that one gets by playing the events
 * once from the beginning, without any time machine.
 */
final class Verdict {

    private static final int TICKS_AROUND = 10;

    private final List<ChildPlan> peers;
    private final long expectedTick;

    /**
     * @param peers the peers as they were in the end
     * @param expectedTick a tick that all of them have reached
     */
    Verdict(Collection<ChildPlan> peers, long expectedTick) {
        this.peers = List.copyOf(peers);
        this.expectedTick = expectedTick;
    }

    /**
     * Judges.
     *
     * @return the last tick up to which all were identical
     * @throws DemoFailure if anything isn't as it should be: says what
     * @throws IOException if a file can't be read or isn't what it should be
     */
    long judge() throws DemoFailure, IOException {
        return judge(true);
    }

    /** The same, but for the keys: where peers are killed it can't be known which were pressed. */
    long judgeStates() throws DemoFailure, IOException {
        return judge(false);
    }

    private long judge(boolean areKeysKnown) throws DemoFailure, IOException {
        SortedMap<String, Trace> traces = new TreeMap<>();
        SortedMap<String, List<String>> events = new TreeMap<>();
        for (ChildPlan peer : peers) {
            traces.put("peer " + peer.peer(), Trace.read(peer.file("trace")));
            events.put("peer " + peer.peer(), Files.readAllLines(peer.file("events")));
        }
        TraceComparison comparison = TraceComparison.of(traces, expectedTick);
        if (comparison.difference().isPresent()) {
            throw new DemoFailure(
                    comparison.difference().get() + "; " + eventsAround(comparison.differingTick(), events));
        }
        checkSameEvents(events);
        List<StampedEvent> all =
                events.get(events.firstKey()).stream().map(EventLine::parse).toList();
        if (areKeysKnown) {
            checkKeys(all);
        }
        checkRecomputed(all, traces);
        return comparison.lastTick();
    }

    /** @throws DemoFailure if two peers don't know two versions of an event, so that nothing keeps them apart */
    static void checkConflict(ChildPlan one, ChildPlan other) throws DemoFailure, IOException {
        Map<String, String> known = new HashMap<>();
        for (String line : Files.readAllLines(one.file("events"))) {
            known.put(identity(line), line);
        }
        boolean isConflict = Files.readAllLines(other.file("events")).stream()
                .anyMatch(line -> !line.equals(known.getOrDefault(identity(line), line)));
        if (!isConflict) {
            throw new DemoFailure(one + " and " + other + " aren't linked, and don't know two versions of any event");
        }
    }

    /** An event is one of a source and its seq, whatever else is told of it. */
    private static String identity(String line) {
        StampedEvent event = EventLine.parse(line);
        return event.source() + " " + event.seq();
    }

    private static void checkSameEvents(SortedMap<String, List<String>> events) throws DemoFailure {
        if (Set.copyOf(events.values()).size() > 1) {
            throw new DemoFailure("the hashes agree, but not the events: " + eventsAround(Long.MAX_VALUE, events));
        }
    }

    /** A key that was pressed is never lost, unless the peer was killed before it could tell anyone. */
    private void checkKeys(List<StampedEvent> events) throws DemoFailure, IOException {
        for (ChildPlan peer : peers) {
            long issued = events.stream()
                    .filter(event -> peer.hasIssued(event.source()))
                    .count();
            int pressed = Files.readAllLines(peer.file("keys")).size();
            if (issued != pressed) {
                throw new DemoFailure(
                        pressed + " keys were pressed at " + peer + ", but " + issued + " events of it are known");
            }
        }
    }

    private static void checkRecomputed(List<StampedEvent> events, SortedMap<String, Trace> traces) throws DemoFailure {
        Trace trace = traces.get(traces.firstKey());
        SortedMap<String, Trace> both = new TreeMap<>();
        both.put("all peers", trace);
        both.put("a recomputation from the events", recompute(events, trace.size() - 1L));
        TraceComparison comparison = TraceComparison.of(both, trace.size() - 1L);
        if (comparison.difference().isPresent()) {
            throw new DemoFailure(comparison.difference().get());
        }
    }

    private static Trace recompute(List<StampedEvent> events, long lastTick) {
        Rectangle rectangle = new Rectangle();
        Rectangle.State state = rectangle.start();
        Trace trace = new Trace();
        trace.record(0, rectangle.hash(state));
        int next = 0;
        for (long tick = 1; tick <= lastTick; tick++) {
            state = rectangle.tick(state);
            for (; next < events.size() && events.get(next).tick() == tick; next++) {
                state = rectangle.event(state, events.get(next).event());
            }
            trace.record(tick, rectangle.hash(state));
        }
        return trace;
    }

    /** The events that not all know; or, if all know the same, those up to a tick. */
    private static String eventsAround(long tick, SortedMap<String, List<String>> events) {
        Set<String> common = new LinkedHashSet<>(events.get(events.firstKey()));
        events.values().forEach(common::retainAll);
        List<String> unshared = new ArrayList<>();
        events.forEach((peer, lines) -> lines.stream()
                .filter(line -> !common.contains(line))
                .forEach(line -> unshared.add(peer + " knows [" + line + "]")));
        if (!unshared.isEmpty()) {
            return "events that not all know: " + String.join(", ", unshared);
        }
        List<String> near = common.stream()
                .filter(line -> Math.abs(EventLine.parse(line).tick() - tick) <= TICKS_AROUND)
                .toList();
        return "all know the same events, within " + TICKS_AROUND + " ticks of it " + near;
    }
}

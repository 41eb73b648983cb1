package org.symmetricp2p.check.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.check.Oracle;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;

/**
 * The events that a peer must know, from what it issued and was sent: a sorted list, with searches of its own, since the
 * core's timeline may be what is broken.
 */
final class Known {

    private static final int EVENT_BYTES = 200; // what an event takes beside its payload

    private record Name(Source source, long seq) {}

    private final long limit; // of the bytes that they take
    private final List<StampedEvent> all = new ArrayList<>(); // in the global order
    private final Map<Name, StampedEvent> byName = new HashMap<>(); // looked up only
    private final SortedMap<Source, StampedEvent> latest = new TreeMap<>();

    Known(long limit) {
        this.limit = limit;
    }

    /** All of them, in the global order. */
    List<StampedEvent> all() {
        return Collections.unmodifiableList(all);
    }

    boolean has(StampedEvent event) {
        return event.equals(byName.get(new Name(event.source(), event.seq())));
    }

    /** The last event of a source. */
    Optional<StampedEvent> latestOf(Source source) {
        return Optional.ofNullable(latest.get(source));
    }

    /** How far each source is known. */
    SortedMap<Source, Long> seqs() {
        SortedMap<Source, Long> seqs = new TreeMap<>();
        latest.forEach((source, event) -> seqs.put(source, event.seq()));
        return seqs;
    }

    /** Those that a peer lacks which knows so much of each source. */
    List<StampedEvent> beyond(Map<Source, Long> theirs) {
        return all.stream()
                .filter(event -> event.seq() > theirs.getOrDefault(event.source(), 0L))
                .toList();
    }

    List<StampedEvent> at(long tick) {
        return all.subList(firstFrom(tick), firstFrom(tick + 1));
    }

    List<StampedEvent> upTo(long tick) {
        return all.subList(0, firstFrom(tick + 1));
    }

    /** Why an event that isn't known can't be taken, if it can't. */
    Optional<String> objection(StampedEvent event) {
        StampedEvent other = byName.get(new Name(event.source(), event.seq()));
        if (other != null) {
            return Optional.of("it knows " + other.stamp() + " with another content");
        }
        StampedEvent last = latest.get(event.source());
        long seq = last == null ? 0 : last.seq();
        if (event.seq() != seq + 1) {
            return Optional.of("of that source it knows " + (seq == 0 ? "nothing" : "no more than #" + seq));
        }
        return last != null && last.tick() > event.tick()
                ? Optional.of("the event before is stamped later, " + last.stamp())
                : fullness(event);
    }

    /** Spec 6.26. */
    private Optional<String> fullness(StampedEvent event) {
        long taken = all.stream().mapToLong(Known::bytes).sum();
        return taken + bytes(event) > limit
                ? Optional.of("what it knows takes " + taken + " of " + limit + " bytes already")
                : Optional.empty();
    }

    private static long bytes(StampedEvent event) {
        return EVENT_BYTES + event.event().payload().size();
    }

    void add(StampedEvent event) {
        int at = Collections.binarySearch(all, event, Oracle.ORDER);
        all.add(at < 0 ? -(at + 1) : at, event);
        byName.put(new Name(event.source(), event.seq()), event);
        latest.merge(event.source(), event, (a, b) -> a.seq() > b.seq() ? a : b);
    }

    /** From now on these, whatever they ought to be. */
    void replaceBy(List<StampedEvent> events) {
        all.clear();
        byName.clear();
        latest.clear();
        events.forEach(this::add);
    }

    private int firstFrom(long tick) {
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(middle).tick() < tick) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** What one list has and another lacks, in the global order. */
    static List<StampedEvent> without(List<StampedEvent> some, List<StampedEvent> others) {
        List<StampedEvent> rest = new ArrayList<>(some);
        rest.removeAll(new HashSet<>(others));
        rest.sort(Oracle.ORDER);
        return rest;
    }
}

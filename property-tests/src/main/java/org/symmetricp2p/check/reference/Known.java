package org.symmetricp2p.check.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.check.Oracle;
import org.symmetricp2p.core.Digest;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Version;
import org.symmetricp2p.core.Versions;

/** The events that a peer ought to know: a sorted list of them, and a list for each source. */
public final class Known {

    private final List<StampedEvent> events = new ArrayList<>();
    private final List<StampedEvent> view = Collections.unmodifiableList(events);
    private final Map<Source, List<StampedEvent>> bySource = new HashMap<>(); // looked up, or counted
    private final Digests digests = new Digests();

    /** All, in stamp order. */
    public List<StampedEvent> events() {
        return view;
    }

    /** Whether these are the events of a tick or later, in stamp order. What is equal becomes the same, to be told faster next time. */
    boolean isSame(long tick, Iterator<StampedEvent> others) {
        for (int i = indexFrom(tick); i < events.size(); i++) {
            if (!others.hasNext()) {
                return false;
            }
            StampedEvent other = others.next();
            if (events.get(i) != other) {
                if (!events.get(i).equals(other)) {
                    return false;
                }
                events.set(i, other);
            }
        }
        return !others.hasNext();
    }

    /** The index of the first event of a tick or later: from the end, where it nearly always is. */
    private int indexFrom(long tick) {
        int from = events.size();
        while (from > 0 && events.get(from - 1).tick() >= tick) {
            from--;
        }
        return from;
    }

    /** Those of a tick, in stamp order. */
    public List<StampedEvent> at(long tick) {
        int to = events.size();
        while (to > 0 && events.get(to - 1).tick() > tick) {
            to--; // from the end, as ticks are mostly the latest
        }
        int from = to;
        while (from > 0 && events.get(from - 1).tick() == tick) {
            from--;
        }
        return from == to ? List.of() : List.copyOf(events.subList(from, to));
    }

    /** How many are known of a source, which is the highest seq. */
    public long of(Source source) {
        return bySource.getOrDefault(source, List.of()).size();
    }

    /** The last event that a source issued of those that are known; null if there is none. */
    StampedEvent latest(Source source) {
        List<StampedEvent> its = bySource.getOrDefault(source, List.of());
        return its.isEmpty() ? null : its.get(its.size() - 1);
    }

    /** The event of this identity; it must be known. */
    StampedEvent get(Source source, long seq) {
        return bySource.get(source).get((int) seq - 1);
    }

    int sources() {
        return bySource.size();
    }

    /** Whether a version vector says exactly how many are known of each source. */
    boolean isSaidBy(Versions versions) {
        boolean same = versions.known().size() == bySource.size();
        for (Map.Entry<Source, Version> entry : versions.known().entrySet()) {
            same &= of(entry.getKey()) == entry.getValue().seq();
        }
        return same;
    }

    /** The number of events of each source, and their digest (spec 2.12). */
    public Versions versions() {
        SortedMap<Source, Version> known = new TreeMap<>();
        bySource.forEach((source, its) -> known.put(source, new Version(its.size(), digest(source, its.size()))));
        return new Versions(known);
    }

    /** That of the first so many events of a source; they must be known (spec 2.15). */
    Digest digest(Source source, long seq) {
        return digests.of(source, bySource.get(source).subList(0, (int) seq));
    }

    /** Whether a version vector tells of other events under a seq that is known (spec 2.16). */
    boolean contradicts(Versions versions) {
        for (Map.Entry<Source, Version> entry : versions.known().entrySet()) {
            Source source = entry.getKey();
            long seq = entry.getValue().seq();
            if (seq <= of(source)
                    && !digest(source, seq).equals(entry.getValue().digest())) {
                return true;
            }
        }
        return false;
    }

    /** What somebody lacks who knows so much (spec 6.8). */
    List<StampedEvent> beyond(Versions versions) {
        List<StampedEvent> lacking = new ArrayList<>();
        Map<Source, Long> seqs = versions.seqs();
        for (StampedEvent event : events) {
            if (event.seq() > seqs.getOrDefault(event.source(), 0L)) {
                lacking.add(event);
            }
        }
        return lacking;
    }

    /** Those up to a tick that come after the first of some late ones, which are sorted, and aren't late themselves. */
    List<StampedEvent> overtakenBy(List<StampedEvent> late, long to) {
        List<StampedEvent> overtaken = new ArrayList<>();
        int next = 0; // of the late ones
        for (int i = indexFrom(late.get(0).tick());
                i < events.size() && events.get(i).tick() <= to;
                i++) {
            StampedEvent event = events.get(i);
            if (next < late.size() && Oracle.ORDER.compare(event, late.get(next)) == 0) {
                next++;
            } else if (next > 0) {
                overtaken.add(event);
            }
        }
        return overtaken;
    }

    /** An event that comes right after those known of its source. */
    void add(StampedEvent event) {
        int at = events.size();
        while (at > 0 && Oracle.ORDER.compare(events.get(at - 1), event) > 0) {
            at--; // from the end, where new events nearly always belong
        }
        events.add(at, event);
        bySource.computeIfAbsent(event.source(), source -> new ArrayList<>()).add(event);
    }
}

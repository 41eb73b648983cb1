package org.symmetricp2p.check.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.check.Oracle;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Versions;

/** The events that a peer ought to know: a sorted list of them, and a list for each source. */
public final class Known {

    private final List<StampedEvent> events = new ArrayList<>();
    private final Map<Source, List<StampedEvent>> bySource = new HashMap<>(); // looked up, or counted

    /** All, in stamp order. */
    public List<StampedEvent> events() {
        return Collections.unmodifiableList(events);
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

    /** The number of events of each source (spec 2.12). */
    public Versions versions() {
        SortedMap<Source, Long> seqs = new TreeMap<>();
        bySource.forEach((source, its) -> seqs.put(source, (long) its.size()));
        return new Versions(seqs);
    }

    /** What somebody lacks who knows so much (spec 6.8). */
    List<StampedEvent> beyond(Versions versions) {
        List<StampedEvent> lacking = new ArrayList<>();
        for (StampedEvent event : events) {
            if (event.seq() > versions.seqs().getOrDefault(event.source(), 0L)) {
                lacking.add(event);
            }
        }
        return lacking;
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

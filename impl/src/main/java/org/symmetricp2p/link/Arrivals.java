package org.symmetricp2p.link;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many new sources the strangers of each machine have brought of late: a token bucket for each machine, not for each link, since who is
 * sent away can connect again (spec 6.27). An immutable value.
 *
 * @param byHost by when all sources that it brought would have come at the {@link Pace}; of machines of which that is later than the last arrival
 */
record Arrivals(SortedMap<String, Long> byHost) {

    static final Arrivals NONE = new Arrivals(Collections.emptySortedMap());

    Arrivals with(String host, int sources, Pace pace, long now) {
        SortedMap<String, Long> changed = new TreeMap<>(byHost);
        changed.values().removeIf(nanos -> nanos <= now);
        changed.merge(host, now + pace.nanosOfSources(sources), (nanos, more) -> nanos + more - now);
        return new Arrivals(Collections.unmodifiableSortedMap(changed));
    }

    /** Whether more have come from a machine than may. */
    boolean isTooMuch(String host, Pace pace, long now) {
        return byHost.getOrDefault(host, now) > now + pace.nanosOfSources(pace.sourcesAtOnce());
    }
}

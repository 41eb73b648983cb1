package org.symmetricp2p.link;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of one thing the strangers of each machine have used up of late: a token bucket for each machine, not for each link, since who is sent
 * away can connect again (spec 6.27, 6.28). An immutable value.
 *
 * @param byHost by when all that it used would have come at the {@link Rate}; of machines of which that is later than the last use
 */
record Allowance(SortedMap<String, Long> byHost) {

    static final Allowance UNUSED = new Allowance(Collections.emptySortedMap());

    Allowance without(String host, long amount, Rate rate, long now) {
        SortedMap<String, Long> changed = new TreeMap<>(byHost);
        changed.values().removeIf(nanos -> nanos <= now);
        changed.merge(host, now + rate.nanosOf(amount), (nanos, more) -> nanos + more - now);
        return new Allowance(Collections.unmodifiableSortedMap(changed));
    }

    /** Whether a machine has used more than it may. */
    boolean isExceeded(String host, Rate rate, long now) {
        return byHost.getOrDefault(host, now) > now + rate.nanosAtOnce();
    }
}

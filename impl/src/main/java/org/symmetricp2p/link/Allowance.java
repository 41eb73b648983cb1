package org.symmetricp2p.link;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of one thing the strangers of each machine have used up of late: a bucket for each machine, not for each link, since who is sent
 * away can connect again (spec 6.27 to 6.29). An immutable value.
 *
 * @param byHost of machines whose bucket wasn't full at the last use
 */
record Allowance(SortedMap<String, Bucket> byHost) {

    static final Allowance UNUSED = new Allowance(Collections.emptySortedMap());

    Allowance without(String host, long amount, Rate rate, long now) {
        SortedMap<String, Bucket> changed = new TreeMap<>(byHost);
        changed.values().removeIf(bucket -> bucket.isFull(now));
        changed.put(host, of(host, now).without(amount, rate, now));
        return new Allowance(Collections.unmodifiableSortedMap(changed));
    }

    /** Whether a machine has used more than it may. */
    boolean isExceeded(String host, Rate rate, long now) {
        return of(host, now).isOverdrawn(rate, now);
    }

    /** Whether a machine would have used more than it may, with so much more. */
    boolean isShortOf(long amount, String host, Rate rate, long now) {
        return of(host, now).without(amount, rate, now).isOverdrawn(rate, now);
    }

    private Bucket of(String host, long now) {
        Bucket used = byHost.get(host);
        return used == null ? Bucket.fullAt(now) : used;
    }
}

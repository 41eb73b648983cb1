package org.symmetricp2p.core;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The limits that one peer keeps: the standard ones, but for those that it chooses otherwise. An immutable value.
 *
 * <pre>
 *   Config config = Node.newLife(0).withLimits(Limits.STANDARD.with(Limit.LINKS, 8).with(Limit.EVENT_BYTES, 10_000_000));
 * </pre>
 *
 * @param chosen those that differ from the standard, within their bounds
 */
public record Limits(SortedMap<Limit, Long> chosen) {

    public static final Limits STANDARD = new Limits(Collections.emptySortedMap());

    /** @throws IllegalArgumentException if a value is out of bounds, or isn't a peer's own choice: names both */
    public Limits {
        SortedMap<Limit, Long> others = new TreeMap<>();
        chosen.forEach((limit, value) -> {
            limit.check(value);
            if (value != limit.standard()) {
                others.put(limit, value);
            }
        });
        chosen = Collections.unmodifiableSortedMap(others);
    }

    public long of(Limit limit) {
        Long value = chosen.get(limit);
        return value == null ? limit.standard() : value;
    }

    /** A time, of which the limit is in milliseconds, in nanoseconds. */
    public long nanosOf(Limit limit) {
        return of(limit) * 1_000_000;
    }

    /** @throws IllegalArgumentException if the value is out of bounds, or isn't a peer's own choice: names both */
    public Limits with(Limit limit, long value) {
        SortedMap<Limit, Long> more = new TreeMap<>(chosen);
        more.put(limit, value);
        return new Limits(more);
    }
}

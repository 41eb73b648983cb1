package org.symmetricp2p.core;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How often a peer has reached each of its limits, in this life. An immutable value.
 *
 * @param times of those that were reached at all
 */
public record Reached(SortedMap<Limit, Long> times) {

    public static final Reached NOTHING = new Reached(Collections.emptySortedMap());

    public Reached {
        times = Collections.unmodifiableSortedMap(new TreeMap<>(times));
    }

    public long of(Limit limit) {
        return times.getOrDefault(limit, 0L);
    }

    /** After a limit was reached once more. */
    public Reached and(Limit limit) {
        return and(limit, 1);
    }

    /** After a limit was reached so often again: at least 0. */
    public Reached and(Limit limit, long often) {
        if (often == 0) {
            return this;
        }
        SortedMap<Limit, Long> more = new TreeMap<>(times);
        more.merge(limit, often, Long::sum);
        return new Reached(more);
    }

    /** Both together. */
    public Reached and(Reached other) {
        Reached sum = this;
        for (SortedMap.Entry<Limit, Long> entry : other.times.entrySet()) {
            sum = sum.and(entry.getKey(), entry.getValue());
        }
        return sum;
    }

    /** For a person, as {@code links 3, lead 1}; empty if there is none. */
    @Override
    public String toString() {
        return times.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}

package org.symmetricp2p.core;

import java.util.Arrays;

/**
 * The limits that one peer keeps: the standard ones, but for those that it chooses otherwise. An immutable value.
 *
 * <pre>
 *   Config config = Node.newLife(0).withLimits(Limits.STANDARD.with(Limit.LINKS, 8).with(Limit.EVENT_BYTES, 10_000_000));
 * </pre>
 */
public final class Limits {

    private static final Limit[] ALL = Limit.values();

    public static final Limits STANDARD =
            new Limits(Arrays.stream(ALL).mapToLong(Limit::standard).toArray());

    private final long[] values; // of each limit, in the order of their declaration

    private Limits(long[] values) {
        this.values = values;
    }

    public long of(Limit limit) {
        return values[limit.ordinal()];
    }

    /** A time, of which the limit is in milliseconds, in nanoseconds. */
    public long nanosOf(Limit limit) {
        return of(limit) * 1_000_000;
    }

    /** @throws IllegalArgumentException if the value is out of bounds, or isn't a peer's own choice: names both */
    public Limits with(Limit limit, long value) {
        limit.check(value);
        long[] others = values.clone();
        others[limit.ordinal()] = value;
        return new Limits(others);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Limits limits && Arrays.equals(values, limits.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    /** Those that differ from the standard, as {@code [links=8]}. */
    @Override
    public String toString() {
        return Arrays.stream(ALL)
                .filter(limit -> of(limit) != limit.standard())
                .map(limit -> limit + "=" + of(limit))
                .toList()
                .toString();
    }
}

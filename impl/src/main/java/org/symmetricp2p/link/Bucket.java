package org.symmetricp2p.link;

/**
 * A token bucket, which is filled at a {@link Rate} and is full at first (spec 6.24). An immutable value, and a single time, from which all else
 * follows.
 *
 * @param nanos by when all that was taken would have come at the rate, if nothing could come at once
 */
record Bucket(long nanos) {

    static Bucket fullAt(long now) {
        return new Bucket(now);
    }

    /** After so much more was taken, whether or not it may be. */
    Bucket without(long amount, Rate rate, long now) {
        return new Bucket(Math.max(nanos, now) + rate.nanosOf(amount));
    }

    /** By when no more will have been taken than may be. */
    long paidNanos(Rate rate) {
        return nanos - rate.nanosAtOnce();
    }

    /** Whether more was taken than may be. */
    boolean isOverdrawn(Rate rate, long now) {
        return paidNanos(rate) > now;
    }

    /** Whether it is as good as one that was never used. */
    boolean isFull(long now) {
        return nanos <= now;
    }
}

package org.symmetricp2p.link;

/**
 * How much of something may come: a token bucket, which is filled at a rate and full at first (spec 6.24).
 *
 * @param perSecond in the long run; 1 to 1,000,000,000
 * @param atOnce how much more, after a time in which less has come; at least 0
 */
public record Rate(int perSecond, int atOnce) {

    private static final int NANOS_PER_SECOND = 1_000_000_000;

    public Rate {
        if (perSecond < 1 || perSecond > NANOS_PER_SECOND) {
            throw new IllegalArgumentException(perSecond + " per second must be from 1 to " + NANOS_PER_SECOND);
        }
        if (atOnce < 0) {
            throw new IllegalArgumentException(atOnce + " at once must not be negative");
        }
    }

    /** How long so much takes at this rate, in nanoseconds. */
    long nanosOf(long amount) {
        return amount * (NANOS_PER_SECOND / perSecond);
    }

    /** How long takes what may come at once, in nanoseconds. */
    long nanosAtOnce() {
        return nanosOf(atOnce);
    }
}

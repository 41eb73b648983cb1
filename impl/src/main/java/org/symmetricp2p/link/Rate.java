package org.symmetricp2p.link;

import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Limits;

/**
 * How much of something may come: a token bucket, which is filled at a rate and full at first (spec 6.24).
 *
 * @param perSecond in the long run; 1 to 1,000,000,000
 * @param atOnce how much more, after a time in which less has come; at least 0
 */
public record Rate(int perSecond, int atOnce) {

    private static final int NANOS_PER_SECOND = 1_000_000_000;
    private static final long LONG = Long.MAX_VALUE / 4;

    public Rate {
        if (perSecond < 1 || perSecond > NANOS_PER_SECOND) {
            throw new IllegalArgumentException(perSecond + " per second must be from 1 to " + NANOS_PER_SECOND);
        }
        if (atOnce < 0) {
            throw new IllegalArgumentException(atOnce + " at once must not be negative");
        }
    }

    /** Of frames that are read of one neighbour. */
    public static Rate frames(Limits limits) {
        return of(limits, Limit.FRAMES_PER_SECOND, Limit.FRAMES_AT_ONCE);
    }

    /** Of bytes that are read of one neighbour. */
    public static Rate bytes(Limits limits) {
        return of(limits, Limit.BYTES_PER_SECOND, Limit.BYTES_AT_ONCE);
    }

    /** Of new sources that the strangers of one machine bring. */
    public static Rate sources(Limits limits) {
        return of(limits, Limit.SOURCES_PER_SECOND, Limit.SOURCES_AT_ONCE);
    }

    /** Of ticks that the strangers of one machine make a peer simulate again, in deep replays. */
    public static Rate replayed(Limits limits) {
        return of(limits, Limit.REPLAYED_PER_SECOND, Limit.REPLAYED_AT_ONCE);
    }

    /** Of ticks that those of one machine who dialled take a clock ahead. */
    public static Rate leads(Limits limits) {
        return of(limits, Limit.LEAD_PER_SECOND, Limit.LEAD_AT_ONCE);
    }

    private static Rate of(Limits limits, Limit perSecond, Limit atOnce) {
        return new Rate(Math.toIntExact(limits.of(perSecond)), Math.toIntExact(limits.of(atOnce)));
    }

    /** How long so much takes at this rate, in nanoseconds; at most {@link #LONG}, so that no sum of it and a local time overflows. */
    long nanosOf(long amount) {
        long each = NANOS_PER_SECOND / perSecond;
        return Math.min(amount, LONG / each) * each;
    }

    /** How long takes what may come at once, in nanoseconds. */
    long nanosAtOnce() {
        return nanosOf(atOnce);
    }
}

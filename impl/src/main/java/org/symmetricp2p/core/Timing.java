package org.symmetricp2p.core;

import java.util.Objects;

/**
 * What SYNC tells of the sender's time, with rooted clocks (spec 7.21). All times are in microseconds; local ones count from 1 at
 * the peer's start.
 *
 * @param sent the sender's local time of sending, 1 to {@link #MAX_LOCAL}
 * @param heard what {@code sent} was in the last SYNC that it got over this link, 0 if it got none
 * @param held how long ago that one came, in its local time
 * @param time the sender's session time at {@code sent}, 0 to {@link #MAX_TIME}
 * @param claim whose time that is
 */
public record Timing(long sent, long heard, long held, long time, Claim claim) {

    /** Some 2,000 years. */
    public static final long MAX_LOCAL = 1L << 56;

    /** As much as any tick takes. */
    public static final long MAX_TIME = 1L << 60;

    public Timing {
        Bounds.check("sent", sent, 1, MAX_LOCAL);
        Bounds.check("heard", heard, 0, MAX_LOCAL);
        Bounds.check("held", held, 0, MAX_LOCAL);
        Bounds.check("time", time, 0, MAX_TIME);
        Objects.requireNonNull(claim, "claim");
    }
}

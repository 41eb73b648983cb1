package org.symmetricp2p.check;

import org.symmetricp2p.link.Rate;

/** A token bucket: is filled at a rate, holds so many tokens at most, and may be short of some (spec 6.24). Counts in the time that tokens take. */
final class Bucket {

    private final long nanosPerToken;
    private final long capacity; // in nanoseconds
    private long level; // below 0 if it is short
    private long at; // when that was so

    Bucket(Rate rate, long now) {
        this.nanosPerToken = 1_000_000_000L / rate.perSecond();
        this.capacity = rate.atOnce() * nanosPerToken;
        this.level = this.capacity;
        this.at = now;
    }

    void take(long tokens, long now) {
        level = Math.min(capacity, level + now - at) - tokens * nanosPerToken;
        at = now;
    }

    /** How many whole tokens there are; fewer than none if it is short. */
    long tokens(long now) {
        return Math.floorDiv(Math.min(capacity, level + now - at), nanosPerToken);
    }

    /** For how long it will be short of tokens. */
    long emptyFor(long now) {
        return filledAt() - now;
    }

    /** When it isn't short any more. */
    long filledAt() {
        return at - level;
    }
}

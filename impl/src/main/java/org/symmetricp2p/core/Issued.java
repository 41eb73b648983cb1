package org.symmetricp2p.core;

import java.util.List;

/**
 * What one source has issued: its newest event and, linked to it, all before it. An immutable value; adding an event
 * costs O(1), whatever lies before is shared.
 *
 * <p>Each also leaps over many, so that any earlier one is found in O(log n) steps. How far is that of Myers, "An
 * applicative random-access stack" (1983): two leaps of equal length, one behind the other, give one over both.
 */
final class Issued implements Comparable<Issued> {

    /** No event yet. */
    static final Issued NOTHING = new Issued();

    private final StampedEvent newest; // null in NOTHING
    private final long digestHigh; // two numbers take 24 bytes less than a Digest
    private final long digestLow;
    final Issued before; // NOTHING before the first, and before NOTHING
    final Issued leap;

    private Issued() {
        this.newest = null;
        this.digestHigh = Digest.NONE.high();
        this.digestLow = Digest.NONE.low();
        this.before = this;
        this.leap = this;
    }

    private Issued(Issued before, StampedEvent newest) {
        this.newest = newest;
        Digest digest = before.digest().with(newest);
        this.digestHigh = digest.high();
        this.digestLow = digest.low();
        this.before = before;
        Issued next = before.leap;
        this.leap = before.seq() - next.seq() == next.seq() - next.leap.seq() ? next.leap : before;
    }

    /** These and the next event. */
    Issued with(StampedEvent next) {
        return new Issued(this, next);
    }

    /** The newest event; there must be one. */
    StampedEvent newest() {
        return newest;
    }

    Source source() {
        return newest.source();
    }

    /** The number of events, which is the seq of the newest. */
    long seq() {
        return newest == null ? 0 : newest.seq();
    }

    /** Those up to a seq. */
    Issued upTo(long seq) {
        Issued at = this;
        while (at.seq() > seq) {
            at = at.leap.seq() >= seq ? at.leap : at.before;
        }
        return at;
    }

    /** Adds those after a seq to a list, the newest first. */
    void addAfter(long seq, List<StampedEvent> list) {
        for (Issued at = this; at.seq() > seq; at = at.before) {
            list.add(at.newest);
        }
    }

    /** What stands for all of these events (spec 2.15). */
    Digest digest() {
        return new Digest(digestHigh, digestLow);
    }

    /** In the order of sources. */
    @Override
    public int compareTo(Issued other) {
        return source().compareTo(other.source());
    }
}

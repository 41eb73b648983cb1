package org.symmetricp2p.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.symmetricp2p.app.Event;

/**
 * What one source has issued: its newest event and, linked to it, all before it. An immutable value; adding an event
 * costs O(1), whatever lies before is shared.
 *
 * <p>The first ones may have been dropped (spec 8.20): then it begins with what stands for them, which has the seq of their last one and their
 * digest, but no content.
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

    private Issued(Stamp last, Digest digest) {
        this.newest = new StampedEvent(last, Event.of(Event.NEXT));
        this.digestHigh = digest.high();
        this.digestLow = digest.low();
        this.before = this;
        this.leap = this;
    }

    /**
     * What stands for the events of a source that were dropped.
     *
     * @param tick at or after which nothing of them is stamped
     */
    static Issued dropped(Source source, Version upTo, long tick) {
        return new Issued(new Stamp(tick, source, upTo.seq()), upTo.digest());
    }

    /** Whether nothing is known of these but how many they are, and their digest. */
    boolean isDropped() {
        return newest != null && before == this;
    }

    /** The same, but that nothing is left of those that a version stands for. */
    Issued without(Version upTo, long tick) {
        Issued kept = dropped(source(), upTo, tick);
        for (StampedEvent event : after(upTo.seq())) {
            kept = kept.with(event);
        }
        return kept;
    }

    /** Those after a seq, in order. */
    private List<StampedEvent> after(long seq) {
        List<StampedEvent> following = new ArrayList<>();
        addAfter(seq, following);
        Collections.reverse(following);
        return following;
    }

    /** These and the next event. */
    Issued with(StampedEvent next) {
        return new Issued(this, next);
    }

    /** The newest event; there must be one. If it was dropped, its stamp isn't earlier than it was, and its content another. */
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

    /** Those up to a seq; or all that were dropped, if they are more. */
    Issued upTo(long seq) {
        Issued at = this;
        while (at.seq() > seq && !at.isDropped()) {
            at = at.leap.seq() >= seq ? at.leap : at.before;
        }
        return at;
    }

    /** Those stamped up to a tick, which is none of before the tick up to which some were dropped. */
    Issued upToTick(long tick) {
        Issued at = this;
        while (at.isAfter(tick)) {
            at = at.leap.isAfter(tick) ? at.leap : at.before;
        }
        return at;
    }

    private boolean isAfter(long tick) {
        return newest != null && newest.tick() > tick;
    }

    /** Adds those after a seq that weren't dropped to a list, the newest first. */
    void addAfter(long seq, List<StampedEvent> list) {
        for (Issued at = this; at.seq() > seq && !at.isDropped(); at = at.before) {
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

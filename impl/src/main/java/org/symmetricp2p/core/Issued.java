package org.symmetricp2p.core;

import java.nio.ByteBuffer;
import java.util.List;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.app.StateHash;

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
    private final long digest;
    final Issued before; // NOTHING before the first, and before NOTHING
    final Issued leap;

    private Issued() {
        this.newest = null;
        this.digest = 0;
        this.before = this;
        this.leap = this;
    }

    private Issued(Issued before, StampedEvent newest) {
        this.newest = newest;
        this.digest = digest(before.digest, newest);
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

    /** Those up to a seq, which is at most that of the newest. */
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

    /**
     * 64 bits for all of these events, 0 for none: two sources' events are the same if their digests and numbers are, up to
     * an error of 2^-64.
     *
     * <pre>
     *   digest(0) = 0
     *   digest(n) = the StateHash of digest(n - 1) (8 bytes) and of event n the tick (8), peer (4), incarnation (8),
     *               seq (8), type (4) and payload, all big-endian
     * </pre>
     */
    long digest() {
        return digest;
    }

    private static long digest(long before, StampedEvent event) {
        Stamp stamp = event.stamp();
        Payload payload = event.event().payload();
        byte[] bytes = new byte[5 * Long.BYTES + payload.size()];
        ByteBuffer.wrap(bytes)
                .putLong(before)
                .putLong(stamp.tick())
                .putInt(stamp.source().peer())
                .putLong(stamp.source().incarnation())
                .putLong(stamp.seq())
                .putInt(event.event().type())
                .put(payload.buffer());
        return StateHash.of(bytes);
    }

    /** In the order of sources. */
    @Override
    public int compareTo(Issued other) {
        return source().compareTo(other.source());
    }
}

package org.symmetricp2p.core;

import java.util.Optional;

/**
 * When an event applies, and its identity. The order of stamps (tick, peer, incarnation, seq) is the
 * global order of events; (peer, incarnation, seq) alone determines the event (spec 2.1, 2.2).
 *
 * @param tick the tick after which the event is applied, 1 to {@link #MAX_TICK}
 * @param source who issued it
 * @param seq the how-manieth event of its source, from 1, without gaps
 */
public record Stamp(long tick, Source source, long seq) implements Comparable<Stamp> {

    /** The last tick of all: 2^40, which at 50 FPS comes after 697 years. */
    public static final long MAX_TICK = 1L << 40;

    public Stamp {
        Bounds.check("tick of a stamp", tick, 1, MAX_TICK);
        Bounds.check("seq", seq, 1, Long.MAX_VALUE);
    }

    /**
     * The stamp of a source's next event: of this tick, but never before the previous event (spec 2.3, 2.4); none if that were after the last tick
     * of all (spec 2.11).
     *
     * @param previous that of the event which the source issued before, if there is one
     * @param tick the source's clock plus Δ
     */
    public static Optional<Stamp> next(Source source, Optional<Stamp> previous, long tick) {
        if (tick > MAX_TICK) {
            return Optional.empty();
        }
        long earliest = previous.map(Stamp::tick).orElse(0L);
        return Optional.of(new Stamp(
                Math.max(tick, earliest), source, previous.map(Stamp::seq).orElse(0L) + 1));
    }

    @Override
    public int compareTo(Stamp other) {
        if (tick != other.tick) {
            return Long.compare(tick, other.tick);
        }
        int bySource = source.compareTo(other.source);
        return bySource != 0 ? bySource : Long.compare(seq, other.seq);
    }

    @Override
    public String toString() {
        return tick + "@" + source + "#" + seq;
    }
}

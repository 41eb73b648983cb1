package org.symmetricp2p.link;

/**
 * How fast neighbours may make work. What one sends faster for long is read no faster than this, so that TCP slows the neighbour down, and
 * nothing is lost (spec 6.24). The strangers of a machine who bring too many new sources, or too many events of long ago, are sent away, as reading
 * them later would stop all else (spec 6.27, 6.28).
 *
 * @param frames of one neighbour
 * @param bytes of one neighbour
 * @param sources that the strangers of one machine bring
 * @param replayed ticks that the strangers of one machine make it simulate again, in deep replays
 * @param deepTicks a replay is deep if it is of more ticks than this; at least 0
 */
public record Pace(Rate frames, Rate bytes, Rate sources, Rate replayed, int deepTicks) {

    /** That of {@link Limits}. */
    public static final Pace DEFAULT = new Pace(
            new Rate(Limits.FRAMES_PER_SECOND, Limits.FRAMES_AT_ONCE),
            new Rate(Limits.BYTES_PER_SECOND, Limits.BYTES_AT_ONCE),
            new Rate(Limits.SOURCES_PER_SECOND, Limits.SOURCES_AT_ONCE),
            new Rate(Limits.REPLAYED_PER_SECOND, Limits.REPLAYED_AT_ONCE),
            Limits.DEEP_TICKS);

    public Pace {
        if (deepTicks < 0) {
            throw new IllegalArgumentException("deepTicks " + deepTicks + " must not be negative");
        }
    }
}

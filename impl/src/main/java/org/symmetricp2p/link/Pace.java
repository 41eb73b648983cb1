package org.symmetricp2p.link;

/**
 * How fast one neighbour may send: what comes faster for long is read no faster than this, so that TCP slows the neighbour down, and
 * nothing is lost (spec 6.24). Who brings too many new sources is sent away, as reading them later would stop all else (spec 6.27).
 *
 * @param framesPerSecond 1 to 1,000,000
 * @param framesAtOnce how many frames more than that may come at once, after a time in which less has come; at least 0
 * @param bytesPerSecond 1 to 1,000,000,000
 * @param bytesAtOnce how many bytes more than that may come at once; at least 0
 * @param sourcesPerSecond how many new sources the strangers of one machine may bring; 1 to 1,000,000
 * @param sourcesAtOnce how many new sources more than that may come at once; at least 0
 */
public record Pace(
        int framesPerSecond,
        int framesAtOnce,
        int bytesPerSecond,
        int bytesAtOnce,
        int sourcesPerSecond,
        int sourcesAtOnce) {

    /** That of {@link Limits}. */
    public static final Pace DEFAULT = new Pace(
            Limits.FRAMES_PER_SECOND,
            Limits.FRAMES_AT_ONCE,
            Limits.BYTES_PER_SECOND,
            Limits.BYTES_AT_ONCE,
            Limits.SOURCES_PER_SECOND,
            Limits.SOURCES_AT_ONCE);

    private static final int MAX_FRAMES_PER_SECOND = 1_000_000;
    private static final int MAX_BYTES_PER_SECOND = 1_000_000_000;

    public Pace {
        check("framesPerSecond", framesPerSecond, 1, MAX_FRAMES_PER_SECOND);
        check("framesAtOnce", framesAtOnce, 0, Integer.MAX_VALUE);
        check("bytesPerSecond", bytesPerSecond, 1, MAX_BYTES_PER_SECOND);
        check("bytesAtOnce", bytesAtOnce, 0, Integer.MAX_VALUE);
        check("sourcesPerSecond", sourcesPerSecond, 1, MAX_FRAMES_PER_SECOND);
        check("sourcesAtOnce", sourcesAtOnce, 0, Integer.MAX_VALUE);
    }

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " " + value + " must be from " + min + " to " + max);
        }
    }

    /** How long so many frames take at this pace, in nanoseconds. */
    long nanosOfFrames(int frames) {
        return frames * (1_000_000_000L / framesPerSecond);
    }

    /** How long so many new sources take at this pace, in nanoseconds. */
    long nanosOfSources(int sources) {
        return sources * (1_000_000_000L / sourcesPerSecond);
    }

    /** How long so many bytes take at this pace, in nanoseconds. */
    long nanosOfBytes(int bytes) {
        return bytes * (1_000_000_000L / bytesPerSecond);
    }
}

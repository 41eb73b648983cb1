package org.symmetricp2p.sdl;

import java.util.Locale;

/** How smoothly one window is drawn, from two seconds after its first frame on. */
final class FrameStats {

    /** A frame that takes longer than this is seen as a jerk. */
    static final long SLOW_NANOS = 40_000_000;

    static final long WARM_UP_NANOS = 2_000_000_000;

    private static final double SECOND = 1e9;
    private static final double MILLI = 1e6;

    private long firstNanos;
    private long lastNanos;
    private boolean started;
    private boolean travelled;
    private long frames;
    private long measuredNanos;
    private long slow;
    private long longest;
    private long longestTravelling;

    /**
     * A frame was shown.
     *
     * @param travelling whether it shows the past: such frames are counted, but not as slow
     */
    void shown(long nanos, boolean travelling) {
        if (!started) {
            started = true;
            firstNanos = nanos;
        } else if (nanos - firstNanos > WARM_UP_NANOS) {
            count(nanos - lastNanos, travelling || travelled);
        }
        lastNanos = nanos;
        travelled = travelling;
    }

    private void count(long took, boolean travelling) {
        frames++;
        measuredNanos += took;
        if (travelling) {
            longestTravelling = Math.max(longestTravelling, took);
        } else {
            longest = Math.max(longest, took);
            slow += took > SLOW_NANOS ? 1 : 0;
        }
    }

    @Override
    public String toString() {
        return frames == 0
                ? "no frames after the first 2 s"
                : String.format(
                        Locale.ROOT,
                        "%.1f frames/s, %d frames over 40 ms, longest %.1f ms; in travels longest %.1f ms",
                        frames * SECOND / measuredNanos,
                        slow,
                        longest / MILLI,
                        longestTravelling / MILLI);
    }
}

package org.symmetricp2p.sdl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** How smoothness is counted. */
class FrameStatsTest {

    private static final long MILLI = 1_000_000;

    private final FrameStats stats = new FrameStats();
    private long now;

    @Test
    void countsSlowFramesAfterTwoSecondsApartFromTravels() {
        show(500, false); // the first: nothing before it
        show(1_900, false); // while starting
        show(101, false); // 2.001 s after the first
        show(20, false);
        show(41, false); // slow
        show(40, false); // not yet
        show(50, true); // into a travel
        show(60, true);
        show(70, false); // out of it
        show(20, false);
        assertEquals(
                "19.9 frames/s, 2 frames over 40 ms, longest 101.0 ms; in travels longest 70.0 ms", stats.toString());
    }

    @Test
    void saysIfThereIsNothingToSay() {
        show(0, false);
        show(2_000, false);
        assertEquals("no frames after the first 2 s", stats.toString());
    }

    private void show(long millisLater, boolean travelling) {
        now += millisLater * MILLI;
        stats.shown(now, travelling);
    }
}

package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The paper's clock (design 5); properties Clock, NoRunaway, CatchUp. */
class PaperClockTest {

    private static final long SECOND = 1_000_000_000;
    private static final long MILLI = 1_000_000;
    private static final int DELTA = 5;

    private static PaperClock at50() {
        return PaperClock.startingAt(0, 50, DELTA);
    }

    // ---- alone ----

    /** Spec 5.2. */
    @Test
    void at_50_fps_a_tick_lasts_20_ms() {
        assertEquals(0, at50().tick());
        assertEquals(0, at50().read(20 * MILLI - 1).tick());
        assertEquals(1, at50().read(20 * MILLI).tick());
        assertEquals(1, at50().read(40 * MILLI - 1).tick());
        assertEquals(50, at50().read(SECOND).tick());
        assertEquals(180_000, at50().read(3_600 * SECOND).tick());
    }

    /** Spec 5.2. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 50, 60, 144, 999, 1_000})
    void ticks_that_do_not_divide_the_second_do_not_drift(int fps) {
        PaperClock clock = PaperClock.startingAt(17, fps, DELTA);
        for (long second = 1; second <= 100; second++) {
            clock = clock.read(17 + second * SECOND);
            assertEquals(second * fps, clock.tick());
        }
    }

    @Test
    void the_origin_of_local_time_does_not_matter() {
        for (long origin : new long[] {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE - SECOND, Long.MAX_VALUE}) {
            PaperClock clock = PaperClock.startingAt(origin, 50, DELTA);
            assertEquals(0, clock.read(origin).tick());
            assertEquals(25, clock.read(origin + SECOND / 2).tick(), "origin " + origin);
        }
    }

    @Test
    void a_pause_of_a_century_does_not_overflow() {
        long century = 100L * 366 * 86_400 * SECOND;
        for (int fps : new int[] {1, 50, 1_000}) {
            PaperClock clock = PaperClock.startingAt(0, fps, DELTA).read(century);
            assertEquals(century / SECOND * fps, clock.tick());
            assertEquals(
                    century / SECOND * fps + 1,
                    clock.read(clock.nextTickNanos()).tick());
        }
    }

    @Test
    void a_pause_while_catching_up_ends_it() {
        PaperClock clock = at50().hear(Stamp.MAX_TICK).read(0).read(3_600 * SECOND);
        assertEquals(Stamp.MAX_TICK + 180_000, clock.tick());
        assertFalse(clock.isCatchingUp());
    }

    /** Spec 5.9. */
    @Property(tries = 500, seed = "1")
    void reading_at_the_next_tick_gives_the_next_tick_and_a_nanosecond_before_does_not(
            @ForAll @IntRange(min = 1, max = 1_000) int fps, @ForAll long seed) {
        Random random = new Random(seed);
        PaperClock clock = PaperClock.startingAt(random.nextInt(), fps, DELTA);
        if (random.nextBoolean()) {
            clock = clock.hear(10 + random.nextInt(1_000)).read(clock.nanos() + random.nextInt());
            clock = clock.read(clock.nanos() + 2 * SECOND);
        }
        for (int i = 0; i < 50; i++) {
            assertEquals(clock.tick(), clock.read(clock.nextTickNanos() - 1).tick());
            assertEquals(clock.tick() + 1, clock.read(clock.nextTickNanos()).tick());
            clock = clock.read(clock.nextTickNanos() + random.nextInt(1_000_000) * (long) random.nextInt(1_000));
        }
    }

    /** Spec 5.5. */
    @Property(tries = 500, seed = "1")
    void the_tick_never_decreases_whatever_is_read_and_heard(@ForAll long seed) {
        Random random = new Random(seed);
        PaperClock clock = PaperClock.startingAt(0, 1 + random.nextInt(1_000), 1 + random.nextInt(10));
        for (int i = 0; i < 100; i++) {
            long before = clock.tick();
            clock = random.nextBoolean()
                    ? clock.hear(clock.tick() + random.nextInt(2_000) - 500)
                    : clock.read(clock.nanos() + random.nextInt(1_500) * MILLI - 300 * MILLI); // also backwards
            assertTrue(clock.tick() >= before);
        }
    }

    // ---- following ----

    /** Spec 5.2. */
    @Test
    void a_lag_of_delta_is_tolerated_and_one_tick_more_is_not() {
        PaperClock clock = at50().read(10 * SECOND);
        assertFalse(clock.hear(500 + DELTA).isCatchingUp());
        assertFalse(clock.hear(500 + DELTA).read(10 * SECOND).isCatchingUp());
        assertTrue(clock.hear(500 + DELTA + 1).isCatchingUp());
        assertTrue(clock.hear(500 + DELTA + 1).read(10 * SECOND).isCatchingUp());
    }

    /** Spec 5.2. */
    @Test
    void what_the_clock_itself_has_gained_since_does_not_count_as_lag() {
        PaperClock clock = at50().read(10 * SECOND).hear(500 + 2 * DELTA);
        assertFalse(clock.read(10 * SECOND + DELTA * 20 * MILLI).isCatchingUp());
        assertTrue(clock.read(10 * SECOND + DELTA * 20 * MILLI - 1).isCatchingUp());
    }

    @Test
    void a_clock_that_is_ahead_is_not_slowed_down() {
        PaperClock clock = at50().read(10 * SECOND).hear(3).read(11 * SECOND);
        assertEquals(550, clock.tick());
        assertFalse(clock.isCatchingUp());
    }

    /** Spec 5.3. */
    @Test
    void of_several_clocks_heard_the_highest_counts() {
        PaperClock clock = at50().hear(300).hear(700).hear(500).read(0).read(SECOND);
        assertEquals(750, clock.tick());
    }

    /** Spec 5.2. */
    @Test
    void what_was_heard_counts_for_one_reading_only() {
        PaperClock clock = at50().hear(DELTA).read(0).hear(1).read(0);
        assertEquals(0, clock.heard());
        assertFalse(clock.isCatchingUp());
    }

    /** Spec 5.2, 5.4. */
    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "2, 1",
        "3, 1",
        "7, 1",
        "7, 50",
        "500, 50",
        "1000000, 50",
        "1, 60",
        "7, 60",
        "500, 60",
        "1000000, 60",
        "500, 999",
        "1000000, 1000",
        "1099511627776, 1000"
    })
    void any_gap_closes_in_exactly_one_second(long gap, int fps) {
        int delta = 0; // smaller than any configured, so that a gap of 1 counts
        PaperClock clock = PaperClock.startingAt(0, fps, delta).hear(gap).read(0);
        assertTrue(clock.isCatchingUp());
        long before = 0;
        while (clock.nextTickNanos() < SECOND) {
            clock = clock.read(clock.nextTickNanos());
            assertTrue(clock.isCatchingUp());
            assertTrue(clock.tick() >= before);
            assertTrue(clock.tick() <= gap + clock.nanos() / MILLI * fps / 1_000, "passed what it heard");
            before = clock.tick();
        }
        clock = clock.read(SECOND);
        assertEquals(gap + fps, clock.tick());
        assertFalse(clock.isCatchingUp());
        assertEquals(gap + fps + 60 * fps, clock.read(61 * SECOND).tick());
    }

    @Test
    void it_runs_proportionally_faster_meanwhile() {
        PaperClock clock = at50().hear(1_000_000).read(0);
        assertEquals(250_012, clock.read(SECOND / 4).tick());
        assertEquals(500_025, clock.read(SECOND / 2).tick());
        assertEquals(1_000_048, clock.read(SECOND - 1_000).tick());
        assertEquals(1_000_050, clock.read(SECOND).tick());
    }

    /** Spec 5.2. */
    @Test
    void hearing_no_more_than_is_being_caught_up_with_does_not_start_again() {
        PaperClock clock = at50().hear(1_000).read(0).read(SECOND / 2);
        clock = clock.hear(1_025 + DELTA).read(SECOND / 2);
        assertEquals(1_050, clock.read(SECOND).tick());
        assertFalse(clock.read(SECOND).isCatchingUp());
    }

    /** Spec 5.2. */
    @Test
    void hearing_of_a_still_higher_clock_starts_again() {
        PaperClock clock = at50().hear(1_000).read(0).read(SECOND / 2);
        clock = clock.hear(1_025 + DELTA + 1).read(SECOND / 2);
        assertTrue(clock.read(SECOND).isCatchingUp());
        assertEquals(1_031 + 50, clock.read(SECOND / 2 + SECOND).tick());
        assertFalse(clock.read(SECOND / 2 + SECOND).isCatchingUp());
    }

    /** Spec 5.9. */
    @Test
    void while_catching_up_the_next_frame_comes_after_the_duration_of_a_tick() {
        PaperClock clock = at50().hear(1_000).read(7);
        assertEquals(7 + 20 * MILLI, clock.nextTickNanos());
        assertEquals(5 + 7 * MILLI + 20 * MILLI, clock.read(5 + 7 * MILLI).nextTickNanos());
    }

    // ---- nobody raises the maximum (NoRunaway) ----

    /**
     * A leader that doesn't correct itself, and a follower that hears of it late and reads when it likes.
     * (spec 5.7)
     */
    @Property(tries = 2_000, seed = "1")
    void a_follower_never_passes_its_leader(@ForAll long seed) {
        Random random = new Random(seed);
        int fps = 1 + random.nextInt(200);
        PaperClock leader = PaperClock.startingAt(-random.nextInt(2_000_000_000), fps, 1);
        PaperClock follower = PaperClock.startingAt(0, fps, 1 + random.nextInt(8));
        Queue<Long> underWay = new ArrayDeque<>();
        long nanos = 0;
        for (int i = 0; i < 100; i++) {
            nanos += random.nextInt(1 + random.nextInt(100_000_000));
            leader = leader.read(nanos);
            switch (random.nextInt(4)) {
                case 0 -> underWay.add(leader.tick());
                case 1 -> follower = underWay.isEmpty() ? follower : follower.hear(underWay.remove());
                default -> {
                    follower = follower.read(nanos);
                    assertTrue(follower.tick() <= leader.tick(), "step " + i);
                }
            }
        }
    }

    /** Design 5: with delay taken for half a round trip, three such peers run away (spec 5.7). */
    @ParameterizedTest
    @CsvSource({"50, 10, 90", "50, 90, 10", "60, 10, 90", "1000, 1, 99"})
    void a_ring_of_asymmetric_links_does_not_run_away(int fps, int clockwiseMillis, int backMillis) {
        PaperClock[] clocks = new PaperClock[3];
        Arrays.setAll(clocks, i -> PaperClock.startingAt(-i * 333 * MILLI, fps, 1));
        long[][] history = new long[3][3_000]; // of each peer at each millisecond
        for (int milli = 0; milli < 3_000; milli++) {
            long now = milli * MILLI;
            for (int peer = 0; peer < 3; peer++) {
                long fromLeft = history[(peer + 2) % 3][Math.max(0, milli - clockwiseMillis)];
                long fromRight = history[(peer + 1) % 3][Math.max(0, milli - backMillis)];
                clocks[peer] = clocks[peer].hear(fromLeft).hear(fromRight).read(now);
                history[peer][milli] = clocks[peer].tick();
                assertTrue(clocks[peer].tick() <= (now + 666 * MILLI) / MILLI * fps / 1_000, "at ms " + milli);
            }
        }
        for (PaperClock clock : clocks) {
            long most = (2_999 + 666) * fps / 1_000;
            assertTrue(most - clock.tick() <= 2 * (1 + backMillis * fps / 1_000 + 1), "skew at " + clock);
        }
    }

    /** Spec 5.2, 5.7. */
    @Test
    void a_reading_that_goes_back_in_local_time_counts_no_time_twice() {
        PaperClock leader = PaperClock.startingAt(-2 * SECOND, 50, 1).read(10 * SECOND);
        PaperClock follower = at50().read(10 * SECOND).hear(leader.tick()).read(9 * SECOND);
        for (long nanos = 10 * SECOND; nanos < 13 * SECOND; nanos += 20 * MILLI) {
            follower = follower.read(nanos);
            assertTrue(follower.tick() <= leader.read(nanos).tick(), follower + " passes its leader");
        }
    }
}

package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rooted clocks; properties Clock, NoRunaway, CatchUp. */
class RootedClockTest {

    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final Source SELF = new Source(7, 1);
    private static final LinkId LINK = new LinkId(1);

    private static RootedClock alone() {
        return RootedClock.startingAt(5 * SECOND, 50, SELF);
    }

    private static Timing timing(long sent, long time, Claim claim) {
        return new Timing(sent, 0, 0, time, claim);
    }

    /** As many clocks in a row, which started together. */
    private static Clocks row(int size, long delay) {
        Clocks clocks = new Clocks();
        IntStream.range(0, size).forEach(i -> clocks.start());
        IntStream.range(1, size).forEach(i -> clocks.link(i - 1, i, delay));
        return clocks;
    }

    private static long roots(Clocks clocks) {
        return IntStream.range(0, clocks.size())
                .mapToObj(i -> clocks.get(i).lead().claim().root())
                .distinct()
                .count();
    }

    // ---- alone ----

    /** Spec 5.12, 5.17. */
    @Test
    void alone_it_goes_with_local_time() {
        RootedClock clock = alone();
        assertEquals(0, clock.read(5 * SECOND + 20 * MILLI - 1).tick());
        assertEquals(1, clock.read(5 * SECOND + 20 * MILLI).tick());
        assertEquals(5 * SECOND + 20 * MILLI, clock.nextTickNanos());
        RootedClock later = clock.read(10 * SECOND);
        assertEquals(250, later.tick());
        assertEquals(250, later.read(9 * SECOND).tick(), "set back");
        assertEquals(10 * SECOND + 20 * MILLI, later.nextTickNanos());
        assertFalse(later.isCatchingUp());
    }

    /** Spec 5.18. */
    @Test
    void a_root_pulses_every_second() {
        RootedClock clock = alone().read(6 * SECOND - MILLI);
        assertFalse(clock.isDue(5 * SECOND));
        RootedClock due = alone().read(6 * SECOND);
        assertTrue(due.isDue(6 * SECOND - 1), "whenever it told last");
        assertEquals(1_000_000, due.telling().lead().claim().pulse());
        assertFalse(due.telling().isDue(0));
    }

    // ---- two ----

    /** Spec 5.14, 5.17. */
    @Test
    void a_newcomer_goes_where_the_session_is_within_a_second() {
        Clocks clocks = new Clocks();
        int old = clocks.start();
        clocks.run(30 * SECOND);
        int young = clocks.start();
        clocks.link(old, young, 50 * MILLI);
        assertTrue(clocks.get(young).hasHeardAhead());
        clocks.run(500 * MILLI);
        assertTrue(clocks.get(young).gap() > 100 && clocks.get(young).tick() > 100);
        clocks.run(1_500 * MILLI);
        assertEquals(0, clocks.get(young).gap());
        assertEquals(old, clocks.parent(young));
        assertTrue(clocks.spread() <= 100, () -> clocks.spread() + " us apart");
        assertEquals(-1, clocks.get(old).lead().offset(), "it doesn't correct itself");
    }

    /** Spec 5.13: the mean of the round trips is halved, so what differs both ways is never seen. */
    @Test
    void the_error_is_half_of_what_both_ways_differ_by() {
        Clocks clocks = row(2, 0);
        clocks.cut(0, 1);
        clocks.link(0, 1, 10 * MILLI, 100 * MILLI);
        clocks.run(10 * SECOND);
        assertEquals(45_000, clocks.time(1) - clocks.time(0), 100);
        assertEquals(55_001, clocks.get(1).lead().claim().error(), 100);
    }

    /** Spec 5.15, 5.17. */
    @Test
    void a_time_that_falls_a_little_is_waited_for() {
        Clocks clocks = new Clocks();
        int root = clocks.start();
        int ahead = clocks.start();
        clocks.shift(ahead, 900 * MILLI); // before they met
        clocks.run(2 * SECOND);
        long shown = clocks.get(ahead).tick();
        clocks.link(root, ahead, 20 * MILLI);
        clocks.run(700 * MILLI);
        assertEquals(root, clocks.parent(ahead));
        assertTrue(clocks.get(ahead).tick() >= shown, "doesn't go back");
        assertTrue(clocks.get(ahead).tick() <= shown + 15, "but waits");
        clocks.run(SECOND);
        assertTrue(clocks.spread() <= 100);
        assertEquals(clocks.get(root).tick(), clocks.get(ahead).tick(), 1);
    }

    /** Spec 5.14: apart by more, the one behind goes, whoever is the root. */
    @Test
    void what_is_far_apart_meets_at_the_time_that_is_ahead() {
        Clocks clocks = row(2, 20 * MILLI);
        clocks.run(10 * SECOND);
        clocks.cut(0, 1);
        clocks.shift(1, 3 * SECOND);
        clocks.run(SECOND);
        long ahead = clocks.time(1);
        clocks.link(0, 1, 20 * MILLI);
        clocks.run(3 * SECOND);
        assertTrue(clocks.spread() <= 20_000, () -> clocks.spread() + " us apart");
        assertEquals(ahead + 3_000_000, clocks.time(1), 100, "it was ahead");
    }

    /** Spec 7.21. */
    @Test
    void nothing_is_held_for_less_than_no_time() {
        RootedClock clock = alone().read(65 * SECOND).meet(LINK, 0, 0);
        clock = clock.hear(LINK, timing(1, 60_000_000, Claim.by(new Source(1, 1), 0, 0)), 66 * SECOND);
        Timing timing = clock.read(65 * SECOND + MILLI).timing(LINK).orElseThrow(); // it was set back
        assertEquals(0, timing.held());
    }

    /** Spec 5.14: as the others are ahead of it under its own name. */
    @Test
    void a_root_whose_local_time_stood_still_goes_where_its_followers_are() {
        Clocks clocks = row(3, 20 * MILLI);
        clocks.run(10 * SECOND);
        assertEquals(1, roots(clocks));
        clocks.shift(0, -5 * SECOND);
        long before = clocks.time(2);
        clocks.run(40 * SECOND);
        assertEquals(1, roots(clocks));
        assertTrue(clocks.spread() <= 1_000, () -> clocks.spread() + " us apart");
        assertTrue(clocks.time(2) >= before + 39_900_000, "nobody waited for it");
    }

    /** Spec 5.14: its own leap came back to it, and it knows nothing of it: that mustn't make it leap again. */
    @Test
    void nobody_follows_its_own_leap() {
        Claim claim = Claim.by(new Source(9, 1), 0, 0); // no better than its own
        RootedClock clock = alone().read(65 * SECOND).meet(LINK, 0, 0);
        for (int i = 0; i < 8; i++) {
            long sent = 60_000_001 + i * 1_000_000;
            Timing timing = new Timing(sent, sent - 50_000, 0, sent - 1, claim); // 50 ms there, 50 ms back
            clock = clock.hear(LINK, timing, (sent + 50_000 - 1) * 1_000 + 5 * SECOND);
        }
        assertEquals(-1, clock.lead().offset());
        long leap = 1_500_000;
        Timing followed = new Timing(68_000_001, 67_950_001, 0, 68_000_000 + leap, claim);
        assertEquals(
                -1,
                clock.hear(LINK, followed, (68_050_000 + leap) * 1_000 + 5 * SECOND)
                        .lead()
                        .offset());
        assertEquals(
                leap - 1,
                clock.hear(LINK, followed, 68_050_000 * 1_000L + 5 * SECOND)
                        .lead()
                        .offset(),
                "the neighbour's own leap");
    }

    /** Spec 5.13, 5.15: a neighbour's local time stood still, and nothing shows it but how long its messages seem to take. */
    @Test
    void what_seems_to_have_been_held_up_isnt_followed() {
        Claim claim = new Claim(new Source(1, 1), 0, 60_000_000, 0, 0);
        RootedClock clock = alone().read(65 * SECOND).meet(LINK, 0, 0);
        for (int i = 0; i < 4; i++) {
            Timing timing = new Timing(60_000_001, 59_950_001, 0, 60_000_000, claim); // 50 ms there, 50 ms back
            clock = clock.hear(LINK, timing, 65_050 * MILLI);
        }
        assertEquals(claim.root(), clock.lead().claim().root());
        Timing drifted = new Timing(61_000_001 - 150_000, 0, 0, 61_000_000, claim.at(61_000_000));
        assertEquals(149_999, clock.hear(LINK, drifted, 66_050 * MILLI).lead().offset());
        for (long still : new long[] {150_001, 900_000}) {
            Timing timing = new Timing(61_000_001 - still, 0, 0, 61_000_000, claim.at(61_000_000));
            assertEquals(-1, clock.hear(LINK, timing, 66_050 * MILLI).lead().offset());
        }
    }

    /** Spec 5.13: old and new samples can't both be right. */
    @Test
    void samples_begin_anew_when_a_local_time_leaps() {
        Clocks clocks = row(2, 20 * MILLI);
        clocks.run(60 * SECOND);
        clocks.shift(1, 700 * MILLI); // the follower's: less than what is tolerated
        clocks.run(2 * SECOND);
        assertTrue(clocks.spread() <= 100, () -> clocks.spread() + " us apart");
    }

    /** Spec 5.13. */
    @Test
    void one_that_is_held_up_doesnt_count() {
        Exchange exchange = Exchange.NONE;
        for (int i = 0; i < 8; i++) {
            long held = i % 4 == 3 ? 300 : 0; // the way there, in ms
            Timing timing = new Timing(1 + (100 + held) * 1_000, 1, 0, 0, Claim.by(SELF, 0, 0));
            exchange = exchange.heard(timing, 1 + (200 + held) * 1_000);
        }
        assertEquals(0, exchange.ahead());
        assertEquals(200_000, exchange.roundTrip());
    }

    // ---- many ----

    /** Spec 5.13, 5.15: with drifts of 100 ppm and steady delays, what is left is what the samples' age makes. */
    @Test
    void a_row_follows_its_root() {
        Clocks clocks = new Clocks();
        IntStream.range(0, 8).forEach(i -> clocks.start(i % 2 == 0 ? 100 : -100, i * SECOND));
        IntStream.range(1, 8).forEach(i -> clocks.link(i - 1, i, 50 * MILLI));
        clocks.run(120 * SECOND);
        assertEquals(1, roots(clocks));
        assertTrue(clocks.spread() <= 20_000, () -> clocks.spread() + " us apart");
        for (int i = 1; i < 8; i++) {
            assertEquals(i - 1, clocks.parent(i));
            assertEquals(i, clocks.get(i).lead().claim().hops());
        }
    }

    /** Spec 5.14, 5.15: whatever the neighbours across the ring seem to be, the root's rate is everybody's. */
    @Test
    void a_lopsided_ring_doesnt_run_away() {
        Clocks clocks = new Clocks();
        IntStream.range(0, 23).forEach(i -> clocks.start());
        IntStream.range(0, 23).forEach(i -> clocks.link(i, (i + 1) % 23, 10 * MILLI, 200 * MILLI));
        clocks.run(60 * SECOND);
        int root = clocks.get(0).lead().claim().root().peer();
        long offset = clocks.get(root).lead().offset();
        long max = IntStream.range(0, 23).mapToLong(clocks::time).max().orElseThrow();
        clocks.run(300 * SECOND);
        assertEquals(1, roots(clocks));
        assertEquals(offset, clocks.get(root).lead().offset());
        assertEquals(
                max + 300_000_000,
                IntStream.range(0, 23).mapToLong(clocks::time).max().orElseThrow(),
                1_000);
    }

    /** Spec 5.16. */
    @Test
    void a_root_that_is_gone_is_given_up() {
        Clocks clocks = row(5, 20 * MILLI);
        clocks.run(10 * SECOND);
        clocks.cut(0, 1);
        long before = clocks.time(4);
        clocks.run(10 * SECOND);
        assertEquals(new Source(0, 1), clocks.get(4).lead().claim().root(), "not yet");
        clocks.run(20 * SECOND);
        for (int i = 2; i < 5; i++) {
            assertEquals(
                    clocks.get(1).lead().claim().root(),
                    clocks.get(i).lead().claim().root());
        }
        assertFalse(clocks.get(1).lead().claim().root().equals(new Source(0, 1)));
        assertEquals(before + 30_000_000, clocks.time(4), 1_000);
    }

    /** Spec 5.15. */
    @Test
    void another_way_is_taken_when_no_pulse_comes() {
        Clocks clocks = row(4, 20 * MILLI);
        clocks.link(0, 3, 20 * MILLI); // a ring
        clocks.run(10 * SECOND);
        assertEquals(1, clocks.get(1).lead().claim().hops());
        assertEquals(0, clocks.parent(1));
        clocks.cut(0, 1);
        clocks.run(5 * SECOND);
        assertEquals(2, clocks.parent(1));
        assertEquals(3, clocks.get(1).lead().claim().hops());
        clocks.link(0, 1, 20 * MILLI);
        clocks.run(5 * SECOND);
        assertEquals(0, clocks.parent(1), "the way of fewer hops");
    }

    /** Spec 5.15: whoever follows whom, the way to the root has no cycles; and when all is quiet there is one root. */
    @Test
    void there_are_no_cycles_and_one_root_in_the_end() {
        for (int seed = 0; seed < 8; seed++) {
            Random random = new Random(seed);
            Clocks clocks = new Clocks();
            int size = 6;
            IntStream.range(0, size).forEach(i -> clocks.start(random.nextInt(200) - 100, random.nextInt() * 1_000L));
            clocks.watch(() -> assertNoCycle(clocks));
            boolean[][] up = new boolean[size][size];
            for (int change = 0; change < 60; change++) {
                int a = random.nextInt(size);
                int b = random.nextInt(size);
                if (a != b) {
                    toggle(clocks, up, Math.min(a, b), Math.max(a, b), random);
                }
                clocks.run(random.nextInt(3_000) * MILLI);
            }
            for (int i = 1; i < size; i++) {
                if (!up[i - 1][i]) {
                    toggle(clocks, up, i - 1, i, random);
                }
            }
            clocks.run(30 * SECOND);
            assertEquals(1, roots(clocks), "seed " + seed);
        }
    }

    private static void toggle(Clocks clocks, boolean[][] up, int a, int b, Random random) {
        up[a][b] = !up[a][b];
        if (up[a][b]) {
            clocks.link(a, b, random.nextInt(200) * MILLI, random.nextInt(200) * MILLI);
        } else {
            clocks.cut(a, b);
        }
    }

    private static void assertNoCycle(Clocks clocks) {
        for (int i = 0; i < clocks.size(); i++) {
            int steps = 0;
            for (int at = i; clocks.parent(at) >= 0; at = clocks.parent(at)) {
                assertTrue(++steps <= clocks.size(), "they follow each other");
            }
        }
    }

    // ---- what can't be right ----

    /** Spec 5.15. */
    @Test
    void what_is_too_old_or_to_come_isnt_followed() {
        Claim better = new Claim(new Source(1, 1), 0, 0, 0, 0);
        assertEquals(better.root(), rootAfterFour(at(60_000_000, better.at(45_000_001))));
        assertEquals(SELF, rootAfterFour(at(60_000_000, better.at(45_000_000))), "15 s old");
        assertEquals(better.root(), rootAfterFour(at(60_000_000, better.at(60_999_999))));
        assertEquals(SELF, rootAfterFour(at(60_000_000, better.at(61_000_000))), "a second to come");
        assertEquals(better.root(), rootAfterFour(at(59_000_000, better.at(59_000_000))));
        assertEquals(SELF, rootAfterFour(at(58_999_999, better.at(58_000_000))), "it is to come here");
        assertEquals(SELF, rootAfterFour(at(60_000_000, new Claim(better.root(), 0, 60_000_000, Claim.MAX_HOPS, 0))));
    }

    private static Timing at(long time, Claim claim) {
        return timing(60_000_001, time, claim);
    }

    /** Whom a clock follows that has been alone for a minute and is told this four times without delay. */
    private static Source rootAfterFour(Timing timing) {
        RootedClock clock = alone().read(65 * SECOND).meet(LINK, 0, 0);
        for (int i = 0; i < 4; i++) {
            assertEquals(SELF, clock.lead().claim().root(), "too few samples");
            clock = clock.hear(
                    LINK, new Timing(timing.sent(), timing.sent(), 0, timing.time(), timing.claim()), 65 * SECOND);
        }
        return clock.lead().claim().root();
    }

    /** Spec 5.15. */
    @Test
    void a_parent_that_tells_of_less_than_before_isnt_followed() {
        Claim better = new Claim(new Source(1, 1), 0, 59_000_000, 0, 0);
        RootedClock clock = alone().read(65 * SECOND).meet(LINK, 0, 0);
        for (int i = 0; i < 4; i++) {
            clock = clock.hear(LINK, new Timing(60_000_001, 60_000_001, 0, 60_000_000, better), 65 * SECOND);
        }
        assertEquals(Optional.empty(), clock.part(LINK).lead().parent());
        RootedClock told = clock.read(65 * SECOND).telling();
        assertTrue(told.isDue(63_500 * MILLI), "a follower, after a second and a half");
        assertFalse(told.isDue(63_500 * MILLI + 1));
        long offset = clock.lead().offset();
        Timing less = new Timing(60_000_001, 60_000_001, 0, 60_010_000, better.at(58_999_999));
        assertEquals(offset, clock.hear(LINK, less, 65 * SECOND).lead().offset());
        Timing longer = new Timing(60_000_001, 60_000_001, 0, 60_010_000, better.over(0));
        assertEquals(offset, clock.hear(LINK, longer, 65 * SECOND).lead().offset());
        Timing same = new Timing(60_000_001, 60_000_001, 0, 60_010_000, better);
        assertEquals(offset + 10_000, clock.hear(LINK, same, 65 * SECOND).lead().offset());
    }

    /** Spec 5.14: a machine that slept reads what came meanwhile before it reads its clock. */
    @Test
    void a_HELLO_is_compared_with_the_time_at_which_it_comes() {
        RootedClock clock = alone().read(65 * SECOND);
        assertEquals(-1, clock.meet(LINK, 3_500, 75 * SECOND).lead().offset(), "at tick 3,500 by itself");
        assertEquals(-1, clock.meet(LINK, 3_550, 75 * SECOND).lead().offset(), "a second ahead");
        RootedClock leapt = clock.meet(LINK, 3_551, 75 * SECOND);
        assertEquals(1_019_999, leapt.lead().offset());
        assertEquals(3_551, leapt.read(75 * SECOND).aim());
    }

    /** Spec 5.13. */
    @Test
    void a_round_trip_of_more_than_a_minute_says_nothing() {
        Claim claim = Claim.by(SELF, 0, 0);
        assertTrue(Exchange.NONE
                .heard(new Timing(30_000_001, 1, 0, 0, claim), 60_000_001)
                .hasSamples());
        assertFalse(Exchange.NONE
                .heard(new Timing(30_000_001, 1, 0, 0, claim), 60_000_002)
                .hasSamples());
        assertTrue(
                Exchange.NONE.heard(new Timing(30_000_001, 1, 0, 0, claim), 1).hasSamples());
        assertFalse(
                Exchange.NONE.heard(new Timing(30_000_000, 1, 0, 0, claim), 0).hasSamples());
    }

    /** Spec 5.15. */
    @Test
    void the_older_root_counts_and_the_newer_pulse() {
        Claim claim = new Claim(SELF, 5, 100, 3, 0);
        assertTrue(new Claim(new Source(9, 1), 4, 0, 9, 0).isBefore(claim));
        assertFalse(new Claim(new Source(1, 1), 6, 200, 0, 0).isBefore(claim));
        assertTrue(new Claim(new Source(6, 9), 5, 0, 9, 0).isBefore(claim));
        assertFalse(new Claim(new Source(8, 0), 5, 200, 0, 0).isBefore(claim));
        assertTrue(new Claim(SELF, 5, 101, 9, 0).isFresherThan(claim));
        assertTrue(new Claim(SELF, 5, 100, 2, 0).isFresherThan(claim));
        assertFalse(claim.isFresherThan(claim));
        assertFalse(new Claim(SELF, 5, 99, 0, 0).isFresherThan(claim));
    }

    @Test
    void the_extremes_that_can_be_told_do_no_harm() {
        Claim claim = new Claim(
                new Source(65_535, Long.MAX_VALUE), Timing.MAX_TIME, Timing.MAX_TIME, Claim.MAX_HOPS, Timing.MAX_TIME);
        for (long heard : new long[] {0, 1, Timing.MAX_LOCAL}) {
            for (long held : new long[] {0, Timing.MAX_LOCAL}) {
                RootedClock clock = alone().read(65 * SECOND).meet(LINK, 0, 0);
                for (int i = 0; i < 40; i++) {
                    Timing timing = new Timing(i % 2 == 0 ? 1 : Timing.MAX_LOCAL, heard, held, Timing.MAX_TIME, claim);
                    clock = clock.hear(LINK, timing, 65 * SECOND).read(66 * SECOND);
                }
                assertTrue(clock.tick() >= 3_000);
                assertEquals(Optional.empty(), clock.lead().parent());
            }
        }
    }

    /** Spec 7.21. */
    @Test
    void times_out_of_bounds_are_refused() {
        Claim claim = alone().lead().claim();
        assertThrows(IllegalArgumentException.class, () -> new Timing(0, 0, 0, 0, claim));
        assertThrows(IllegalArgumentException.class, () -> new Timing(1, -1, 0, 0, claim));
        assertThrows(IllegalArgumentException.class, () -> new Timing(1, 0, -1, 0, claim));
        assertThrows(IllegalArgumentException.class, () -> new Timing(1, 0, 0, -1, claim));
        assertThrows(IllegalArgumentException.class, () -> new Claim(SELF, -1, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Claim(SELF, 0, -1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Claim(SELF, 0, 0, -1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Claim(SELF, 0, 0, 0, -1));
    }
}

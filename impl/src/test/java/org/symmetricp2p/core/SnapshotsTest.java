package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots (design 3): dense near the present, sparser into the past, O(log T); d ticks back cost O(d). */
class SnapshotsTest {

    private static Snapshots<Long> upTo(long tick) {
        Snapshots<Long> snapshots = Snapshots.startingWith(0L);
        for (long t = 1; t <= tick; t++) {
            snapshots = snapshots.add(t, t);
        }
        return snapshots;
    }

    private static List<Long> ticks(Snapshots<?> snapshots) {
        return snapshots.list().stream().map(Snapshot::tick).toList();
    }

    @Test
    void the_beginning_is_kept_for_ever() {
        assertTrue(Snapshots.isKept(0, 0));
        assertTrue(Snapshots.isKept(0, Stamp.MAX_TICK));
        List<Long> ticks = ticks(upTo(100_000));
        assertEquals(0, ticks.get(ticks.size() - 1));
    }

    /** Spec 4.10. */
    @Test
    void every_tick_is_kept_for_8_ticks_and_a_multiple_of_a_power_of_2_that_many_times_longer() {
        assertTrue(Snapshots.isKept(1_001, 1_009));
        assertFalse(Snapshots.isKept(1_001, 1_010));
        assertTrue(Snapshots.isKept(1_002, 1_018));
        assertFalse(Snapshots.isKept(1_002, 1_019));
        assertTrue(Snapshots.isKept(1_024, 1_024 + 8 * 1_024));
        assertFalse(Snapshots.isKept(1_024, 1_025 + 8 * 1_024));
        assertTrue(Snapshots.isKept(1L << 39, Stamp.MAX_TICK));
    }

    /** Spec 4.10. */
    @ParameterizedTest
    @ValueSource(longs = {1, 7, 32, 33, 100, 1_000, 65_535, 65_536, 100_031, 1_000_000})
    void there_are_exactly_those_to_be_kept_and_at_most_an_interval_of_others(long now) {
        List<Long> ticks = ticks(upTo(now));
        assertEquals(
                ticks.stream().distinct().sorted((a, b) -> Long.compare(b, a)).toList(), ticks);
        assertEquals(now, ticks.get(0));
        for (long tick = 0; tick <= now; tick++) {
            if (Snapshots.isKept(tick, now)) {
                assertTrue(ticks.contains(tick), "tick " + tick);
            }
        }
        long log = 64 - Long.numberOfLeadingZeros(now);
        assertTrue(ticks.size() <= 8 * log + 32 + 2, ticks.size() + " snapshots at tick " + now);
    }

    @Test
    void whenever_pruned_there_is_nothing_that_is_not_to_be_kept_also_after_rollbacks() {
        Snapshots<Long> snapshots = Snapshots.startingWith(0L);
        long tick = 0;
        for (int i = 1; tick < 50_000; i++) {
            long to = tick + 1 + i * 61L % 500;
            snapshots = advanced(snapshots, to);
            long back = 1 + i * 97L % to;
            snapshots = advanced(snapshots.before(to + 1 - back), to);
            tick = to;
        }
    }

    private static Snapshots<Long> advanced(Snapshots<Long> from, long to) {
        Snapshots<Long> snapshots = from;
        for (long t = from.newest().tick() + 1; t <= to; t++) {
            snapshots = snapshots.add(t, t);
            if (t % 32 == 0) {
                for (long kept : ticks(snapshots)) {
                    assertTrue(Snapshots.isKept(kept, t), "tick " + kept + " at tick " + t);
                }
            }
        }
        return snapshots;
    }

    @Test
    void those_before_a_tick_are_the_same_without_that_tick_and_later_ones() {
        Snapshots<Long> snapshots = upTo(100);
        assertEquals(ticks(snapshots).stream().filter(t -> t < 97).toList(), ticks(snapshots.before(97)));
        assertEquals(96, snapshots.before(97).newest().tick());
        assertEquals(List.of(0L), ticks(snapshots.before(1)));
        assertEquals(ticks(snapshots), ticks(snapshots.before(101)));
        assertEquals(100, snapshots.newest().tick()); // a value: it is as it was
    }

    /** Spec 4.10. */
    @ParameterizedTest
    @ValueSource(longs = {50, 1_000, 4_095, 4_096, 4_097, 50_001, 99_999, 131_072})
    void rolling_back_d_ticks_simulates_at_most_1_3_d_and_2_ticks(long now) {
        Diary diary = new Diary();
        TimeMachine<Diary.Page> machine = TimeMachine.start(diary).advanceTo(now, (tick, state) -> {});
        for (long d = 1; d <= now; d += 1 + d / 40) {
            diary.countTicks();
            machine.insert(Diary.at(now - d + 1, Diary.peer(1), 1, "late")).advanceTo(now, (tick, state) -> {});
            long simulated = diary.countTicks();
            assertTrue(simulated >= d && simulated <= 1.3 * d + 2, "back " + d + " of " + now + ": " + simulated);
        }
    }

    @Test
    void it_stays_so_after_many_rollbacks() {
        Diary diary = new Diary();
        TimeMachine<Diary.Page> machine = TimeMachine.start(diary).advanceTo(10_000, (tick, state) -> {});
        for (int i = 1; i <= 500; i++) {
            long now = 10_000 + i * 7L;
            long d = 1 + i * 37L % 3_000;
            machine = machine.advanceTo(now, (tick, state) -> {});
            diary.countTicks();
            machine = machine.insert(Diary.at(now - d + 1, Diary.peer(i), 1, ""));
            machine = machine.advanceTo(now, (tick, state) -> {});
            long simulated = diary.countTicks();
            assertTrue(simulated >= d && simulated <= 1.3 * d + 2, "rollback " + i + ", back " + d + ": " + simulated);
            assertTrue(machine.snapshots().size() <= 8 * 14 + 32 + 2);
        }
    }
}

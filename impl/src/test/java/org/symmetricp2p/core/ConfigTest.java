package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The bounds that Config states, and that each wither changes one thing. */
class ConfigTest {

    private static final Config DEFAULTS = Config.of(Diary.peer(1));

    /** Spec 1.9, 1.10, 1.11. */
    @Test
    void the_extremes_are_allowed() {
        new Config(Diary.peer(1), 1, 1, 0, 0, Limits.STANDARD, ClockKind.PAPER);
        new Config(
                Diary.peer(1),
                Config.MAX_FPS,
                Config.MAX_DELTA,
                Config.MAX_TRAVEL_NANOS,
                Config.MAX_JOIN_NANOS,
                Limits.STANDARD,
                ClockKind.ROOTED);
    }

    /** Spec 1.9, 1.10, 1.11. */
    @Test
    void what_is_out_of_bounds_is_rejected() {
        List<Executable> impossible = List.of(
                () -> DEFAULTS.withFps(0),
                () -> DEFAULTS.withFps(Config.MAX_FPS + 1),
                () -> DEFAULTS.withDelta(0),
                () -> DEFAULTS.withDelta(Config.MAX_DELTA + 1),
                () -> DEFAULTS.withTravelNanos(-1),
                () -> DEFAULTS.withTravelNanos(Config.MAX_TRAVEL_NANOS + 1),
                () -> DEFAULTS.withJoinNanos(-1),
                () -> DEFAULTS.withJoinNanos(Config.MAX_JOIN_NANOS + 1),
                () -> DEFAULTS.withMaxLead(0),
                () -> DEFAULTS.withMaxLead(Stamp.MAX_TICK + 1),
                () -> DEFAULTS.withMaxEventBytes(-1));
        for (Executable each : impossible) {
            assertThrows(IllegalArgumentException.class, each);
        }
    }

    /** Spec 1.9, 1.10, 1.11. */
    @Test
    void each_wither_changes_one_thing() {
        assertEquals(
                new Config(Diary.peer(1), 50, 5, 1_000_000_000, 10_000_000_000L, Limits.STANDARD, ClockKind.PAPER),
                DEFAULTS);
        assertEquals(
                new Config(
                        Diary.peer(1),
                        60,
                        7,
                        8,
                        9,
                        Limits.STANDARD.with(Limit.LEAD, 10).with(Limit.EVENT_BYTES, 11),
                        ClockKind.ROOTED),
                DEFAULTS.withFps(60)
                        .withDelta(7)
                        .withTravelNanos(8)
                        .withJoinNanos(9)
                        .withMaxLead(10)
                        .withMaxEventBytes(11)
                        .withClock(ClockKind.ROOTED));
    }
}

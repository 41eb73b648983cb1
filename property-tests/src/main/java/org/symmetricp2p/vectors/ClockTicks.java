package org.symmetricp2p.vectors;

import static org.symmetricp2p.vectors.Samples.fields;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.PaperClock;
import org.symmetricp2p.core.Stamp;

/** From readings of the local time, and clocks heard, to ticks: two topics with one function. */
final class ClockTicks {

    private static final long SECOND = 1_000_000_000;
    private static final long FRAME = 20_000_000;
    private static final int FPS = Config.DEFAULT_FPS;
    private static final int DELTA = Config.DEFAULT_DELTA;

    private static final Map<String, String> FIELDS = fields(
            "given.fps", "ticks per second",
            "given.delta", "the lag that is tolerated, in ticks",
            "given.startNanos", "the local time at tick 0, in nanoseconds",
            "given.heard", "the clocks that neighbours told since the last reading, in ticks; possibly none",
            "given.nanos", "then the local time is read, in nanoseconds",
            "expect.tick", "the peer's clock after the reading (T)",
            "expect.gap", "how many ticks are being caught up from this reading on (G)");

    static final Topic TIME = Topic.stepped(
            "clock/local-time",
            "Ticks of a peer that hears nobody: whole ticks of the time since the start, rounded down, exactly. The "
                    + "clock never goes back, even if the local time does; then it stands. (spec 5.2, spec 5.5)",
            FIELDS,
            () -> List.of(
                    alone("ticks-of-20-ms", "", 50, 0, 0, 1, FRAME - 1, FRAME, FRAME + 1, 2 * FRAME, SECOND),
                    alone("start-is-the-origin", "", 50, 5, 5, 4 + FRAME, 5 + FRAME, 5 + SECOND),
                    alone("start-before-zero", "", 50, -SECOND, -SECOND, -1, 0, FRAME),
                    alone("a-third-of-a-second", "", 3, 0, 333_333_333, 333_333_334, 666_666_666, 666_666_667, SECOND),
                    alone("seven-a-second", "a sum of rounded ticks drifts", 7, 0, SECOND, 3 * SECOND, 700 * SECOND),
                    alone("sixty-a-second", "", 60, 0, 16_666_666, 16_666_667, 33_333_333, 33_333_334, 59 * SECOND),
                    alone("a-thousand-a-second", "", 1_000, 0, 999_999, 1_000_000, SECOND),
                    alone("one-a-second", "", 1, 0, SECOND - 1, SECOND, 2 * SECOND - 1),
                    alone(
                            "years",
                            "time * fps doesn't fit 64 bits",
                            1_000,
                            0,
                            100L * 365 * 86_400 * SECOND,
                            146L * 365 * 86_400 * SECOND),
                    alone(
                            "set-back-by-a-second",
                            "stands until it is later again",
                            50,
                            0,
                            2 * SECOND,
                            SECOND,
                            2 * SECOND,
                            2 * SECOND + FRAME),
                    alone("set-back-before-the-start", "", 50, SECOND, SECOND, 0, SECOND + FRAME),
                    alone("suspended-for-a-day", "a leap is made at once", 50, 0, FRAME, 86_400 * SECOND)),
            ClockTicks::run);

    static final Topic CATCH_UP = Topic.stepped(
            "clock/catch-up",
            "Ticks of a peer that hears others. What it hears takes effect at the next reading: if the highest clock "
                    + "heard is more than delta ahead of where this clock is and is going to, the whole gap is closed "
                    + "within a second from there, proportionally, rounded down, on top of the local time's ticks, which are "
                    + "counted anew from there. So nobody ever passes what it heard. (spec 5.2, spec 5.3, spec 5.4)",
            FIELDS,
            ClockTicks::catchUps,
            ClockTicks::run);

    private ClockTicks() {}

    private static List<Case> catchUps() {
        List<Case> cases = new ArrayList<>();
        cases.add(clock("gap-of-delta-is-tolerated", "", heard(SECOND, 55), heard(2 * SECOND)));
        cases.add(clock("gap-of-delta-and-1-is-closed", "", heard(SECOND, 56), quarters(SECOND)));
        for (long gap : new long[] {7, 50, 999, 1_000_000, 99_999_999, Stamp.MAX_TICK - 50}) {
            cases.add(clock("gap-of-" + gap, "", heard(SECOND, 50 + gap), quarters(SECOND)));
        }
        cases.add(clock("behind-is-ignored", "", heard(SECOND, 3), heard(2 * SECOND)));
        cases.add(clock("highest-of-several", "", heard(SECOND, 70, 90, 80), quarters(SECOND)));
        cases.add(clock(
                "fraction-of-a-tick-is-dropped",
                "19 ms after a tick: the next one comes 20 ms after the reading",
                heard(SECOND + 19_000_000, 100),
                List.of(step(SECOND + 20_000_000), step(SECOND + 38_999_999), step(SECOND + 39_000_000))));
        cases.add(clock(
                "microseconds-are-rounded-down",
                "of the time since the catch-up began, only whole microseconds close the gap",
                heard(SECOND, 1_000_050),
                List.of(step(SECOND + 999), step(SECOND + 1_000), step(SECOND + 1_999), step(2 * SECOND - 1))));
        cases.add(clock(
                "heard-again-on-the-way",
                "a clock that goes where this one is going changes nothing",
                heard(SECOND, 150),
                List.of(step(SECOND + SECOND / 2, 175), step(2 * SECOND, 200), step(3 * SECOND, 250))));
        cases.add(clock(
                "further-ahead-on-the-way",
                "starts anew from where it is",
                heard(SECOND, 150),
                List.of(step(SECOND + SECOND / 2, 1_000), step(2 * SECOND), step(2 * SECOND + SECOND / 2))));
        cases.add(clock(
                "set-back-while-catching-up",
                "",
                heard(SECOND, 150),
                List.of(step(SECOND + SECOND / 2), step(SECOND), step(SECOND + SECOND / 2), step(2 * SECOND))));
        cases.add(clock(
                "one-reading-after-the-end",
                "the gap is closed once, however late one looks",
                heard(SECOND, 150),
                List.of(step(10 * SECOND))));
        cases.add(clock(
                "heard-between-two-readings",
                "counts from the reading on, not from when it was heard",
                heard(SECOND),
                List.of(step(9 * SECOND, 500), step(10 * SECOND))));
        cases.add(drifting());
        cases.add(stepped(
                "seven-a-second-catches-up",
                "",
                Json.object("fps", 7, "delta", 2, "startNanos", 0),
                join(heard(SECOND, 17), quarters(SECOND))));
        return cases;
    }

    /** A neighbour's clock runs 1 % faster, and is told each second: behind by at most delta, it is left alone. */
    private static Case drifting() {
        List<ObjectNode> steps = new ArrayList<>();
        for (long second = 1; second <= 14; second++) {
            steps.add(step(second * SECOND, second * 51));
        }
        return stepped(
                "neighbour-runs-2-percent-faster", "", Json.object("fps", FPS, "delta", DELTA, "startNanos", 0), steps);
    }

    // ---- steps ----

    private static Case alone(String name, String about, int fps, long start, long... readings) {
        List<ObjectNode> steps = new ArrayList<>();
        for (long nanos : readings) {
            steps.add(step(nanos));
        }
        return stepped(name, about, Json.object("fps", fps, "delta", DELTA, "startNanos", start), steps);
    }

    private static Case clock(String name, String about, List<ObjectNode> first, List<ObjectNode> then) {
        return stepped(name, about, Json.object("fps", FPS, "delta", DELTA, "startNanos", 0), join(first, then));
    }

    private static Case stepped(String name, String about, ObjectNode given, List<ObjectNode> steps) {
        return new Case(name, about, given, steps);
    }

    private static List<ObjectNode> heard(long nanos, long... heard) {
        return List.of(step(nanos, heard));
    }

    /** Readings while a gap is closed that was noticed at a time. */
    private static List<ObjectNode> quarters(long from) {
        return List.of(
                step(from + 1),
                step(from + SECOND / 4),
                step(from + SECOND / 2),
                step(from + SECOND - 1),
                step(from + SECOND),
                step(from + SECOND + FRAME));
    }

    private static ObjectNode step(long nanos, long... heard) {
        List<Long> list = new ArrayList<>();
        for (long tick : heard) {
            list.add(tick);
        }
        return Json.object("heard", list, "nanos", nanos);
    }

    private static List<ObjectNode> join(List<ObjectNode> first, List<ObjectNode> then) {
        List<ObjectNode> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }

    // ---- run ----

    private static List<Found> run(Given given, List<Given> steps) {
        PaperClock clock = PaperClock.startingAt(
                nanos(given, "startNanos"),
                given.smallInteger("fps", 1, Config.MAX_FPS),
                given.smallInteger("delta", 1, Config.MAX_DELTA));
        List<Found> found = new ArrayList<>();
        for (Given step : steps) {
            for (long heard : step.integers("heard", 0, Stamp.MAX_TICK)) {
                clock = clock.hear(heard);
            }
            clock = clock.read(nanos(step, "nanos"));
            found.add(Found.of("tick", clock.tick(), "gap", clock.gap()));
        }
        return found;
    }

    private static long nanos(Given given, String name) {
        return given.integer(name, Long.MIN_VALUE / 2, Long.MAX_VALUE / 2); // so that no difference overflows
    }
}

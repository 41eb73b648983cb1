package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;

/** F(E, t) and how to get there (design 3); properties StateFn, SnapIdentity, SnapFresh, Rollback = replay. */
class TimeMachineTest {

    private static final Source ONE = Diary.peer(1);
    private static final Source TWO = Diary.peer(2);

    private final Diary diary = new Diary();
    private final TimeMachine<Diary.Page> start = TimeMachine.start(diary);
    private final List<Long> observed = new ArrayList<>();

    private TimeMachine<Diary.Page> advance(TimeMachine<Diary.Page> machine, long tick) {
        return machine.advanceTo(tick, (t, state) -> {
            assertEquals(t, state.tick());
            observed.add(t);
        });
    }

    private static String textOf(TimeMachine<Diary.Page> machine) {
        assertEquals(machine.present().tick(), machine.present().state().tick());
        return machine.present().state().text();
    }

    @Test
    void a_machine_starts_at_tick_0_with_the_state_of_START() {
        assertEquals(new Snapshot<>(0, new Diary.Page(0, "")), start.present());
        assertEquals(List.of(start.present()), start.snapshots());
        assertSame(diary, start.simulation());
    }

    /** Spec 4.3. */
    @Test
    void an_event_applies_after_the_tick_of_its_stamp() {
        TimeMachine<Diary.Page> machine = start.insert(Diary.at(3, ONE, 1, "a"));
        assertEquals("", textOf(advance(machine, 2)));
        assertEquals("3:a ", textOf(advance(machine, 3)));
        assertEquals("3:a ", textOf(advance(machine, 4)));
    }

    /** Spec 4.2. */
    @Test
    void events_of_one_tick_apply_in_the_order_of_stamps_not_of_arrival() {
        TimeMachine<Diary.Page> machine = start.insert(Diary.at(3, TWO, 1, "c"))
                .insert(Diary.at(3, ONE, 1, "a"))
                .insert(Diary.at(3, ONE, 2, "b"));
        assertEquals("3:a 3:b 3:c ", textOf(advance(machine, 3)));
    }

    /** Spec 4.2. */
    @Test
    void advancing_step_by_step_or_at_once_is_the_same() {
        TimeMachine<Diary.Page> machine = start.insert(Diary.at(1, ONE, 1, "a")).insert(Diary.at(50, ONE, 2, "b"));
        TimeMachine<Diary.Page> stepwise = machine;
        for (int tick = 0; tick <= 100; tick++) {
            stepwise = advance(stepwise, tick);
        }
        assertEquals(advance(machine, 100).snapshots(), stepwise.snapshots());
    }

    @Test
    void events_that_are_past_do_not_stand_in_the_way_of_those_to_come() {
        TimeMachine<Diary.Page> machine = start.insert(Diary.at(3, ONE, 1, "a")).insert(Diary.at(6, ONE, 2, "b"));
        assertEquals("3:a 6:b ", textOf(advance(advance(machine, 3), 10)));
        assertEquals("3:a 6:b ", textOf(advance(advance(machine, 4), 10)));
    }

    @Test
    void advancing_to_the_present_or_the_past_does_nothing() {
        TimeMachine<Diary.Page> machine = advance(start, 10);
        observed.clear();
        assertSame(machine, advance(machine, 10));
        assertSame(machine, advance(machine, 3));
        assertEquals(List.of(), observed);
    }

    /** Spec 4.2, 4.9. */
    @Test
    void a_late_event_rewinds_to_before_its_tick_and_the_next_advance_replays() {
        TimeMachine<Diary.Page> machine = advance(start.insert(Diary.at(60, TWO, 1, "B")), 60);
        observed.clear();
        TimeMachine<Diary.Page> rewound = machine.insert(Diary.at(55, ONE, 1, "A"));
        assertEquals(54, rewound.present().tick());
        TimeMachine<Diary.Page> replayed = advance(rewound, 60);
        assertEquals("55:A 60:B ", textOf(replayed));
        assertEquals(LongStream.rangeClosed(55, 60).boxed().toList(), observed);
        assertEquals("60:B ", textOf(machine)); // a value: it is as it was
    }

    /** Spec 4.4. */
    @Test
    void an_event_stamped_exactly_now_is_late() {
        TimeMachine<Diary.Page> machine = advance(start.insert(Diary.at(60, TWO, 1, "B")), 60);
        TimeMachine<Diary.Page> rewound = machine.insert(Diary.at(60, ONE, 1, "A"));
        assertEquals(59, rewound.present().tick());
        assertEquals("60:A 60:B ", textOf(advance(rewound, 60)));
    }

    @Test
    void an_event_of_the_next_tick_is_not_late() {
        TimeMachine<Diary.Page> machine = advance(start, 60).insert(Diary.at(61, ONE, 1, "A"));
        assertEquals(60, machine.present().tick());
        diary.countTicks();
        assertEquals("61:A ", textOf(advance(machine, 61)));
        assertEquals(1, diary.countTicks());
    }

    /** Spec 4.9. */
    @Test
    void a_burst_of_late_events_costs_one_replay() {
        TimeMachine<Diary.Page> machine = advance(start, 1_000);
        diary.countTicks();
        for (int i = 0; i < 100; i++) {
            machine = machine.insert(Diary.at(990 - i % 10, Diary.peer(i), 1, "" + i));
        }
        assertEquals(0, diary.countTicks());
        advance(machine, 1_000);
        assertEquals(1_000 - 980, diary.countTicks());
    }

    /** Spec 4.8. */
    @Test
    void a_later_late_event_does_not_bring_back_what_an_earlier_one_dropped() {
        TimeMachine<Diary.Page> machine = advance(start, 60);
        machine = machine.insert(Diary.at(40, ONE, 1, "a")).insert(Diary.at(58, TWO, 1, "b"));
        assertEquals("40:a 58:b ", textOf(advance(machine, 60)));
        machine = advance(start, 60);
        machine = machine.insert(Diary.at(58, TWO, 1, "b")).insert(Diary.at(40, ONE, 1, "a"));
        assertEquals("40:a 58:b ", textOf(advance(machine, 60)));
    }

    /** Spec 4.7. */
    @Test
    void a_rollback_reaches_back_to_tick_1() {
        TimeMachine<Diary.Page> machine = advance(start, 1_000).insert(Diary.at(1, ONE, 1, "a"));
        assertEquals(0, machine.present().tick());
        assertEquals("1:a ", textOf(advance(machine, 1_000)));
    }

    /** Spec 4.8. */
    @Test
    void snapshots_from_the_tick_of_a_late_event_on_are_dropped_and_all_others_stay() {
        TimeMachine<Diary.Page> machine = advance(start, 1_000);
        List<Snapshot<Diary.Page>> before = machine.snapshots();
        assertEquals(
                before.stream().filter(s -> s.tick() < 960).toList(),
                machine.insert(Diary.at(960, ONE, 1, "a")).snapshots());
    }

    /** Spec 4.14. */
    @Test
    void every_snapshot_survives_encoding_and_keeps_its_hash() {
        TimeMachine<Diary.Page> machine = start.insert(Diary.at(5, ONE, 1, "a")).insert(Diary.at(77, TWO, 1, "b"));
        for (Snapshot<Diary.Page> snapshot : advance(machine, 300).snapshots()) {
            byte[] bytes = diary.bytes(snapshot.state());
            Diary.Page decoded = diary.decode(ByteBuffer.wrap(bytes));
            assertEquals(snapshot.state(), decoded);
            assertArrayEquals(bytes, diary.bytes(decoded));
            assertEquals(diary.hash(snapshot.state()), diary.hash(decoded));
        }
    }

    @Test
    void the_state_at_every_tick_of_the_past_can_be_seen_without_moving() {
        TimeMachine<Diary.Page> machine =
                advance(start.insert(Diary.at(30, ONE, 1, "a")).insert(Diary.at(60, TWO, 1, "b")), 100);
        for (long tick = 0; tick <= 100; tick++) {
            String text = tick < 30 ? "" : tick < 60 ? "30:a " : "30:a 60:b ";
            assertEquals(new Snapshot<>(tick, new Diary.Page(tick, text)), machine.stateAt(tick, 1_000));
        }
        assertEquals(100, machine.present().tick());
    }

    @Test
    void looking_at_the_past_walks_from_the_snapshot_before_however_long_the_session() {
        TimeMachine<Diary.Page> machine = advance(start, 10_000);
        for (long tick = 9_000; tick <= 10_000; tick++) {
            diary.countTicks();
            assertEquals(tick, machine.stateAt(tick, 300).tick());
            assertTrue(diary.countTicks() <= 300);
        }
    }

    @Test
    void looking_at_the_past_simulates_at_most_so_many_ticks_and_else_shows_the_snapshot_before() {
        TimeMachine<Diary.Page> machine = advance(start, 65_536 * 2);
        List<Long> kept = machine.snapshots().stream().map(Snapshot::tick).toList();
        long gap = kept.get(kept.size() - 2); // the first after tick 0
        diary.countTicks();
        assertEquals(100, machine.stateAt(100, 100).tick());
        assertEquals(100, diary.countTicks());
        assertEquals(0, machine.stateAt(101, 100).tick());
        assertEquals(gap, machine.stateAt(gap, 0).tick());
        assertEquals(0, diary.countTicks());
    }

    // ---- applications that fail ----

    /** Spec 4.6. */
    @Test
    void an_event_at_which_the_application_fails_has_no_effect() {
        TimeMachine<Diary.Page> machine = start.insert(Diary.at(7, TWO, 1, Diary.POISON))
                .insert(Diary.at(7, TWO, 2, "a"))
                .insert(Diary.at(8, TWO, 3, Diary.POISON));
        assertEquals("7:a ", advance(machine, 10).present().state().text());
    }

    /** Spec 4.6. */
    @Test
    void an_application_that_fails_in_an_event_is_named_with_tick_and_stamp() {
        List<String> failures = new ArrayList<>();
        start.insert(Diary.at(7, TWO, 1, Diary.POISON)).advanceTo(10, new TickObserver<>() {
            @Override
            public void ticked(long tick, Diary.Page state) {}

            @Override
            public void failed(StampedEvent event, SimulationFailure failure) {
                failures.add(event.stamp() + ": " + failure.getMessage());
            }
        });
        assertEquals(
                List.of("7@2.0#1: simulation diary/1 failed at tick 7 in event 7@2.0#1 of type 2:"
                        + " java.lang.IllegalStateException: poisoned"),
                failures);
    }

    @Test
    void an_application_that_fails_in_a_tick_is_named_with_the_tick() {
        TimeMachine<Integer> machine = TimeMachine.start(new Countdown(3));
        SimulationFailure e = assertThrows(SimulationFailure.class, () -> machine.advanceTo(9, (t, s) -> {}));
        assertEquals(
                "simulation countdown/1 failed at tick 4 in tick: java.lang.ArithmeticException: over", e.getMessage());
    }

    /** Spec 4.13. */
    @Test
    void an_application_whose_first_state_is_impossible_or_too_large_does_not_start() {
        SimulationFailure failing = assertThrows(SimulationFailure.class, () -> TimeMachine.start(new Countdown(-1)));
        assertEquals(
                "simulation countdown/1 failed at tick 0 in start: java.lang.ArithmeticException: over",
                failing.getMessage());
        SimulationFailure large = assertThrows(
                SimulationFailure.class,
                () -> TimeMachine.start(new Countdown(99) {
                    @Override
                    public int stateSize() {
                        return 3;
                    }
                }));
        assertEquals(
                "a state of countdown/1 does not fit in its declared size of 3 bytes",
                large.getCause().getMessage());
    }

    /** Fails after so many ticks. */
    static class Countdown implements Simulation<Integer> {
        private final int from;

        Countdown(int from) {
            this.from = from;
        }

        @Override
        public String id() {
            return "countdown/1";
        }

        @Override
        public int stateSize() {
            return Integer.BYTES;
        }

        @Override
        public Integer start() {
            return notNegative(from);
        }

        @Override
        public Integer tick(Integer state) {
            return notNegative(state - 1);
        }

        private static int notNegative(int value) {
            if (value < 0) {
                throw new ArithmeticException("over");
            }
            return value;
        }

        @Override
        public Integer event(Integer state, Event event) {
            return state;
        }

        @Override
        public void encode(Integer state, ByteBuffer out) {
            out.putInt(state);
        }

        @Override
        public Integer decode(ByteBuffer in) {
            return in.getInt();
        }
    }
}

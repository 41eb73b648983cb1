package org.symmetricp2p.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.SplitMix64;

/** What is planned happens by time, and at one time in the order in which it was planned; also what is planned meanwhile. */
class AgendaTest {

    private record Plan(long atMicros, int number) {}

    private final Agenda agenda = new Agenda();
    private final List<Plan> planned = new ArrayList<>();
    private final List<Plan> happened = new ArrayList<>();

    @Test
    void whatIsPlannedHappensInOrder() {
        SplitMix64 chance = new SplitMix64(1);
        for (int i = 0; i < 1_000; i++) {
            plan(chance.below(100), chance.below(3));
            chance = chance.next();
        }
        agenda.runUntil(Long.MAX_VALUE);
        assertEquals(inOrder(), happened);
    }

    @Test
    void runsUpToATimeAndNoFurther() {
        plan(10, 0);
        plan(11, 0);
        agenda.runUntil(10);
        assertEquals(List.of(new Plan(10, 0)), happened);
        assertEquals(10, agenda.now());
        agenda.runUntil(50);
        assertEquals(2, happened.size());
        assertEquals(50, agenda.now());
    }

    @Test
    void whatIsPlannedForThePastHappensNow() {
        agenda.runUntil(100);
        List<Long> times = new ArrayList<>();
        agenda.at(20, () -> times.add(agenda.now()));
        agenda.runUntil(100);
        assertEquals(List.of(100L), times);
    }

    /** @param further how many more it plans when it happens, for the same time and later */
    private void plan(long micros, int further) {
        Plan plan = new Plan(micros, planned.size());
        planned.add(plan);
        agenda.at(micros, () -> {
            happened.add(plan);
            for (int i = 0; i < further; i++) {
                plan(agenda.now() + i, 0);
            }
        });
    }

    private List<Plan> inOrder() {
        return planned.stream()
                .sorted(Comparator.comparingLong(Plan::atMicros).thenComparingInt(Plan::number))
                .toList();
    }
}

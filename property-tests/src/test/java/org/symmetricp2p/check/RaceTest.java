package org.symmetricp2p.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.symmetricp2p.check.Shrinker.Budget;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenarios;

/** Whichever answer comes first, the first candidate in order is found. */
@Timeout(60)
final class RaceTest {

    private static final List<Scenario> CANDIDATES =
            LongStream.rangeClosed(1, 6).mapToObj(Scenarios::of).toList();

    @Test
    void theFirstInOrderIsFoundEvenIfALaterOneIsFaster() {
        CountDownLatch later = new CountDownLatch(1);
        Predicate<Scenario> wanted = scenario -> {
            if (scenario.equals(CANDIDATES.get(1))) {
                awaited(later);
            } else if (scenario.equals(CANDIDATES.get(2))) {
                later.countDown();
            }
            return !scenario.equals(CANDIDATES.get(0));
        };
        try (Race race = new Race(wanted, budget(2))) {
            assertEquals(Optional.of(CANDIDATES.get(1)), race.first(CANDIDATES.stream()));
            assertEquals(2, race.runs());
            assertFalse(race.isCutOff());
        }
    }

    @Test
    void nothingIsFoundWhereNothingIsWanted() {
        try (Race race = new Race(scenario -> false, budget(3))) {
            assertEquals(Optional.empty(), race.first(CANDIDATES.stream()));
            assertEquals(CANDIDATES.size(), race.runs());
            assertFalse(race.isCutOff());
        }
    }

    /** Many threads work at the same time: none of these candidates ends before all four have begun. */
    @Test
    void allThreadsWork() {
        CountDownLatch begun = new CountDownLatch(4);
        Predicate<Scenario> wanted = scenario -> {
            begun.countDown();
            awaited(begun);
            return false;
        };
        try (Race race = new Race(wanted, budget(4))) {
            assertEquals(Optional.empty(), race.first(CANDIDATES.stream()));
        }
    }

    @Test
    void theNumberOfRunsIsBounded() {
        try (Race race = new Race(scenario -> false, budget(2))) {
            Stream<Scenario> endless = Stream.iterate(CANDIDATES.get(0), same -> same);
            assertEquals(Optional.empty(), race.first(endless));
            assertEquals(Shrinker.MAX_RUNS, race.runs());
            assertTrue(race.isCutOff());
        }
    }

    private static Budget budget(int threads) {
        return new Budget(threads, Long.MAX_VALUE, () -> 0);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}

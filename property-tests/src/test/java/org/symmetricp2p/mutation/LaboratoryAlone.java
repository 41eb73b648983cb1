package org.symmetricp2p.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.symmetricp2p.check.Trial;
import org.symmetricp2p.core.ClockKind;
import org.symmetricp2p.explore.Explorer;
import org.symmetricp2p.explore.PinnedStates;
import org.symmetricp2p.explore.Worlds;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenarios;

/**
 * What the laboratory finds without any unit test or golden vector: the worlds with which PIT tries each mutant, in the
 * profile {@code mutation} only. They are many short tests, because PIT tries the shortest first, only those
 * that reach the mutant, and waits for one that no longer ends in proportion to the time it should take.
 */
final class LaboratoryAlone {

    private static final long FIRST_SEED = 7_000_000;
    private static final int WORLDS_PER_TEST = 10;
    private static final int DUEL_TESTS = 8;
    private static final int DUELS_PER_TEST = 50;
    private static final int LATE_PERCENT = 10;
    private static final int PLENTY = 1_000_000;

    /** Worlds of one kind, and in how many tests they are. */
    private record Kind(String name, int tests, LongFunction<Scenario> bySeed) {}

    /** Whatever the peers of a session can choose, and be. */
    private static final List<Kind> KINDS = List.of(
            new Kind("plain", 12, Scenarios::of),
            new Kind("rooted clocks", 4, seed -> Scenarios.of(seed).withClock(ClockKind.ROOTED)),
            new Kind("adaptive delta", 3, seed -> Scenarios.of(seed).withLatePercent(LATE_PERCENT)),
            new Kind("hostile peers", 2, Scenarios::hostile),
            new Kind("settled", 5, Scenarios::settled),
            new Kind("settled, with all else", 2, LaboratoryAlone::settledWithAllElse),
            new Kind("settled, with hostile peers", 2, Scenarios::settledHostile));

    /** All of the build but those that take longer than a few seconds. */
    private static final List<String> SMALL_WORLDS = List.of(
            "Flood-line",
            "Flood-both-ways",
            "Flood-triangle",
            "TimeMachine-ties",
            "TimeMachine-long",
            "Clock-pair",
            "Clock-line",
            "Clock-ring",
            "Clock-steady-ring",
            "links-two-diallers",
            "late-events",
            "crash");

    @TestFactory
    Stream<DynamicTest> generatedWorlds() {
        return KINDS.stream()
                .flatMap(kind -> LongStream.range(0, kind.tests)
                        .map(test -> FIRST_SEED + test * WORLDS_PER_TEST)
                        .mapToObj(from -> test(kind.name + ", seeds from " + from, () -> assertGood(kind, from))));
    }

    @TestFactory
    Stream<DynamicTest> smallWorlds() {
        return SMALL_WORLDS.stream().map(name -> test(name, () -> assertExplored(name)));
    }

    @TestFactory
    Stream<DynamicTest> duels() {
        return LongStream.range(0, DUEL_TESTS)
                .map(test -> FIRST_SEED + test * DUELS_PER_TEST)
                .mapToObj(from -> test("duels from " + from, () -> assertAgreed(from)));
    }

    private static Scenario settledWithAllElse(long seed) {
        return Scenarios.settled(seed).withClock(ClockKind.ROOTED).withLatePercent(LATE_PERCENT);
    }

    private static void assertGood(Kind kind, long from) {
        for (long seed = from; seed < from + WORLDS_PER_TEST; seed++) {
            assertEquals(Optional.empty(), Trial.of(kind.bySeed.apply(seed)).failure(), kind.name + " " + seed);
        }
    }

    private static void assertAgreed(long from) {
        for (long seed = from; seed < from + DUELS_PER_TEST; seed++) {
            assertEquals(Optional.empty(), Trial.duel(seed), "duel " + seed);
        }
    }

    private static void assertExplored(String name) {
        Explorer.Result result = Worlds.explore(name, PLENTY);
        assertEquals(Optional.empty(), result.counterexample());
        assertEquals(PinnedStates.of(name), result.states());
    }

    /**
     * PIT's plugin for JUnit finds tests by running them all, in each of the JVMs in which it tries mutants: one for each class
     * and another after each mutant that doesn't end. There, and there only, finding them is enough.
     */
    private static DynamicTest test(String name, Runnable body) {
        return DynamicTest.dynamicTest(name, () -> {
            if (!isOnlySought()) {
                body.run();
            }
        });
    }

    private static boolean isOnlySought() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(
                        frame -> frame.getClassName().equals("org.pitest.mutationtest.execute.MutationTestMinion")
                                && frame.getMethodName().equals("findTestsForTestClasses")));
    }
}

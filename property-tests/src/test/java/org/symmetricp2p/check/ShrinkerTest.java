package org.symmetricp2p.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.check.Shrinker.Budget;
import org.symmetricp2p.check.Shrinker.Shrunk;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenario.Edge;
import org.symmetricp2p.sim.Scenario.PeerSpec;
import org.symmetricp2p.sim.Scenarios;

/** Failing scenarios become small, and stay what they are. */
final class ShrinkerTest {

    private static final long SEEDS = 25;
    private static final Budget ONE_THREAD = new Budget(1, Long.MAX_VALUE, () -> 0);
    private static final Budget FOUR_THREADS = new Budget(4, Long.MAX_VALUE, () -> 0);

    /** An artificial failure: a peer but 0 presses a key, and a link is cut. */
    private static Optional<String> planted(Scenario scenario) {
        boolean cut = scenario.fates().stream().anyMatch(fate -> fate instanceof Fate.Cut);
        boolean pressed = scenario.fates().stream().anyMatch(fate -> fate instanceof Fate.Press p && p.peer() != 0);
        return cut && pressed ? Optional.of("planted") : Optional.empty();
    }

    private static Scenario failing() {
        return LongStream.rangeClosed(1, SEEDS)
                .mapToObj(Scenarios::of)
                .filter(scenario -> planted(scenario).isPresent())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyCandidateIsSimpler() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Scenario scenario = Scenarios.of(seed);
            Weight weight = Weight.of(scenario);
            Shrinker.candidates(scenario)
                    .limit(300)
                    .forEach(candidate -> assertTrue(Weight.of(candidate).isLessThan(weight)));
        }
    }

    /** A simpler scenario that is not connected, or ends too early, would fail for reasons of its own. */
    @Test
    void whatIsGoodStaysGood() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Scenario scenario = Scenarios.of(seed);
            List<Scenario> candidates = Shrinker.candidates(scenario).toList();
            for (int i = 0; i < candidates.size(); i += 1 + candidates.size() / 2) {
                assertTrue(Simpler.isConnected(candidates.get(i)));
                assertEquals(Optional.empty(), Trial.of(candidates.get(i)).failure());
            }
        }
    }

    @Test
    void aPlantedFailureBecomesMinimal() {
        int tried = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Scenario scenario = Scenarios.of(seed);
            if (planted(scenario).isPresent()) {
                tried++;
                Shrunk shrunk = Shrinker.shrink(scenario, "planted", ShrinkerTest::planted, ONE_THREAD);
                assertMinimal(shrunk.scenario());
                assertFalse(shrunk.isCutOff());
                assertTrue(shrunk.runs() <= Shrinker.MAX_RUNS);
                assertEquals(shrunk, Shrinker.shrink(scenario, "planted", ShrinkerTest::planted, FOUR_THREADS));
            }
        }
        assertTrue(tried > 5);
    }

    /** Each try takes a second of a clock that nothing else moves. */
    @Test
    void whenTheTimeIsUpTheSmallestSoFarIsKept() {
        Scenario scenario = failing();
        AtomicLong seconds = new AtomicLong();
        Budget halfAMinute = new Budget(1, 30_000_000_000L, () -> seconds.get() * 1_000_000_000L);
        Shrunk shrunk = Shrinker.shrink(
                scenario,
                "planted",
                candidate -> {
                    seconds.incrementAndGet();
                    return planted(candidate);
                },
                halfAMinute);
        assertTrue(shrunk.isCutOff());
        assertTrue(shrunk.runs() <= 30, shrunk.toString());
        assertTrue(planted(shrunk.scenario()).isPresent());
        assertTrue(Weight.of(shrunk.scenario()).isLessThan(Weight.of(scenario)));
    }

    @Test
    void whoIsInterruptedKeepsTheSmallestSoFar() {
        Scenario scenario = failing();
        Thread shrinking = Thread.currentThread();
        AtomicInteger runs = new AtomicInteger();
        Shrunk shrunk = Shrinker.shrink(
                scenario,
                "planted",
                candidate -> {
                    if (runs.incrementAndGet() == 30) {
                        shrinking.interrupt();
                    }
                    return planted(candidate);
                },
                ONE_THREAD);
        assertTrue(shrunk.isCutOff());
        assertTrue(planted(shrunk.scenario()).isPresent());
        assertTrue(Weight.of(shrunk.scenario()).isLessThan(Weight.of(scenario)));
    }

    /** As if a broken core simulated for ever in it. */
    @Test
    void aCandidateThatNeverEndsTakesNoMoreThanTheTime() {
        Scenario scenario = failing();
        CountDownLatch never = new CountDownLatch(1);
        Budget briefly = new Budget(2, 1_000_000, () -> 0);
        Shrunk shrunk = Shrinker.shrink(
                scenario,
                "planted",
                candidate -> {
                    if (candidate != scenario) {
                        await(never);
                    }
                    return planted(candidate);
                },
                briefly);
        assertTrue(shrunk.isCutOff());
        assertEquals(scenario, shrunk.scenario());
    }

    private static void await(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException unwanted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertMinimal(Scenario s) {
        assertTrue(s.peers().size() <= 3); // one that presses, two at the ends of what is cut
        assertEquals(s.peers().size() - 1, s.edges().size());
        assertEquals(2, s.fates().size());
        assertEquals(0, s.fates().stream().mapToLong(Fate::atMicros).sum());
        assertEquals("chain", s.application());
        assertEquals(0, s.healMicros());
    }

    /** Two peers that nothing links can't come to know the same. */
    @Test
    void onlyTheSameFailureCounts() {
        List<PeerSpec> peers =
                List.of(new PeerSpec(0, 5_000, 7, 0), new PeerSpec(1, 0, 0, 0), new PeerSpec(2, 0, 0, 9));
        List<Edge> edges = List.of(new Edge(0, 1, List.of(1_000, 2_000), List.of(3_000), 0));
        List<Fate> fates = List.of(new Fate.Press(900_000, 2, 5), new Fate.Press(1, 2, 5), new Fate.Cut(8, 0, 1));
        Scenario scenario = new Scenario("pool", 60, 3, 100, peers, edges, fates, 1_000_000, 9_000_000);
        Shrunk shrunk = Shrinker.shrink(scenario, Trial.of(scenario).failure().orElseThrow(), FOUR_THREADS);
        assertEquals("CONVERGE", Trial.of(shrunk.scenario()).failure().get().kind());
        assertEquals(2, shrunk.scenario().peers().size());
        assertEquals(1, shrunk.scenario().fates().size());
    }

    @Test
    void whatDoesNotFailCannotBeShrunk() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Shrinker.shrink(Scenarios.of(1), new Trial.Failure("CONVERGE", "once", 1_000), ONE_THREAD));
    }
}

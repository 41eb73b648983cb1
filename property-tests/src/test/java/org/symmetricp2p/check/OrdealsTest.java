package org.symmetricp2p.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.symmetricp2p.core.ClockKind;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Ordeal;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.ScenarioFile;
import org.symmetricp2p.sim.Scenarios;
import org.symmetricp2p.sim.Watch;

/** Worlds that are hard for rooted clocks, and worlds whose peers choose Δ: all properties hold. Many and long ones are run by the tool. */
class OrdealsTest {

    private static void assertGood(Scenario scenario, String replay) {
        Optional<Trial.Failure> failure = Trial.of(scenario).failure();
        assertEquals(Optional.empty(), failure.map(Trial.Failure::text), "explain it: symmetric.jar replay " + replay);
    }

    @ParameterizedTest
    @EnumSource
    void allPropertiesHold(Ordeal ordeal) {
        for (long seed = 1; seed <= 2; seed++) {
            String replay = seed + " --ordeal " + ordeal + " --seconds " + Ordeal.MIN_SECONDS;
            assertGood(ordeal.of(seed, Ordeal.MIN_SECONDS), replay);
        }
    }

    /** Spec 5.20 to 5.22: the reference says which Δ is right, and what SYNC tells. */
    @Test
    void peersChooseDelta() {
        for (long seed = 1; seed <= 12; seed++) {
            assertGood(Scenarios.of(seed).withLatePercent(10), seed + " --adaptive-delta 10");
        }
    }

    /** Spec 8.5, 8.7: and whatever they choose keeps what they have promised. */
    @Test
    void peersChooseDeltaWhereTheSessionSettles() {
        for (long seed = 1; seed <= 12; seed++) {
            assertGood(Scenarios.settled(seed).withLatePercent(10), seed + " --settled --adaptive-delta 10");
        }
    }

    /** With hostile ones about. */
    @Test
    void rootedClocksAmongHostilePeers() {
        for (long seed = 1; seed <= 10; seed++) {
            assertGood(Scenarios.hostile(seed).withClock(ClockKind.ROOTED), seed + " --hostile --clock rooted");
        }
    }

    /** In a world in which nothing was ever chosen nothing is shown. */
    @Test
    void inSuchAWorldDeltaChanges() {
        boolean[] changed = {false};
        Scenario scenario = Ordeal.LOPSIDED.of(1, Ordeal.MIN_SECONDS).withLatePercent(10);
        Watch<Object> watch = new Watch<>() {
            @Override
            public void stepped(Host<Object> host, Peer<Object> before, Input input, Step<Object> step) {
                changed[0] |= step.peer().delta() != scenario.delta();
            }
        };
        assertTrue(Laboratory.run(scenario, Set.of(Property.STAMPS), List.of(watch))
                .isGood());
        assertTrue(changed[0]);
    }

    @Test
    void theyCanBeWritten(@TempDir Path folder) throws IOException {
        Scenario scenario = Ordeal.CHURN.of(7, Ordeal.MAX_SECONDS).withLatePercent(3);
        ScenarioFile.write(folder.resolve("churn.json"), scenario);
        assertEquals(scenario, ScenarioFile.read(folder.resolve("churn.json")));
    }
}

package org.symmetricp2p.check.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.check.Laboratory;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenarios;

/** The rules by which faults are found are those that the real core keeps: whoever is blamed is to blame. */
final class NobodyIsBlamedTest {

    private static final int WORLDS = 40;
    private static final int HOSTILE_WORLDS = 15;

    @Test
    void peersOfTheRealCoreHaveNoFaults() {
        for (long seed = 1; seed <= WORLDS; seed++) {
            Recording recording = new Recording();
            Laboratory.run(Scenarios.of(seed), Set.of(), List.of(recording));
            assertEquals(List.of(), recording.faults(), "seed " + seed);
        }
    }

    /** Whoever is hostile may be blamed; nobody else is. */
    @Test
    void peersWithHostileNeighboursHaveNoFaults() {
        for (long seed = 1; seed <= HOSTILE_WORLDS; seed++) {
            Scenario scenario = Scenarios.hostile(seed);
            Recording recording = new Recording();
            Laboratory.run(scenario, Set.of(), List.of(recording));
            List<Fault> faults = recording.faults().stream()
                    .filter(fault -> scenario.attacks().stream().noneMatch(attack -> attack.peer() == fault.peer()))
                    .toList();
            assertEquals(List.of(), faults, "seed " + seed);
        }
    }
}

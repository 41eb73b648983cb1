package org.symmetricp2p.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.ClockKind;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenarios;

/** The properties hold with rooted clocks as well, in the same worlds as with the paper's. */
class RootedWorldsTest {

    private static final int WORLDS = 120;

    /** Spec 5.11, 5.13, 5.14, 5.16, 5.17, 5.18. */
    @Test
    void all_properties_hold() {
        for (long seed = 0; seed < WORLDS; seed++) {
            Scenario scenario = Scenarios.of(seed).withClock(ClockKind.ROOTED);
            assertEquals(Optional.empty(), Trial.of(scenario).failure(), "seed " + seed);
        }
    }
}

package org.symmetricp2p.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symmetricp2p.history.Checker.Model.STRONG_SESSION_SERIALIZABLE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symmetricp2p.history.Checker.Malformed;
import org.symmetricp2p.history.Checker.Model;
import org.symmetricp2p.history.Checker.Validity;
import org.symmetricp2p.sim.Scenarios;

/** Elle itself says what our checker says. Only in the profile {@code elle}, which knows where Elle is published. */
@EnabledIfSystemProperty(named = "elle", matches = "true", disabledReason = "Elle is there only in the profile elle")
final class RealElleTest {

    private static final int WORLDS = 500;
    private static final int FEW_WORLDS = 30;

    private final Checker elle = Checker.elle();
    private final Checker own = Checker.own();

    @ParameterizedTest
    @MethodSource("org.symmetricp2p.history.CheckerTest#anomalies")
    void anAnomalyHasTheSameName(String name, Model model, String history) throws Malformed {
        if (!name.equals("G0-realtime")) { // ours sees more there: see the table
            assertTrue(elle.check(history, model).anomalies().containsKey(name), name);
        }
    }

    @Test
    void afterRestAllSeeOneOrder() throws Malformed {
        for (long seed = 1; seed <= WORLDS; seed++) {
            String history = Histories.afterRest(Scenarios.of(seed));
            assertEquals(
                    own.check(history, STRONG_SESSION_SERIALIZABLE),
                    elle.check(history, STRONG_SESSION_SERIALIZABLE),
                    "seed " + seed);
        }
    }

    @Test
    void untilThenWhatIsSeenMayChange() throws Malformed {
        for (long seed = 1; seed <= FEW_WORLDS; seed++) {
            String history = Histories.optimistic(Scenarios.of(seed));
            Validity expected = own.check(history, STRONG_SESSION_SERIALIZABLE).validity();
            assertEquals(
                    expected, elle.check(history, STRONG_SESSION_SERIALIZABLE).validity(), "seed " + seed);
        }
    }
}

package org.symmetricp2p.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symmetricp2p.history.Checker.Model.STRONG_SESSION_SERIALIZABLE;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symmetricp2p.history.Checker.Malformed;
import org.symmetricp2p.history.Checker.Model;
import org.symmetricp2p.history.Checker.Verdict;
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
        assertTrue(elle.check(history, model).anomalies().containsKey(name), name);
        for (Model other : Model.values()) {
            assertSame(history, other, name + " under " + other);
        }
    }

    @Test
    void afterRestAllSeeOneOrder() throws Malformed {
        for (long seed = 1; seed <= WORLDS; seed++) {
            assertSame(Histories.afterRest(Scenarios.of(seed)), STRONG_SESSION_SERIALIZABLE, "seed " + seed);
        }
    }

    @Test
    void whatIsSettledIsOneOrderAtAnyTime() throws Malformed {
        for (long seed = 1; seed <= FEW_WORLDS; seed++) {
            assertSame(Histories.settled(Scenarios.settled(seed)), STRONG_SESSION_SERIALIZABLE, "seed " + seed);
        }
    }

    @Test
    void untilThenWhatIsSeenMayChange() throws Malformed {
        for (long seed = 1; seed <= FEW_WORLDS; seed++) {
            assertSame(Histories.optimistic(Scenarios.of(seed)), STRONG_SESSION_SERIALIZABLE, "seed " + seed);
        }
    }

    /** The same verdict; and all that ours finds, which names the worst cycle where Elle names several. */
    private void assertSame(String history, Model model, String which) throws Malformed {
        Verdict expected = own.check(history, model);
        Verdict actual = elle.check(history, model);
        assertEquals(expected.validity(), actual.validity(), which);
        Set<String> missed = new TreeSet<>(expected.anomalies().keySet());
        missed.removeAll(actual.anomalies().keySet());
        assertEquals(Set.of(), missed, which);
    }
}

package org.symmetricp2p.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.cli.KeyScript.Press;

/** The demo's scenario: a function of duration and seed that lets everything happen, and in time. */
final class ScenarioTest {

    @Property
    void everythingHappensInOrderBeforeTheLastKey(
            @ForAll @IntRange(min = 5, max = 3_600) int seconds, @ForAll long seed) {
        Scenario scenario = Scenario.of(seconds, seed);
        List<Long> ticks =
                scenario.moments().stream().map(Scenario.Moment::tick).toList();
        assertEquals(5, ticks.size());
        assertEquals(ticks.stream().sorted().toList(), ticks);
        assertTrue(ticks.get(0) > 0, () -> "first at " + ticks.get(0));
        assertTrue(ticks.get(4) < scenario.lastKeyTick(), () -> "last at " + ticks.get(4));
    }

    @Property
    void keysArePressedWhileTheLinkIsDownOnBothSides(
            @ForAll @IntRange(min = 10, max = 60) int seconds, @ForAll long seed) {
        Scenario scenario = Scenario.of(seconds, seed);
        long down = tickOf(scenario, "link 3-4 goes down");
        long up = tickOf(scenario, "link 3-4 comes back");
        for (int peer : List.of(3, 4)) {
            assertTrue(
                    scenario.keys(peer, 0, 0).presses().stream()
                            .anyMatch(press -> press.tick() > down && press.tick() < up),
                    () -> "no key at peer " + peer + " from " + down + " to " + up);
        }
    }

    @Test
    void theSeedFixesKeysAndMoments() {
        assertEquals(Scenario.of(20, 7).keys(3, 100, 0), Scenario.of(20, 7).keys(3, 100, 0));
        assertNotEquals(Scenario.of(20, 7).keys(3, 100, 0), Scenario.of(20, 8).keys(3, 100, 0));
        assertNotEquals(Scenario.of(20, 7).keys(3, 100, 0), Scenario.of(20, 7).keys(4, 100, 0));
        assertEquals(tickOf(Scenario.of(20, 7), "peer 2 is killed"), tickOf(Scenario.of(20, 7), "peer 2 is killed"));
        assertNotEquals(tickOf(Scenario.of(20, 7), "peer 2 is killed"), tickOf(Scenario.of(20, 8), "peer 2 is killed"));
    }

    @Test
    void whoStartsLaterPressesTheLaterKeys() {
        List<Press> all = Scenario.of(20, 7).keys(5, 100, 0).presses();
        List<Press> later = Scenario.of(20, 7).keys(5, 100, 500).presses();
        assertEquals(all.stream().filter(press -> press.tick() > 500).toList(), later);
    }

    private static long tickOf(Scenario scenario, String what) {
        return scenario.moments().stream()
                .filter(moment -> moment.what().startsWith(what))
                .findFirst()
                .orElseThrow()
                .tick();
    }
}

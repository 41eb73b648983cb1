package org.symmetricp2p.paper.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.paper.ClockRule;
import org.symmetricp2p.paper.Course;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Scenario;

/** What happens in a session of many peers. */
final class CrowdTest {

    private static final int SECOND = 1_000_000;
    private static final Course COURSE = new Course(SECOND, 2 * SECOND, 8 * SECOND, 10 * SECOND);
    private static final Crowd CROWD = new Crowd(Shape.DEGREE_4, 20, ClockRule.PAPER, 20, 600, COURSE, 1);

    /** Twice the way of 2.5 hops of 20 ms is 5 ticks; a bit more is 6. */
    @Test
    void deltaIsTwiceTheAverageWay() {
        assertEquals(5, CROWD.delta(2.5));
        assertEquals(6, CROWD.delta(2.6));
    }

    @Test
    void keysArePressedEvenlyByWhoStays() {
        List<Fate.Press> presses = all(Fate.Press.class);
        assertEquals(70, presses.size());
        for (int i = 0; i < presses.size(); i++) {
            assertEquals(SECOND + i * 100_000L, presses.get(i).atMicros());
            assertEquals(i, presses.get(i).key());
            assertTrue(presses.get(i).peer() < 20 - Crowd.NEWCOMERS, "a newcomer presses " + i);
        }
        assertEquals(
                15, presses.stream().mapToInt(Fate.Press::peer).distinct().count(), "all that stay press some time");
    }

    @Test
    void theLastPeersGoAndComeBackWithoutMemoryWhileThingsAreCounted() {
        List<Fate.Start> starts = all(Fate.Start.class);
        assertEquals(
                List.of(19, 18, 17, 16, 15),
                starts.stream().map(Fate.Start::peer).toList());
        assertEquals(
                List.of(3_000_000L, 4_000_000L, 5_000_000L, 6_000_000L, 7_000_000L),
                starts.stream().map(Fate.Start::atMicros).toList());
        starts.forEach(start -> assertFalse(start.withMemory()));
        assertEquals(
                List.of(1_000_000L, 1_000_000L, 2_000_000L, 3_000_000L, 4_000_000L),
                all(Fate.Stop.class).stream().map(Fate.Stop::atMicros).toList());
    }

    @Test
    void whoseClocksAreRightStartAtOnceAndDoNotDrift() {
        Crowd right = new Crowd(Shape.TREE, 20, ClockRule.PERFECT, 20, 600, COURSE, 1);
        for (Scenario.PeerSpec peer : right.scenario(right.graph(), 5).peers()) {
            assertEquals(new Scenario.PeerSpec(peer.id(), 0, 0, 0), peer);
        }
    }

    private static <F extends Fate> List<F> all(Class<F> kind) {
        List<F> all = new ArrayList<>();
        for (Fate fate : CROWD.scenario(CROWD.graph(), 5).fates()) {
            if (kind.isInstance(fate)) {
                all.add(kind.cast(fate));
            }
        }
        return all;
    }
}

package org.symmetricp2p.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.sim.Application;
import org.symmetricp2p.sim.Applications;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenario.Edge;
import org.symmetricp2p.sim.Scenario.PeerSpec;
import org.symmetricp2p.sim.World;

/** What is counted, in worlds so small that it can be counted by hand. */
final class MeterTest {

    private static final int SECOND = 1_000_000;
    private static final Course COURSE = new Course(0, 2 * SECOND, 9 * SECOND, 10 * SECOND);

    /** At 50 ticks a second a tick takes 20 ms; an event is stamped tick 202 at tick 200, and arrives 100 ms later. */
    @Test
    void anEventIsAsLateAsItArrivesAfterItsStamp() {
        Outcome outcome = run(0, 100_000, new Fate.Press(4_005_000, 0, 1));
        assertEquals(1, outcome.events());
        assertEquals(1, outcome.arrivals());
        assertEquals(1, outcome.late());
        assertEquals(205 - 202, outcome.lateTicks());
        assertEquals(205 - 202 + 1, outcome.replayed()); // its own tick is simulated again, too
        assertEquals(2 * 8 * 50, outcome.ticks());
        assertEquals(100.0 * 3 / 800, outcome.rollbackPercent());
    }

    @Test
    void whatArrivesBeforeItsTickIsNotLate() {
        Outcome outcome = run(0, 30_000, new Fate.Press(4_005_000, 0, 1));
        assertEquals(1, outcome.arrivals());
        assertEquals(0, outcome.late());
        assertEquals(0, outcome.replayed());
    }

    @Test
    void whatHappensBeforeItCountsIsNotCounted() {
        Outcome outcome = run(0, 100_000, new Fate.Press(1_005_000, 0, 1));
        assertEquals(0, outcome.events());
        assertEquals(0, outcome.arrivals());
        assertEquals(0, outcome.replayed());
    }

    /** Peer 1 starts 50 ms late, so it stays two ticks behind, which Δ allows. */
    @Test
    void clocksAreBehindTheFurthestTickThatWasSeen() {
        assertEquals(0, run(0, 5_000).behind());
        Outcome behind = run(50_000, 19_999);
        assertEquals(8 * 50, behind.behind());
        assertEquals(8 * 50, behind.behindDelay());
        assertEquals(0, behind.behindSecond());
        assertEquals(0, behind.catchingUp());
        assertEquals(0, run(50_000, 20_000).behindDelay());
    }

    @Test
    void whoRemembersIsUpToDateAtOnceAndOthersCatchUp() {
        Fate stop = new Fate.Stop(5 * SECOND, 1);
        Outcome remembering = run(0, 5_000, stop, new Fate.Start(8_010_000, 1, true));
        assertEquals(List.of(0L), remembering.recoveries());
        Outcome forgetting = run(0, 5_000, stop, new Fate.Start(7 * SECOND, 1, false));
        assertEquals(1, forgetting.recoveries().size());
        assertTrue(forgetting.recoveries().get(0) > 900_000, forgetting::toString); // a gap is closed in a second
        Outcome gone = run(0, 5_000, stop, new Fate.Start(7 * SECOND, 1, false), new Fate.Stop(7 * SECOND + 1, 1));
        assertEquals(List.of(), gone.recoveries());
        assertEquals(1, gone.unrecovered());
    }

    private static Outcome run(long startOfOther, int latency, Fate... fates) {
        Edge edge = new Edge(0, 1, List.of(latency), List.of(latency), 0, true);
        List<PeerSpec> peers = List.of(new PeerSpec(0, 0, 0, 0), new PeerSpec(1, startOfOther, 0, 0));
        List<Fate> all = new ArrayList<>(List.of(fates));
        Scenario scenario =
                new Scenario("rectangle", 50, 2, 0, peers, List.of(edge), all, COURSE.endMicros(), COURSE.endMicros());
        @SuppressWarnings("unchecked")
        Application<Object> application = (Application<Object>) Applications.named("rectangle");
        Meter meter = new Meter(COURSE, latency);
        new World<>(scenario, application, meter).run();
        return meter.outcome(true);
    }
}

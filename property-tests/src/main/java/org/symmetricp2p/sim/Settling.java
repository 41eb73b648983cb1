package org.symmetricp2p.sim;

import java.util.Collections;
import org.symmetricp2p.core.Clock;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.sim.Scenario.PeerSpec;

/** How long a healed world may take to be quiet, and how close its clocks must be then: bounds from a scenario's numbers. */
public final class Settling {

    private Settling() {}

    /**
     * After a heal: links come up (a round trip, and up to three more until a drop is noticed), everything that one peer knows goes
     * to the furthest, clocks are told once a second and gaps close in a second, at each hop one after the other; and a
     * slow CPU may have to simulate the whole session, twice.
     */
    public static long micros(Scenario scenario) {
        long hops = scenario.peers().size();
        long perHop = slowest(scenario) + Peer.SYNC_NANOS / 1_000 + Clock.CATCH_UP_NANOS / 1_000;
        return 8 * slowest(scenario) + hops * perHop + 2 * wholeSession(scenario) + 2_000_000;
    }

    /**
     * The clock that a peer hears is old by the delay, is told once a second in which drift adds up, and is tolerated for Δ; at each hop.
     */
    public static long skewTicks(Scenario scenario) {
        long hops = scenario.peers().size();
        long delayTicks = slowest(scenario) * scenario.fps() / 1_000_000 + 1;
        long driftTicks =
                4L * scenario.fps() * 100 / 1_000 + 1; // at most 10 %, over the time between two syncs and a catch-up
        return hops * (delayTicks + scenario.delta() + driftTicks) + 2;
    }

    private static long wholeSession(Scenario scenario) {
        long ticks = scenario.healMicros() * scenario.fps() / 1_000_000;
        return ticks
                * scenario.peers().stream()
                        .mapToLong(PeerSpec::tickMicros)
                        .max()
                        .orElse(0);
    }

    /** The longest delay of one message, in microseconds. */
    private static long slowest(Scenario scenario) {
        return scenario.edges().stream()
                .mapToLong(edge -> Math.max(Collections.max(edge.delaysAToB()), Collections.max(edge.delaysBToA())))
                .max()
                .orElse(0);
    }
}

package org.symmetricp2p.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.sim.Scenario.Edge;
import org.symmetricp2p.sim.Scenario.PeerSpec;

/** A scenario is possible, or it can't be made. */
class ScenarioTest {

    @Test
    void twoEdgesBetweenTheSamePeersAreImpossible() {
        Edge there = new Edge(0, 1, List.of(1), List.of(1), 0);
        Edge back = new Edge(1, 0, List.of(1), List.of(1), 0);
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> scenario(there, back));
        assertEquals("there are two edges between peers 1 and 0", error.getMessage());
        assertEquals(1, scenario(there).edges().size());
    }

    private static Scenario scenario(Edge... edges) {
        List<PeerSpec> peers = List.of(new PeerSpec(0, 0, 0, 0), new PeerSpec(1, 0, 0, 0));
        return new Scenario("chain", 50, 5, 0, peers, List.of(edges), List.of(), 1, 2);
    }
}

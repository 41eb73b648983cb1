package org.symmetricp2p.cli.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.symmetricp2p.check.Laboratory;
import org.symmetricp2p.check.Verdict;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenario.Edge;
import org.symmetricp2p.sim.Scenario.PeerSpec;

/**
 * How fast the simulator is, on one core: the paper's rectangle on five peers in a ring, now and then a key, and every
 * state of every peer at every tick hashed and compared with the other peers' and the oracle's, with all other checks on.
 */
final class Speed {

    static final String WORLD = "5 peers in a ring, the rectangle, 10 events/min, every state compared, one core";

    private static final int PEERS = 5;
    private static final int MINUTES = 10;
    private static final int EVENTS_PER_MINUTE = 10;
    private static final long MINUTE_MICROS = 60_000_000;
    private static final int DELAY_MICROS = 20_000;
    private static final long ENOUGH_NANOS = 4_000_000_000L;

    private Speed() {}

    static Scenario scenario() {
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < PEERS; i++) {
            edges.add(new Edge(i, (i + 1) % PEERS, List.of(DELAY_MICROS), List.of(DELAY_MICROS), 0));
        }
        List<Fate> fates = new ArrayList<>();
        for (int i = 1; i <= MINUTES * EVENTS_PER_MINUTE; i++) {
            long at = i * MINUTE_MICROS / EVENTS_PER_MINUTE - 1;
            fates.add(new Fate.Press(at, i % PEERS, i));
        }
        List<PeerSpec> peers = IntStream.range(0, PEERS)
                .mapToObj(id -> new PeerSpec(id, 0, 0, 0))
                .toList();
        long heal = MINUTES * MINUTE_MICROS;
        return new Scenario("rectangle", 50, 5, 0, peers, edges, fates, heal, heal + 10_000_000);
    }

    /** The most ticks of all peers per second in the runs of a few seconds, the first of which warm up. */
    static double peerTicksPerSecond() {
        Scenario scenario = scenario();
        long begin = System.nanoTime();
        double best = 0;
        for (long start = begin; start - begin < ENOUGH_NANOS; ) {
            Verdict verdict = Laboratory.run(scenario);
            long end = System.nanoTime();
            best = Math.max(best, verdict.ticks() * 1e9 / (end - start));
            start = end;
        }
        return best;
    }
}

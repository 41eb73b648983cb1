package org.symmetricp2p.check;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.SplitMix64;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Line;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Topology;
import org.symmetricp2p.sim.Watch;
import org.symmetricp2p.sim.World;
import org.symmetricp2p.wire.Wire;

/** How far settled ticks lag behind, and what promises and declarations cost, in the paper's topology and in small ones. */
class SettledCostTest {

    private static final int FPS = 50;
    private static final int DELTA = 5;
    private static final int DELAY_MILLIS = 50;
    private static final int SECONDS =
            40; // as many are measured: the run goes on for 10 s, and the first 10 s don't count
    private static final int MOST_BYTES = 40; // a source, direction of a link, and second

    /** Measures a run, from its tenth second on. */
    private static final class Gauge implements Watch<Object> {
        private final Map<Integer, Long> lags = new TreeMap<>(); // by peer, the greatest, in ticks
        private final Map<String, Long> bytes = new TreeMap<>(); // by direction of a link
        private final long fromMicros = 10_000_000;
        private World<Object> world;

        @Override
        public void begun(World<Object> begun) {
            world = begun;
        }

        @Override
        public void stepped(Host<Object> host, Peer<Object> before, Input input, Step<Object> step) {
            if (input instanceof Input.ClockRead && world.now() > fromMicros) {
                lags.merge(host.id(), step.peer().tick() - step.peer().settledTick(), Math::max);
            }
        }

        @Override
        public void sent(Line line, boolean fromA, Message message, long arrivalMicros) {
            boolean isOfSettling = message instanceof Message.Promises || message instanceof Message.Declaration;
            if (isOfSettling && world.now() > fromMicros) {
                bytes.merge(line.hashCode() + " " + fromA, (long) Wire.frame(message).length, Long::sum);
            }
        }
    }

    private static Scenario scenario(List<Topology.Pair> pairs, int peers) {
        List<Scenario.PeerSpec> specs = new ArrayList<>();
        List<Fate> fates = new ArrayList<>();
        for (int id = 0; id < peers; id++) {
            specs.add(new Scenario.PeerSpec(
                    id, 17_000L * id % 1_000_000, 0, 0)); // their promises come at different times
        }
        SplitMix64 draw = new SplitMix64(1);
        for (int i = 0; i < SECONDS * 25 / 60; i++) { // 25 events a minute
            fates.add(new Fate.Press(i * 60_000_000L / 25, draw.below(peers), i));
            draw = draw.next();
        }
        List<Integer> delays = List.of(DELAY_MILLIS * 1_000);
        List<Scenario.Edge> edges = pairs.stream()
                .map(pair -> new Scenario.Edge(pair.a(), pair.b(), delays, delays, 0))
                .toList();
        long end = SECONDS * 1_000_000L;
        return new Scenario("rectangle", FPS, DELTA, 0, specs, edges, fates, end, end).withSettling(3_600_000);
    }

    /** How many links a peer is from the keeper. */
    private static int hops(List<Topology.Pair> pairs, int peer) {
        List<Integer> reached = new ArrayList<>(List.of(0));
        for (int hops = 0; ; hops++) {
            if (reached.contains(peer)) {
                return hops;
            }
            for (int at : List.copyOf(reached)) {
                pairs.stream().filter(p -> p.a() == at).forEach(p -> reached.add(p.b()));
                pairs.stream().filter(p -> p.b() == at).forEach(p -> reached.add(p.a()));
            }
        }
    }

    private static void assertCheapAndPrompt(Topology topology, int peers) {
        List<Topology.Pair> pairs = topology.pairs(peers, new SplitMix64(1));
        Gauge gauge = new Gauge();
        Laboratory.run(scenario(pairs, peers), Laboratory.ALL, List.of(gauge))
                .violation()
                .ifPresent(violation -> {
                    throw violation;
                });
        int furthest = gauge.lags.keySet().stream()
                .mapToInt(peer -> hops(pairs, peer))
                .max()
                .orElseThrow();
        long worst = gauge.lags.values().stream().mapToLong(lag -> lag).max().orElseThrow();
        long most = DELTA + 12 * FPS / 10 + 2L * furthest * DELAY_MILLIS * FPS / 1_000;
        double bytes = gauge.bytes.values().stream().mapToLong(b -> b).max().orElseThrow() / (double) SECONDS / peers;
        assertTrue(worst <= most, () -> topology + ": lags by " + worst + " ticks, should be " + most + " at most");
        assertTrue(bytes <= MOST_BYTES, () -> topology + ": " + bytes + " bytes a source, link and second");
    }

    /** Spec 8.16. */
    @Test
    void inThePapersTopology() {
        assertCheapAndPrompt(Topology.PAPER, 21);
    }

    /** Where declarations weigh most. */
    @Test
    void ofFewPeers() {
        for (int peers = 2; peers <= 8; peers++) {
            assertCheapAndPrompt(Topology.LINE, peers);
        }
    }
}

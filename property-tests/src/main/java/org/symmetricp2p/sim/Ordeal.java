package org.symmetricp2p.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.symmetricp2p.app.SplitMix64;
import org.symmetricp2p.core.ClockKind;
import org.symmetricp2p.sim.Scenario.Edge;
import org.symmetricp2p.sim.Scenario.PeerSpec;

/**
 * What is hard for rooted clocks and seldom happens in the worlds of {@link Scenarios}, for as long as is asked for; in networks with latencies of at
 * most 100 ms, so it can be said how close clocks must be soon after. All chance comes from a seed.
 */
public enum Ordeal {
    /** The peer that is the root, as it was the first, crashes every 20 s and comes back, mostly with its memory. */
    ROOT_CRASHES,
    /** Each is there for 40 s and away for 20 s, on average, mostly without its memory. */
    CHURN,
    /** Two parts of the session begin apart, at different times, and drift until they meet at the end. */
    PARTITION,
    /** Machines sleep for 30 s, now this one and now that one. */
    SLEEPS,
    /** Messages take 10 ms one way and 100 the other, on a ring or a tree; a few peers crash and sleep. */
    LOPSIDED;

    private static final int MILLI = 1_000;
    private static final int SECOND = 1_000_000;
    private static final int MAX_DRIFT_PPM = 100;

    /** The shortest that shows anything, and the longest that fits in a scenario, in seconds. */
    public static final int MIN_SECONDS = 60;

    public static final int MAX_SECONDS = 3_500;

    /** As on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Such a world that goes on for some seconds, from {@link #MIN_SECONDS} to {@link #MAX_SECONDS}, until all is healed. */
    public Scenario of(long seed, int seconds) {
        return new Draw(new SplitMix64(seed * 0x9e3779b97f4a7c15L + 1 + ordinal()), (long) seconds * SECOND).make();
    }

    /** The making of one: all chance is spent here. */
    private final class Draw {
        private SplitMix64 generator;
        private final long heal;
        private final int peers;
        private final List<Fate> fates = new ArrayList<>();

        Draw(SplitMix64 generator, long heal) {
            this.generator = generator;
            this.heal = heal;
            this.peers = between(3, 7);
        }

        Scenario make() {
            List<Edge> edges = edges();
            List<PeerSpec> specs = new ArrayList<>();
            for (int id = 0; id < peers; id++) {
                specs.add(new PeerSpec(id, start(id), between(-MAX_DRIFT_PPM, MAX_DRIFT_PPM), 0));
            }
            for (long at = SECOND; at < heal; at += between(SECOND, 5 * SECOND)) {
                fates.add(new Fate.Press(at, below(peers), below(Integer.MAX_VALUE)));
            }
            switch (Ordeal.this) {
                case ROOT_CRASHES -> rootCrashes();
                case CHURN -> churn();
                case PARTITION -> partition(edges);
                case SLEEPS -> sleeps(heal, 5);
                default -> mixed();
            }
            Scenario shape = scenario(specs, edges, heal + 1);
            return scenario(specs, edges, heal + Settling.micros(shape) + 6 * SECOND);
        }

        private Scenario scenario(List<PeerSpec> specs, List<Edge> edges, long end) {
            return new Scenario("rectangle", 50, 10, 0, specs, edges, fates, heal, end).withClock(ClockKind.ROOTED);
        }

        /** Those of the second part begin much later, where they are to meet the others at the end only. */
        private int start(int id) {
            return id == 0 ? 0 : below(3 * SECOND) + (Ordeal.this == PARTITION && isOfSecondPart(id) ? 15 * SECOND : 0);
        }

        private List<Edge> edges() {
            Topology topology = one(2) ? Topology.RING : one(2) ? Topology.TREE : Topology.LINE;
            List<Edge> edges = new ArrayList<>();
            for (Topology.Pair pair : topology.pairs(peers, generator)) {
                int there = Ordeal.this == LOPSIDED ? 10 * MILLI : between(1, 90) * MILLI;
                int back = Ordeal.this == LOPSIDED ? 100 * MILLI : there;
                edges.add(new Edge(pair.a(), pair.b(), delays(there), delays(back), 0, true));
            }
            return edges;
        }

        /** Up to a tenth more or less, and no more than 100 ms. */
        private List<Integer> delays(int mean) {
            List<Integer> delays = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                delays.add(Math.min(100 * MILLI, mean + between(-mean / 10, mean / 10)));
            }
            return delays;
        }

        private void rootCrashes() {
            for (long at = 5 * SECOND; at < heal - 20 * SECOND; at += 20 * SECOND) {
                crash(0, at, at + between(SECOND, 15 * SECOND), !one(4));
            }
        }

        private void churn() {
            for (int peer = 0; peer < peers; peer++) {
                long at = exponential(40 * SECOND);
                while (at < heal) {
                    long back = at + exponential(20 * SECOND);
                    crash(peer, at, Math.min(heal, back), one(4));
                    at = back + exponential(40 * SECOND);
                }
            }
        }

        private void crash(int peer, long at, long back, boolean withMemory) {
            fates.add(new Fate.Stop(at, peer));
            fates.add(new Fate.Start(back, peer, withMemory));
        }

        /** Cut from the start; the world mends all edges when it heals. */
        private void partition(List<Edge> edges) {
            for (Edge edge : edges) {
                if (isOfSecondPart(edge.a()) != isOfSecondPart(edge.b())) {
                    fates.add(new Fate.Cut(0, edge.a(), edge.b()));
                }
            }
        }

        private boolean isOfSecondPart(int id) {
            return id >= peers / 2;
        }

        private void sleeps(long until, int everySeconds) {
            for (long at = 5 * SECOND;
                    at < until - 30 * SECOND;
                    at += between(everySeconds, 4 * everySeconds) * SECOND) {
                fates.add(new Fate.Pause(at, below(peers), 30 * SECOND));
            }
        }

        private void mixed() {
            sleeps(heal, 20);
            for (long at = 10 * SECOND; at < heal - 20 * SECOND; at += between(10, 60) * SECOND) {
                crash(below(peers), at, at + between(SECOND, 15 * SECOND), one(2));
            }
        }

        private int exponential(int mean) {
            return SECOND + (int) (-Math.log((below(1_000_000) + 1) / 1e6) * mean);
        }

        private int between(int low, int high) {
            return low + below(high - low + 1);
        }

        private boolean one(int in) {
            return below(in) == 0;
        }

        private int below(int bound) {
            SplitMix64 drawn = generator;
            generator = generator.next();
            return drawn.below(bound);
        }
    }
}

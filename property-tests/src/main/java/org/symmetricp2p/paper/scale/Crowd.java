package org.symmetricp2p.paper.scale;

import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.paper.Cell;
import org.symmetricp2p.paper.Chance;
import org.symmetricp2p.paper.ClockRule;
import org.symmetricp2p.paper.Course;
import org.symmetricp2p.paper.Graph;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenario.Edge;
import org.symmetricp2p.sim.Scenario.PeerSpec;
import org.symmetricp2p.sim.Topology.Pair;

/**
 * A session of many peers, as pure data: all its chance comes from these numbers. Peers start at random times, their clocks drift, hops take
 * Normal(L, L/5), Δ is twice what the average way takes: all as in the paper's evaluation. A few peers go, and come back without memory while
 * things are counted: they join.
 *
 * @param shape who links to whom
 * @param peers how many
 * @param clock how clocks are kept; but not {@link ClockRule#ORIGINAL}
 * @param latencyMillis what a hop takes on average, in milliseconds
 * @param perMinute how many events all peers together issue a minute
 * @param course what happens when
 * @param seed any number
 */
public record Crowd(
        Shape shape, int peers, ClockRule clock, int latencyMillis, int perMinute, Course course, long seed) {

    /** The fewest; fewer don't have so many different neighbours. */
    public static final int MIN_PEERS = 20;

    /** How many of them join: the last ones, which have none below them in a tree. */
    public static final int NEWCOMERS = 5;

    private static final int MULTIPLIER = 2;
    private static final int MAX_DRIFT_PPM = 100;
    private static final int LATENCIES = 20; // of each link and direction, used over and over
    private static final int AWAY_MICROS = 3_000_000;
    private static final int MICROS = 1_000;
    private static final int MINUTE_MICROS = 60_000_000;

    /** Whether a peer goes and joins again. */
    boolean isNewcomer(int peer) {
        return peer >= peers - NEWCOMERS;
    }

    int latencyMicros() {
        return latencyMillis * MICROS;
    }

    /** The network. */
    public Graph graph() {
        return new Graph(peers, shape.pairs(peers, chance(1)));
    }

    /** @param delta Δ, in ticks */
    Scenario scenario(Graph graph, int delta) {
        List<Fate> fates = new ArrayList<>(presses());
        fates.addAll(joins());
        return new Scenario(
                "chain",
                Cell.FPS,
                delta,
                0,
                specs(),
                edges(graph.edges()),
                fates,
                course.endMicros(),
                course.endMicros(),
                clock.kind(),
                0,
                0,
                0);
    }

    /** Δ in whole ticks, if the average way has so many hops. */
    int delta(double averageHops) {
        return Cell.wholeTicks(Math.round(MULTIPLIER * averageHops * latencyMicros()));
    }

    /** Each part has chance of its own. */
    private Chance chance(int part) {
        return Chance.of(seed, shape.ordinal(), peers, latencyMillis, perMinute, part);
    }

    private List<PeerSpec> specs() {
        Chance chance = chance(2);
        boolean isRight = clock == ClockRule.PERFECT;
        List<PeerSpec> specs = new ArrayList<>();
        for (int id = 0; id < peers; id++) {
            int start = chance.between(0, course.startedMicros());
            int drift = chance.between(-MAX_DRIFT_PPM, MAX_DRIFT_PPM);
            specs.add(new PeerSpec(id, isRight ? 0 : start, isRight ? 0 : drift, 0));
        }
        return specs;
    }

    /** Whoever comes back dials at once. */
    private List<Edge> edges(List<Pair> pairs) {
        Chance chance = chance(3);
        return pairs.stream()
                .map(pair -> new Edge(
                        pair.a(),
                        pair.b(),
                        chance.latencies(LATENCIES, latencyMicros()),
                        chance.latencies(LATENCIES, latencyMicros()),
                        0))
                .toList();
    }

    /** One after the other, so that there are as many in any second, at peers that stay; each with a number of its own. */
    private List<Fate> presses() {
        Chance chance = chance(4);
        List<Fate> presses = new ArrayList<>();
        for (long at = course.startedMicros();
                perMinute > 0 && at < course.quietMicros();
                at += MINUTE_MICROS / perMinute) {
            presses.add(new Fate.Press(at, chance.between(0, peers - NEWCOMERS - 1), presses.size()));
        }
        return presses;
    }

    /** One after the other, in the time in which things are counted. */
    private List<Fate> joins() {
        List<Fate> joins = new ArrayList<>();
        int step = (course.quietMicros() - course.countedMicros()) / (NEWCOMERS + 1);
        for (int i = 0; i < NEWCOMERS; i++) {
            int peer = peers - 1 - i;
            long back = course.countedMicros() + (long) step * (i + 1);
            joins.add(new Fate.Stop(Math.max(course.startedMicros(), back - AWAY_MICROS), peer));
            joins.add(new Fate.Start(back, peer, false));
        }
        return joins;
    }
}

package org.symmetricp2p.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenario.Edge;
import org.symmetricp2p.sim.Scenario.PeerSpec;
import org.symmetricp2p.sim.Settling;
import org.symmetricp2p.sim.Topology.Pair;

/**
 * One run of an experiment, as pure data: all its chance comes from these numbers. Runs that differ in nothing but the clock
 * have the same peers, events, latencies and losses.
 *
 * @param topology who links to whom
 * @param clock how clocks are kept
 * @param cell latency, Δ and rate of events
 * @param churn who goes and comes back
 * @param course what happens when
 * @param seed any number
 * @param number which of several runs, from 1 on
 * @param latePercent how many of 100 events may be late anywhere, if peers choose Δ and the cell's is the one that they begin with; 0 if they don't
 */
public record Run(
        Graph.OfThePaper topology,
        ClockRule clock,
        Cell cell,
        Churn churn,
        Course course,
        long seed,
        int number,
        int latePercent) {

    private static final int MAX_DRIFT_PPM = 100;
    private static final int LATENCIES = 1_000; // of each link and direction, used over and over
    private static final double MINUTE_MICROS = 60e6;

    /** Of peers whose Δ is the cell's. */
    public Run(
            Graph.OfThePaper topology, ClockRule clock, Cell cell, Churn churn, Course course, long seed, int number) {
        this(topology, clock, cell, churn, course, seed, number, 0);
    }

    /** As the name of a file. */
    public String name() {
        String comings = churn == Churn.NONE
                ? ""
                : "-" + churn.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return String.format(
                Locale.ROOT,
                "%s-%s-%dms-%dx-%d%s%s-seed-%d-run-%d",
                topology,
                clock,
                cell.latencyMillis(),
                cell.multiplier(),
                cell.perMinute(),
                comings,
                latePercent == 0 ? "" : "-adaptive-" + latePercent,
                seed,
                number);
    }

    /** The scenario to measure: it ends as soon as nothing is counted any more. */
    public Scenario scenario() {
        return churn == Churn.NONE
                ? scenario(course.endMicros(), course.endMicros())
                : settled(scenario(course.quietMicros(), course.endMicros())); // all come back, and agree
    }

    /** The same one to be replayed with all checks, of which some need time at the end. */
    public Scenario replayable() {
        return settled(scenario());
    }

    private static Scenario settled(Scenario s) {
        return new Scenario(
                s.application(),
                s.fps(),
                s.delta(),
                s.travelMillis(),
                s.peers(),
                s.edges(),
                s.fates(),
                s.healMicros(),
                s.healMicros() + Settling.micros(s) + 1_000_000,
                s.clock(),
                s.silenceMillis(),
                s.windowMillis(),
                s.latePercent());
    }

    private Scenario scenario(long healMicros, long endMicros) {
        Graph graph = topology.graph();
        List<Fate> fates = new ArrayList<>(presses(graph.peers()));
        fates.addAll(comings(graph.peers()));
        return new Scenario(
                "rectangle",
                Cell.FPS,
                cell.delta(),
                0,
                peers(graph.peers()),
                edges(graph.edges()),
                fates,
                healMicros,
                endMicros,
                clock.kind(),
                0,
                0,
                latePercent);
    }

    /** Each part has chance of its own, so that a change of one doesn't change the others. */
    private Chance chance(int part) {
        return Chance.of(seed, cell.latencyMillis(), cell.multiplier(), cell.perMinute(), number, part);
    }

    /** Clocks that start together at 0 and don't drift are right for ever, by any rule. */
    private List<PeerSpec> peers(int count) {
        Chance chance = chance(1);
        List<PeerSpec> peers = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            int start = chance.between(0, course.startedMicros());
            int drift = chance.between(-MAX_DRIFT_PPM, MAX_DRIFT_PPM);
            boolean isRight = clock == ClockRule.PERFECT;
            peers.add(new PeerSpec(id, isRight ? 0 : start, isRight ? 0 : drift, 0));
        }
        return peers;
    }

    private List<Fate> presses(int peers) {
        Chance chance = chance(2);
        int last = course.quietMicros() - 1;
        double minutes = (course.quietMicros() - course.startedMicros()) / MINUTE_MICROS;
        long events = Math.round(cell.perMinute() * minutes);
        List<Fate> presses = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            int at = chance.between(course.startedMicros(), last);
            int peer = chance.between(0, peers - 1);
            presses.add(new Fate.Press(at, peer, chance.between(0, Integer.MAX_VALUE - 1)));
        }
        return presses;
    }

    private List<Edge> edges(List<Pair> pairs) {
        Chance chance = chance(3);
        List<Edge> edges = new ArrayList<>();
        for (Pair pair : pairs) {
            // Whoever comes back dials at once; without churn it doesn't matter who dials.
            edges.add(new Edge(pair.a(), pair.b(), latencies(chance), latencies(chance), 0, churn != Churn.NONE));
        }
        return edges;
    }

    private List<Integer> latencies(Chance chance) {
        return chance.latencies(LATENCIES, cell.latencyMicros());
    }

    private List<Fate> comings(int peers) {
        List<Fate> comings = new ArrayList<>();
        for (int peer = 0; peer < peers; peer++) {
            comings.addAll(churn.fates(peer, course.startedMicros(), course.quietMicros(), chance(4 + peer)));
        }
        return comings;
    }
}

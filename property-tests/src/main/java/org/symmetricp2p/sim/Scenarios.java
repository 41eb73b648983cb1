package org.symmetricp2p.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symmetricp2p.app.SplitMix64;
import org.symmetricp2p.sim.Scenario.Edge;
import org.symmetricp2p.sim.Scenario.PeerSpec;

/** Makes scenarios from seeds: all chance is spent here, before anything runs. */
public final class Scenarios {

    private static final int MILLI = 1_000;
    private static final int SECOND = 1_000_000;

    /** The most by which a clock is wrong and may be believed. */
    static final int MAX_LIE = 3_000;

    /** What a hostile peer does that makes nobody know another version of an event than others, or fewer. */
    private static final List<Fate.How> OF_SAME_EVENTS =
            List.of(Fate.How.CLOCK_BOMB, Fate.How.SOURCES, Fate.How.DEEP, Fate.How.GARBAGE, Fate.How.IMPERSONATE);

    /** So that attacks are drawn apart from what is drawn for settling. */
    private static final long HOSTILE_SALT = 0x5eed;

    private SplitMix64 generator;

    private Scenarios(long seed) {
        this.generator = new SplitMix64(seed * 0x9e3779b97f4a7c15L + 1);
    }

    /** The scenario of a seed. */
    public static Scenario of(long seed) {
        return of(seed, Optional.empty());
    }

    /** The scenario of a seed, in a shape of one's choice. */
    public static Scenario of(long seed, Optional<Topology> topology) {
        return new Scenarios(seed).make(topology);
    }

    /**
     * The scenario of a seed, with one of its peers, or two, hostile at times. Their attacks are drawn apart from all else, so the
     * world is the same without them.
     */
    public static Scenario hostile(long seed) {
        Scenarios draws = new Scenarios(~seed);
        return draws.withAttacks(of(seed), 0, List.of(Fate.How.values()));
    }

    /**
     * The world of a seed whose session settles, with one of its peers, or two, hostile at times: not the keeper, whose word is believed, and
     * not by telling two versions of an event, since of those that are settled only the number is told, or by filling the session.
     */
    public static Scenario settledHostile(long seed) {
        Scenarios draws = new Scenarios(~seed ^ HOSTILE_SALT);
        return draws.withAttacks(settled(seed), 1, OF_SAME_EVENTS);
    }

    /**
     * The world of a seed, and its session settles; for how long the keeper waits for who is silent, and for how long some keep what is
     * settled, if not for ever, is drawn apart from all else.
     */
    public static Scenario settled(long seed) {
        Scenarios draws = new Scenarios(~seed);
        int silence = draws.pick(2, 5, 3_600) * 1_000;
        int window = draws.pick(0, 0, 200, 1_000, 3_000);
        return of(seed).withSettling(silence).withWindow(window);
    }

    private Scenario make(Optional<Topology> wanted) {
        Topology topology = wanted.orElseGet(this::someTopology);
        int n = topology.peers(2 + below(below(4) == 0 ? 9 : 5));
        int chaos = between(2 * SECOND, 12 * SECOND);
        int fps = one(3) ? pick(20, 30, 60, 100) : 50;
        List<PeerSpec> peers = new ArrayList<>();
        for (int id = 0; id < n; id++) {
            peers.add(peer(id, chaos, SECOND / fps));
        }
        List<Edge> edges = edges(topology.pairs(n, draw()));
        List<Fate> fates = new ArrayList<>();
        presses(fates, n, chaos);
        faults(fates, n, edges, chaos);
        int delta = one(3) ? between(1, 3) : between(1, 25);
        String application = one(5) ? "pool" : one(8) ? "rectangle" : "chain";
        int travel = one(2) ? 0 : pick(100, 400, 1_000);
        if (one(25)) {
            storm(fates, n, chaos);
        }
        Scenario shape = new Scenario(application, fps, delta, travel, peers, edges, fates, chaos, chaos + 1);
        return new Scenario(
                application, fps, delta, travel, peers, edges, fates, chaos, chaos + Settling.micros(shape) + SECOND);
    }

    // ---- peers and edges ----

    private Topology someTopology() {
        return one(60) ? Topology.PAPER : Topology.values()[below(Topology.values().length - 1)];
    }

    /** A slow CPU takes up to a quarter of the time that there is: slower, and it would never catch up. */
    private PeerSpec peer(int id, int chaos, int microsPerTick) {
        int start = one(3) ? below(chaos) : below(200 * MILLI);
        int drift = one(4) ? between(-2_000, 2_000) : between(-50, 50);
        int tickMicros = one(10) ? between(1, microsPerTick / 4) : 0;
        return new PeerSpec(id, start, drift, tickMicros);
    }

    private List<Edge> edges(List<Topology.Pair> pairs) {
        int usual = pick(MILLI, 5 * MILLI, 20 * MILLI, 50 * MILLI, 150 * MILLI);
        boolean asymmetric = one(5);
        List<Edge> edges = new ArrayList<>();
        for (Topology.Pair pair : pairs) {
            int there = one(4) ? between(0, 300 * MILLI) : usual;
            int back = asymmetric ? between(0, 200 * MILLI) : there;
            int bandwidth = one(15) ? between(20_000, 200_000) : 0;
            edges.add(new Edge(pair.a(), pair.b(), delays(there), delays(back), bandwidth, one(3)));
        }
        return edges;
    }

    /** Constant; or normal with a fifth of the mean as deviation, as in the paper; or with spikes. */
    private List<Integer> delays(int mean) {
        int kind = below(3);
        if (kind == 0) {
            return List.of(mean);
        }
        List<Integer> delays = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            delays.add(kind == 1 ? Math.max(0, mean + normal(mean / 5)) : one(8) ? mean * 5 + 50 * MILLI : mean);
        }
        return delays;
    }

    /** Roughly normal: the sum of twelve uniform numbers. */
    private int normal(int deviation) {
        long sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += below(2 * deviation + 1) - deviation;
        }
        return (int) (sum / 2);
    }

    // ---- fate ----

    private void presses(List<Fate> fates, int n, int chaos) {
        int presses = one(4) ? between(50, 150) : between(2, 40);
        for (int i = 0; i < presses; i++) {
            int at = below(chaos);
            int burst = one(10) ? between(2, 8) : 1;
            int peer = below(n);
            for (int k = 0; k < burst; k++) {
                fates.add(new Fate.Press(at, peer, below(Integer.MAX_VALUE)));
            }
        }
    }

    /**
     * A user, or a program, that does more at once than the queue of a peer or of a link takes: at any time, or while
     * its peer waits to join, or so late that nothing comes after it.
     */
    private void storm(List<Fate> fates, int n, int chaos) {
        int at = pick(below(chaos), below(300 * MILLI), chaos - below(100 * MILLI));
        int peer = below(n);
        int presses = between(1_500, 2_000);
        for (int i = 0; i < presses; i++) {
            fates.add(new Fate.Press(at, peer, i));
        }
    }

    private void faults(List<Fate> fates, int n, List<Edge> edges, int chaos) {
        int faults = one(4) ? 0 : between(1, 12);
        for (int i = 0; i < faults; i++) {
            int at = below(chaos);
            int until = Math.min(chaos, at + between(10 * MILLI, 4 * SECOND));
            int peer = below(n);
            Edge edge = edges.get(below(edges.size()));
            boolean forth = one(2);
            int from = forth ? edge.a() : edge.b();
            int to = forth ? edge.b() : edge.a();
            switch (below(11)) {
                case 0 -> cutAndMend(fates, edge, at, until);
                case 1 -> partition(fates, edges, n, at, until);
                case 2 -> fates.add(new Fate.Stall(at, from, to, until - at));
                case 3 -> fates.add(new Fate.Deafen(at, from, to));
                case 4 -> restart(fates, peer, at, until, true);
                case 5 -> restart(fates, peer, at, until, false);
                case 6 -> fates.add(new Fate.Pause(at, peer, until - at));
                case 7 -> unlinkAndRelink(fates, from, to, at, until);
                case 8 -> leaveAndReturn(fates, peer, at, until);
                case 9 -> misdial(fates, edges, from, at, until);
                default -> fates.add(new Fate.Shift(at, peer, between(-1_500 * MILLI, 1_500 * MILLI)));
            }
        }
    }

    private static void cutAndMend(List<Fate> fates, Edge edge, int at, int until) {
        fates.add(new Fate.Cut(at, edge.a(), edge.b()));
        fates.add(new Fate.Mend(until, edge.a(), edge.b()));
    }

    /** A user takes a link down; and back, or not until all is healed. */
    private void unlinkAndRelink(List<Fate> fates, int peer, int neighbour, int at, int until) {
        fates.add(new Fate.Unlink(at, peer, neighbour));
        if (one(2)) {
            fates.add(new Fate.Relink(until, peer, neighbour));
        }
    }

    private void leaveAndReturn(List<Fate> fates, int peer, int at, int until) {
        fates.add(new Fate.Leave(at, peer));
        fates.add(new Fate.Start(until, peer, one(2)));
    }

    /** A user gives the address of one neighbour as that of another; and sees it after a while, or not. */
    private void misdial(List<Fate> fates, List<Edge> edges, int peer, int at, int until) {
        List<Integer> neighbours = edges.stream()
                .filter(edge -> edge.a() == peer || edge.b() == peer)
                .map(edge -> edge.a() == peer ? edge.b() : edge.a())
                .toList();
        int wanted = neighbours.get(below(neighbours.size()));
        fates.add(new Fate.Link(at, peer, wanted, neighbours.get(below(neighbours.size()))));
        if (one(2)) {
            fates.add(new Fate.Link(until, peer, wanted, wanted));
        }
    }

    /** Cuts every edge between two halves. */
    private void partition(List<Fate> fates, List<Edge> edges, int n, int at, int until) {
        long side = draw().bits();
        for (Edge edge : edges) {
            if ((side >>> edge.a() % n & 1) != (side >>> edge.b() % n & 1)) {
                cutAndMend(fates, edge, at, until);
            }
        }
    }

    /** A restart, or a storm of them. */
    private void restart(List<Fate> fates, int peer, int at, int until, boolean withMemory) {
        int times = one(5) ? between(2, 5) : 1;
        int step = (until - at) / (2 * times);
        for (int i = 0; i < times; i++) {
            fates.add(new Fate.Stop(at + 2L * i * step, peer));
            fates.add(new Fate.Start(at + (2L * i + 1) * step, peer, withMemory));
        }
    }

    // ---- hostile peers ----

    /** @param first how many of the peers are spared, from the first on */
    private Scenario withAttacks(Scenario s, int first, List<Fate.How> hows) {
        List<Fate> fates = new ArrayList<>(s.fates());
        for (int hostiles = one(4) ? 2 : 1; hostiles > 0; hostiles--) {
            int hostile = s.peers().get(first + below(s.peers().size() - first)).id();
            for (int attacks = between(1, 4); attacks > 0; attacks--) {
                fates.add(attack(s, hostile, hows));
            }
        }
        Scenario shape = s.withFates(fates, s.healMicros(), s.healMicros() + 1);
        long more = s.isSettling() ? Settling.SETTLED_MICROS : 0;
        return s.withFates(fates, s.healMicros(), s.healMicros() + Settling.micros(shape) + more + SECOND);
    }

    private Fate attack(Scenario s, int hostile, List<Fate.How> hows) {
        Fate.How how = hows.get(below(hows.size()));
        int at = below((int) s.healMicros());
        boolean addsUp = how == Fate.How.CLOCK_BOMB || how == Fate.How.SOURCES;
        int most = addsUp ? 1_500 * MILLI : 3 * SECOND;
        return new Fate.Attack(at, hostile, how, number(how, s, hostile), between(100 * MILLI, most));
    }

    private long number(Fate.How how, Scenario s, int hostile) {
        return switch (how) {
            case CLOCK_BOMB -> one(4) ? 1L << between(18, 39) : one(3) ? between(500, MAX_LIE) : between(1, 500);
            case EQUIVOCATE, FORGE, IMPERSONATE -> another(s, hostile);
            case SOURCES -> between(3, 12);
            case PAYLOADS -> between(1, 30);
            case DEEP -> between(20, 600);
            case GARBAGE -> below(1_000);
        };
    }

    private int another(Scenario s, int peer) {
        List<Integer> others =
                s.peers().stream().map(PeerSpec::id).filter(id -> id != peer).toList();
        return others.get(below(others.size()));
    }

    // ---- chance ----

    private SplitMix64 draw() {
        SplitMix64 drawn = generator;
        generator = generator.next();
        return drawn;
    }

    private int below(int bound) {
        return draw().below(bound);
    }

    private int between(int low, int high) {
        return low + below(high - low + 1);
    }

    private boolean one(int in) {
        return below(in) == 0;
    }

    private int pick(int... choices) {
        return choices[below(choices.length)];
    }
}

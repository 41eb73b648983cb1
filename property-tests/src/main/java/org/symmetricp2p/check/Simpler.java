package org.symmetricp2p.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenario.Edge;
import org.symmetricp2p.sim.Scenario.PeerSpec;
import org.symmetricp2p.sim.Settling;

/**
 * The ways in which a scenario becomes simpler. What was connected stays connected, and the end leaves as much time to
 * settle as before: else a simpler scenario would fail for reasons of its own.
 */
final class Simpler {

    static final int USUAL_FPS = 50;

    /** The ways, those that save most first. */
    static final List<Way> WAYS = List.of(
            Simpler::fewerPeers,
            Simpler::fewerEdges,
            Simpler::fewerFates,
            Simpler::shorter,
            Simpler::constantDelays,
            Simpler::plainer,
            Simpler::rounder);

    private static final int MILLI = 1_000;
    private static final int SECOND = 1_000_000;
    private static final int[] ROUND = {SECOND, 100 * MILLI, 10 * MILLI, MILLI};

    private Simpler() {}

    /** From a scenario to simpler ones, or to others: who asks has to compare. */
    interface Way {
        Stream<Scenario> from(Scenario scenario);
    }

    /** Ends as soon as the scenario may be expected to be quiet, but not later than it did. */
    static Scenario settled(Scenario s) {
        long end = Math.min(s.endMicros(), s.healMicros() + Settling.micros(s) + SECOND);
        return s.withFates(s.fates(), s.healMicros(), Math.max(end, Math.max(1, s.healMicros())));
    }

    // ---- less ----

    private static Stream<Scenario> fewerPeers(Scenario s) {
        return without(s.peers())
                .filter(rest -> !rest.isEmpty())
                .flatMap(rest -> Stream.of(s.edges(), bridged(s, rest))
                        .map(edges -> onlyWith(s, rest, edges))
                        .distinct()
                        .filter(smaller -> isConnected(smaller) || !isConnected(s)));
    }

    private static Stream<Scenario> fewerEdges(Scenario s) {
        return without(s.edges())
                .map(edges -> onlyWith(s, s.peers(), edges))
                .filter(smaller -> isConnected(smaller) || !isConnected(s));
    }

    private static Stream<Scenario> fewerFates(Scenario s) {
        return without(s.fates()).map(fates -> s.withFates(fates, s.healMicros(), s.endMicros()));
    }

    /** Heals after the last fate, or in the middle. */
    private static Stream<Scenario> shorter(Scenario s) {
        long last = s.fates().stream().mapToLong(Simpler::until).max().orElse(0);
        return LongStream.of(s.healMicros() / 2, Math.min(last, s.healMicros())).mapToObj(heal -> {
            List<Fate> before =
                    s.fates().stream().filter(fate -> until(fate) <= heal).toList();
            return s.withFates(before, heal, s.endMicros());
        });
    }

    /** The lists without one half, without one quarter, and so on to those without one element. */
    private static <T> Stream<List<T>> without(List<T> all) {
        return IntStream.iterate((all.size() + 1) / 2, size -> size > 0, size -> size == 1 ? 0 : (size + 1) / 2)
                .boxed()
                .flatMap(size -> IntStream.iterate(0, from -> from < all.size(), from -> from + size)
                        .mapToObj(from -> without(all, from, Math.min(all.size(), from + size))));
    }

    private static <T> List<T> without(List<T> all, int from, int to) {
        List<T> rest = new ArrayList<>(all.subList(0, from));
        rest.addAll(all.subList(to, all.size()));
        return rest;
    }

    private static Scenario onlyWith(Scenario s, List<PeerSpec> peers, List<Edge> edges) {
        Set<Integer> ids = new HashSet<>(peers.stream().map(PeerSpec::id).toList());
        List<Edge> left = edges.stream()
                .filter(edge -> ids.contains(edge.a()) && ids.contains(edge.b()))
                .toList();
        List<Fate> fates = s.fates().stream()
                .filter(fate -> ids.containsAll(fate.peers()) && hasEdge(left, fate))
                .toList();
        return new Scenario(
                s.application(),
                s.fps(),
                s.delta(),
                s.travelMillis(),
                peers,
                left,
                fates,
                s.healMicros(),
                s.endMicros(),
                s.clock(),
                s.silenceMillis(),
                s.windowMillis(),
                s.latePercent());
    }

    private static boolean hasEdge(List<Edge> edges, Fate fate) {
        return fate.ends().isEmpty()
                || isEdge(edges, fate.ends().get(0), fate.ends().get(1));
    }

    /** The edges, with the neighbours of a peer that goes linked to the first of them. */
    private static List<Edge> bridged(Scenario s, List<PeerSpec> rest) {
        Set<Integer> staying = new HashSet<>(rest.stream().map(PeerSpec::id).toList());
        List<Edge> edges = s.edges();
        for (PeerSpec peer : s.peers()) {
            if (!staying.contains(peer.id())) {
                edges = bridged(edges, peer.id());
            }
        }
        return edges;
    }

    private static List<Edge> bridged(List<Edge> edges, int gone) {
        List<Edge> bridged = new ArrayList<>();
        Integer first = null;
        for (Edge edge : edges) {
            if (edge.a() != gone && edge.b() != gone) {
                bridged.add(edge);
            } else if (first == null) {
                first = edge.a() == gone ? edge.b() : edge.a();
            }
        }
        for (Edge edge : edges) {
            int other = edge.a() == gone ? edge.b() : edge.b() == gone ? edge.a() : gone;
            if (other != gone && other != first && !isEdge(bridged, first, other)) {
                bridged.add(new Edge(first, other, edge.delaysAToB(), edge.delaysBToA(), edge.bytesPerSecond()));
            }
        }
        return bridged;
    }

    private static boolean isEdge(List<Edge> edges, int one, int other) {
        return edges.stream().anyMatch(e -> e.a() == one && e.b() == other || e.a() == other && e.b() == one);
    }

    static boolean isConnected(Scenario s) {
        Set<Integer> reached = new HashSet<>(Set.of(s.peers().get(0).id()));
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Edge edge : s.edges()) {
                if (reached.contains(edge.a()) || reached.contains(edge.b())) {
                    grew |= reached.add(edge.a()) | reached.add(edge.b());
                }
            }
        }
        return reached.size() == s.peers().size();
    }

    // ---- plainer ----

    private static Stream<Scenario> constantDelays(Scenario s) {
        return everywhereOrOnce(s.edges(), Simpler::constant).map(edges -> peersAndEdges(s, s.peers(), edges));
    }

    private static Edge constant(Edge e) {
        return new Edge(
                e.a(),
                e.b(),
                e.delaysAToB().subList(0, 1),
                e.delaysBToA().subList(0, 1),
                e.bytesPerSecond(),
                e.bothDial());
    }

    private static Stream<Scenario> plainer(Scenario s) {
        boolean slow = s.peers().stream().anyMatch(peer -> peer.tickMicros() > 0);
        int fps = slow ? s.fps() : USUAL_FPS;
        Stream<Scenario> settings = Stream.of(
                settings(s, "chain", fps, 0),
                settings(s, "chain", s.fps(), s.travelMillis()),
                settings(s, s.application(), fps, s.travelMillis()),
                settings(s, s.application(), s.fps(), 0));
        Stream<Scenario> peers = everywhereOrOnce(s.peers(), p -> new PeerSpec(p.id(), p.startMicros(), 0, 0))
                .map(plain -> peersAndEdges(s, plain, s.edges()));
        Stream<Scenario> edges = everywhereOrOnce(
                        s.edges(), e -> new Edge(e.a(), e.b(), e.delaysAToB(), e.delaysBToA(), 0))
                .map(plain -> peersAndEdges(s, s.peers(), plain));
        return Stream.of(settings, peers, edges).flatMap(all -> all);
    }

    private static Scenario settings(Scenario s, String application, int fps, int travelMillis) {
        return new Scenario(
                application,
                fps,
                s.delta(),
                travelMillis,
                s.peers(),
                s.edges(),
                s.fates(),
                s.healMicros(),
                s.endMicros(),
                s.clock(),
                s.silenceMillis(),
                s.windowMillis(),
                s.latePercent());
    }

    // ---- simpler numbers ----

    private static Stream<Scenario> rounder(Scenario s) {
        Stream<Scenario> halves = Stream.of(halfAsLong(s));
        Stream<Scenario> deltas = Stream.of(1, 5).map(delta -> delta(s, delta));
        Stream<Scenario> rounded = IntStream.of(ROUND).boxed().flatMap(unit -> rounder(s, unit));
        Stream<Scenario> keys = everywhereOrOnce(s.fates(), Simpler::lowerNumber)
                .map(fates -> s.withFates(fates, s.healMicros(), s.endMicros()));
        return Stream.of(halves, deltas, rounded, keys).flatMap(all -> all);
    }

    private static Stream<Scenario> rounder(Scenario s, int unit) {
        LongUnaryOperator down = time -> time - time % unit;
        Stream<Scenario> fates = everywhereOrOnce(s.fates(), fate -> Fates.timed(fate, down))
                .map(rounded -> s.withFates(rounded, s.healMicros(), s.endMicros()));
        Stream<Scenario> peers = everywhereOrOnce(
                        s.peers(),
                        p -> new PeerSpec(p.id(), down.applyAsLong(p.startMicros()), p.driftPpm(), p.tickMicros()))
                .map(rounded -> peersAndEdges(s, rounded, s.edges()));
        Stream<Scenario> edges = everywhereOrOnce(s.edges(), edge -> Fates.timed(edge, down))
                .map(rounded -> peersAndEdges(s, s.peers(), rounded));
        return Stream.of(fates, peers, edges).flatMap(all -> all);
    }

    private static Scenario halfAsLong(Scenario s) {
        List<Fate> fates = s.fates().stream()
                .map(fate -> Fates.timed(fate, time -> time / 2))
                .toList();
        return s.withFates(fates, s.healMicros() / 2, s.endMicros());
    }

    private static Fate lowerNumber(Fate fate) {
        if (fate instanceof Fate.Attack f && !f.how().isAboutPeer()) {
            return new Fate.Attack(f.atMicros(), f.peer(), f.how(), (f.number() + 1) / 2, f.forMicros());
        }
        return fate instanceof Fate.Press press ? new Fate.Press(press.atMicros(), press.peer(), 0) : fate;
    }

    private static Scenario delta(Scenario s, int delta) {
        return new Scenario(
                s.application(),
                s.fps(),
                delta,
                s.travelMillis(),
                s.peers(),
                s.edges(),
                s.fates(),
                s.healMicros(),
                s.endMicros(),
                s.clock(),
                s.silenceMillis(),
                s.windowMillis(),
                s.latePercent());
    }

    // ---- parts ----

    /** The list with every element changed; then the lists with one. */
    private static <T> Stream<List<T>> everywhereOrOnce(List<T> all, UnaryOperator<T> change) {
        Stream<List<T>> everywhere =
                Stream.of(all).map(list -> list.stream().map(change).toList());
        Stream<List<T>> once = IntStream.range(0, all.size())
                .filter(i -> !change.apply(all.get(i)).equals(all.get(i)))
                .mapToObj(i -> {
                    List<T> changed = new ArrayList<>(all);
                    changed.set(i, change.apply(all.get(i)));
                    return changed;
                });
        return Stream.concat(everywhere, once);
    }

    private static Scenario peersAndEdges(Scenario s, List<PeerSpec> peers, List<Edge> edges) {
        return new Scenario(
                s.application(),
                s.fps(),
                s.delta(),
                s.travelMillis(),
                peers,
                edges,
                s.fates(),
                s.healMicros(),
                s.endMicros(),
                s.clock(),
                s.silenceMillis(),
                s.windowMillis(),
                s.latePercent());
    }

    private static long until(Fate fate) {
        return fate.atMicros() + (fate instanceof Fate.Stall stall ? stall.forMicros() : 0);
    }
}

package org.symmetricp2p.paper.approach;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.symmetricp2p.paper.Graph;
import org.symmetricp2p.sim.Agenda;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenario.Edge;
import org.symmetricp2p.sim.Topology.Pair;

/**
 * The machines of a scenario and the lines between them, as models use them: messages of no size, which take as long as those of endpoints
 * do, and never overtake each other. While a line is cut they wait for it, as if sent again. A server is at the peer that is nearest to all;
 * what it says to all takes each line once. Peers 0 to n - 1.
 */
final class Machines {

    /** One direction of a line. */
    private static final class Way {
        final int to;
        final List<Integer> delays;
        int sent;
        long lastMicros;

        Way(int to, List<Integer> delays) {
            this.to = to;
            this.delays = delays;
        }
    }

    private final Trouble trouble;
    private final Scenario scenario;
    private final Tape tape;
    private final Agenda agenda = new Agenda();
    private final List<List<Way>> ways = new ArrayList<>(); // by sender
    private final int[] parents; // the next one on the way to the server

    Machines(Trouble trouble, Scenario scenario, Tape tape) {
        this.trouble = trouble;
        this.scenario = scenario;
        this.tape = tape;
        for (int peer = 0; peer < peers(); peer++) {
            ways.add(new ArrayList<>());
        }
        for (Edge edge : scenario.edges()) {
            ways.get(edge.a()).add(new Way(edge.b(), edge.delaysAToB()));
            ways.get(edge.b()).add(new Way(edge.a(), edge.delaysBToA()));
        }
        Graph graph = new Graph(
                peers(),
                scenario.edges().stream().map(e -> new Pair(e.a(), e.b())).toList());
        this.parents = parents(graph, centre(graph));
    }

    private static int centre(Graph graph) {
        return IntStream.range(0, graph.peers())
                .boxed()
                .min(Comparator.comparing(peer -> IntStream.range(0, graph.peers())
                        .map(other -> graph.hops(peer, other))
                        .sum()))
                .orElseThrow();
    }

    private int[] parents(Graph graph, int server) {
        int[] nearer = new int[peers()];
        for (int peer = 0; peer < peers(); peer++) {
            int hops = graph.hops(peer, server);
            nearer[peer] = ways.get(peer).stream()
                    .mapToInt(way -> way.to)
                    .filter(next -> graph.hops(next, server) == hops - 1)
                    .findFirst()
                    .orElse(peer);
        }
        return nearer;
    }

    int peers() {
        return scenario.peers().size();
    }

    /** The world's time, in microseconds. */
    long now() {
        return agenda.now();
    }

    /** By how much a peer's local time is fast, in parts per million. */
    int drift(int peer) {
        return scenario.peers().get(peer).driftPpm();
    }

    void after(long micros, Runnable what) {
        agenda.at(now() + micros, what);
    }

    /** Lets all happen that the scenario says. */
    void run(Model model) {
        for (Fate fate : scenario.fates()) {
            if (fate instanceof Fate.Press press) {
                agenda.at(press.atMicros(), () -> {
                    tape.pressed(press.peer(), press.key(), now());
                    model.press(press.peer(), press.key());
                });
            }
        }
        model.begin();
        agenda.runUntil(scenario.endMicros());
    }

    // ---- lines ----

    /** Whether something that a peer says now goes on its way. */
    boolean isOnline(int peer) {
        return ways.get(peer).stream().anyMatch(way -> trouble.mendedMicros(peer, way.to, now()) == now());
    }

    /** A message to all neighbours but one. */
    void toNeighbours(int from, int except, IntConsumer arrives) {
        for (Way way : ways.get(from)) {
            if (way.to != except) {
                send(from, way, () -> arrives.accept(way.to));
            }
        }
    }

    private void send(int from, Way way, Runnable arrives) {
        tape.sent(now());
        long departs = Math.max(now(), trouble.mendedMicros(from, way.to, now()));
        int delay = way.delays.get(way.sent++ % way.delays.size());
        way.lastMicros = Math.max(way.lastMicros, departs + delay);
        agenda.at(way.lastMicros, arrives);
    }

    // ---- the server ----

    boolean isServerUp() {
        return trouble.serverUpMicros(now()) == now();
    }

    /** Whether it was there all the time. */
    boolean isServerUpSince(long micros) {
        return trouble.isServerUpBetween(micros, now());
    }

    /** What a peer says to the server; while that is gone, it is said again until it is back. */
    void toServer(int from, Runnable arrives) {
        int next = parents[from];
        if (next == from) {
            atServer(arrives);
        } else {
            Way way = ways.get(from).stream()
                    .filter(w -> w.to == next)
                    .findFirst()
                    .orElseThrow();
            send(from, way, () -> toServer(next, arrives));
        }
    }

    /** Something happens at the server, when it is there. */
    void atServer(Runnable what) {
        if (isServerUp()) {
            what.run();
        } else {
            agenda.at(trouble.serverUpMicros(now()), what);
        }
    }

    /** What the server says to all. */
    void fromServer(IntConsumer arrives) {
        for (int peer = 0; peer < peers(); peer++) {
            if (parents[peer] == peer) {
                arriveBelow(peer, arrives);
            }
        }
    }

    private void arriveBelow(int peer, IntConsumer arrives) {
        arrives.accept(peer);
        for (Way way : ways.get(peer)) {
            if (parents[way.to] == peer && way.to != parents[peer]) {
                send(peer, way, () -> arriveBelow(way.to, arrives));
            }
        }
    }
}

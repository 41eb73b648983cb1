package org.symmetricp2p.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.symmetricp2p.app.SplitMix64;
import org.symmetricp2p.sim.Topology;
import org.symmetricp2p.sim.Topology.Pair;

/** Which of the peers 0 to n - 1 link, and how many hops apart they are. Connected. */
public final class Graph {

    private static final int[][] IN_THE_FIGURE = {
        {0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 6}, {6, 8}, {8, 7}, {7, 5}, {5, 3}, {8, 9}, {9, 10}, {10, 11}, {11, 12},
        {12, 13}, {12, 14}, {13, 15}, {14, 16}, {15, 17}, {16, 17}, {12, 17}, {13, 16}, {14, 15}, {17, 18}, {18, 19},
        {19, 20}
    };

    /** The two networks of 21 peers in the paper, which don't agree. */
    public enum OfThePaper {
        /** The one on which the authors ran their program: 31 edges, 5.03 hops on average. */
        MEASURED,
        /** The one that their figure shows: 25 edges, 5.20 hops on average. */
        FIGURE;

        public Graph graph() {
            int n = Topology.PAPER.peers(0);
            return this == MEASURED
                    ? new Graph(n, Topology.PAPER.pairs(n, new SplitMix64(0)))
                    : new Graph(
                            n,
                            Arrays.stream(IN_THE_FIGURE)
                                    .map(pair -> new Pair(pair[0], pair[1]))
                                    .toList());
        }

        /** As on the command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final List<Pair> edges;
    private final int[][] neighbours;
    private final int[][] hops; // by where from; null where nobody has asked yet
    private IntSummaryStatistics ways; // null before anybody has asked

    /** @throws IllegalArgumentException if an edge leads elsewhere, or if there is no way between two peers */
    public Graph(int peers, List<Pair> edges) {
        this.edges = List.copyOf(edges);
        this.neighbours = neighbours(peers, edges);
        this.hops = new int[peers][];
        hops[0] = hopsFrom(0);
    }

    private static int[][] neighbours(int peers, List<Pair> edges) {
        List<List<Integer>> neighbours = new ArrayList<>();
        for (int peer = 0; peer < peers; peer++) {
            neighbours.add(new ArrayList<>());
        }
        for (Pair edge : edges) {
            if (Math.min(edge.a(), edge.b()) < 0 || Math.max(edge.a(), edge.b()) >= peers) {
                throw new IllegalArgumentException(edge + " is no edge among peers 0 to " + (peers - 1));
            }
            neighbours.get(edge.a()).add(edge.b());
            neighbours.get(edge.b()).add(edge.a());
        }
        return neighbours.stream()
                .map(list -> list.stream().mapToInt(peer -> peer).toArray())
                .toArray(int[][]::new);
    }

    /** Breadth first: from the nearest to the furthest. */
    private int[] hopsFrom(int peer) {
        int[] ways = new int[neighbours.length];
        Arrays.fill(ways, -1);
        ways[peer] = 0;
        int[] reached = new int[neighbours.length];
        reached[0] = peer;
        int count = 1;
        for (int i = 0; i < count; i++) {
            for (int next : neighbours[reached[i]]) {
                if (ways[next] < 0) {
                    ways[next] = ways[reached[i]] + 1;
                    reached[count++] = next;
                }
            }
        }
        for (int other = 0; other < ways.length; other++) {
            if (ways[other] < 0) {
                throw new IllegalArgumentException("there is no way from peer " + peer + " to peer " + other);
            }
        }
        return ways;
    }

    public int peers() {
        return hops.length;
    }

    public List<Pair> edges() {
        return edges;
    }

    /** The length of the shortest way between two peers. */
    public int hops(int from, int to) {
        if (hops[from] == null) {
            hops[from] = hopsFrom(from);
        }
        return hops[from][to];
    }

    /** The average of that over all pairs of different peers. */
    public double averageHops() {
        return allHops().getSum() / ((double) peers() * (peers() - 1));
    }

    /** The greatest of them. */
    public int diameter() {
        return allHops().getMax();
    }

    /** Of all pairs, which aren't kept, as large networks have many. */
    private IntSummaryStatistics allHops() {
        if (ways == null) {
            ways = IntStream.range(0, peers())
                    .flatMap(peer -> Arrays.stream(hopsFrom(peer)))
                    .summaryStatistics();
        }
        return ways;
    }
}

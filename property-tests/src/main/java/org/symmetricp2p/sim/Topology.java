package org.symmetricp2p.sim;

import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.app.SplitMix64;

/** Shapes of networks: which of the peers 0 to n - 1 may link. */
public enum Topology {
    LINE,
    RING,
    STAR,
    TREE,
    COMPLETE,
    RANDOM,
    /** The 21 peers that the paper measured, whatever n is. */
    PAPER;

    /** Two peers that may link. */
    public record Pair(int a, int b) {}

    private static final int PAPER_PEERS = 21;

    /** The number of peers, when n are wanted. */
    public int peers(int n) {
        return this == PAPER ? PAPER_PEERS : n;
    }

    /** The pairs, for n peers; connected. The generator decides only what the shape leaves open. */
    public List<Pair> pairs(int n, SplitMix64 generator) {
        return switch (this) {
            case LINE -> tree(n, i -> i - 1);
            case STAR -> tree(n, i -> 0);
            case TREE -> tree(n, i -> (i - 1) / 2);
            case RING -> ring(n);
            case COMPLETE -> complete(0, n);
            case RANDOM -> random(n, generator);
            case PAPER -> paper();
        };
    }

    private static List<Pair> tree(int n, java.util.function.IntUnaryOperator parent) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 1; i < n; i++) {
            pairs.add(new Pair(parent.applyAsInt(i), i));
        }
        return pairs;
    }

    private static List<Pair> ring(int n) {
        List<Pair> pairs = tree(n, i -> i - 1);
        if (n > 2) {
            pairs.add(new Pair(0, n - 1));
        }
        return pairs;
    }

    private static List<Pair> complete(int from, int to) {
        List<Pair> pairs = new ArrayList<>();
        for (int a = from; a < to; a++) {
            for (int b = a + 1; b < to; b++) {
                pairs.add(new Pair(a, b));
            }
        }
        return pairs;
    }

    private static List<Pair> random(int n, SplitMix64 generator) {
        List<Pair> pairs = new ArrayList<>();
        SplitMix64 g = generator;
        for (int i = 1; i < n; i++, g = g.next()) {
            pairs.add(new Pair(g.below(i), i));
        }
        for (Pair pair : complete(0, n)) {
            if (!pairs.contains(pair) && g.below(4) == 0) {
                pairs.add(pair);
            }
            g = g.next();
        }
        return pairs;
    }

    private static List<Pair> paper() {
        int[][] single = {
            {0, 1}, {1, 2}, {2, 3}, {3, 4}, {3, 8}, {4, 5}, {5, 6}, {6, 7}, {6, 9}, {7, 8}, {9, 10}, {10, 11}, {11, 12},
            {15, 18}, {18, 19}, {19, 20}
        };
        List<Pair> pairs = new ArrayList<>();
        for (int[] pair : single) {
            pairs.add(new Pair(pair[0], pair[1]));
        }
        pairs.addAll(complete(12, 18));
        return pairs;
    }
}

package org.symmetricp2p.paper.scale;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.symmetricp2p.app.SplitMix64;
import org.symmetricp2p.paper.Chance;
import org.symmetricp2p.sim.Topology;
import org.symmetricp2p.sim.Topology.Pair;

/** Shapes of networks that may have as many peers as one likes, while none of them has more neighbours for it. */
public enum Shape {
    /** Each peer has four neighbours, at random. */
    DEGREE_4(4),
    /** Each has eight. */
    DEGREE_8(8),
    /** One way only between any two: each has two below, but for those at the end. */
    TREE(0);

    private final int degree;

    Shape(int degree) {
        this.degree = degree;
    }

    /** Who links to whom; the later one of a pair comes first in it. Connected. */
    public List<Pair> pairs(int peers, Chance chance) {
        List<Pair> pairs = this == TREE ? Topology.TREE.pairs(peers, new SplitMix64(0)) : regular(peers, chance);
        return pairs.stream()
                .map(pair -> new Pair(Math.max(pair.a(), pair.b()), Math.min(pair.a(), pair.b())))
                .toList();
    }

    /** Rings through all peers, each in an order of its own. One that has a pair again is drawn again. */
    private List<Pair> regular(int peers, Chance chance) {
        List<Pair> pairs = new ArrayList<>();
        Set<Set<Integer>> known = new HashSet<>(); // looked up only
        while (pairs.size() < peers * degree / 2) {
            List<Pair> ring = ring(order(peers, chance));
            if (ring.stream().noneMatch(pair -> known.contains(Set.of(pair.a(), pair.b())))) {
                pairs.addAll(ring);
                ring.forEach(pair -> known.add(Set.of(pair.a(), pair.b())));
            }
        }
        return pairs;
    }

    private static int[] order(int peers, Chance chance) {
        int[] order = new int[peers];
        for (int i = 0; i < peers; i++) {
            int j = chance.between(0, i);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static List<Pair> ring(int[] order) {
        List<Pair> ring = new ArrayList<>();
        for (int i = 0; i < order.length; i++) {
            ring.add(new Pair(order[i], order[(i + 1) % order.length]));
        }
        return ring;
    }

    /** As on the command line. */
    @Override
    public String toString() {
        return this == TREE ? "tree" : "degree-" + degree;
    }
}

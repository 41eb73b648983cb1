package org.symmetricp2p.paper.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symmetricp2p.paper.Chance;
import org.symmetricp2p.paper.Graph;
import org.symmetricp2p.sim.Topology.Pair;

final class ShapeTest {

    @ParameterizedTest
    @CsvSource({"DEGREE_4, 20, 4", "DEGREE_4, 101, 4", "DEGREE_8, 20, 8", "DEGREE_8, 100, 8"})
    void everyoneHasAsManyDifferentNeighbours(Shape shape, int peers, int degree) {
        Map<Integer, Set<Integer>> neighbours = new HashMap<>();
        for (Pair pair : shape.pairs(peers, Chance.of(1))) {
            neighbours.computeIfAbsent(pair.a(), a -> new HashSet<>()).add(pair.b());
            neighbours.computeIfAbsent(pair.b(), b -> new HashSet<>()).add(pair.a());
        }
        assertEquals(peers, neighbours.size());
        neighbours.forEach((peer, others) -> assertEquals(degree, others.size(), () -> "neighbours of " + peer));
    }

    @Test
    void chanceSaysWho() {
        List<Pair> pairs = Shape.DEGREE_4.pairs(100, Chance.of(1));
        assertEquals(pairs, Shape.DEGREE_4.pairs(100, Chance.of(1)));
        assertNotEquals(pairs, Shape.DEGREE_4.pairs(100, Chance.of(2)));
    }

    /** The two furthest apart are at the bottom, one in each half. */
    @Test
    void aTreeOfFifteenHasFourLevels() {
        Graph tree = new Graph(15, Shape.TREE.pairs(15, Chance.of(1)));
        assertEquals(14, tree.edges().size());
        assertEquals(6, tree.diameter());
        assertEquals(6, tree.hops(7, 14));
    }
}

package org.symmetricp2p.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a storm does. */
final class StormTest {

    private static final int SECONDS = 120;

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    private static Storm storm(long seed) {
        return Storm.of(SECONDS, seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void itIsAFunctionOfItsSeed(long seed) {
        assertEquals(storm(seed), storm(seed));
        assertNotEquals(storm(seed), storm(seed + 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void allPeersHangTogether(long seed) {
        Set<Integer> reached = new TreeSet<>(Set.of(0));
        for (int i = 0; i < Storm.PEERS; i++) {
            for (Storm.Link link : storm(seed).links()) {
                if (reached.contains(link.one()) || reached.contains(link.other())) {
                    reached.add(link.one());
                    reached.add(link.other());
                }
            }
        }
        assertEquals(Storm.PEERS, reached.size());
    }

    /** Who is killed was there, who starts wasn't, half of them always are; in the end all are, and all links. */
    @ParameterizedTest
    @MethodSource("seeds")
    void itMakesSense(long seed) {
        Set<Integer> there = new TreeSet<>(Set.of(0, 1, 2, 3, 4, 5));
        Set<Storm.Link> up = new TreeSet<>(storm(seed).links());
        long before = 0;
        for (Storm.Moment moment : storm(seed).moments()) {
            assertTrue(before <= moment.millis() && moment.millis() <= SECONDS * 1_000, moment::toString);
            before = moment.millis();
            if (moment instanceof Storm.Killing killing) {
                assertTrue(there.remove(killing.peer()), moment::toString);
            } else if (moment instanceof Storm.Start start) {
                assertTrue(there.add(start.peer()), moment::toString);
            } else if (moment instanceof Storm.Down down) {
                assertTrue(up.remove(down.link()), moment::toString);
            } else if (moment instanceof Storm.Up back) {
                assertTrue(up.add(back.link()), moment::toString);
            } else if (moment instanceof Storm.Press press) {
                assertTrue(there.contains(press.peer()), moment::toString);
            }
            assertTrue(there.size() >= Storm.PEERS / 2, moment::toString);
        }
        assertEquals(Storm.PEERS, there.size());
        assertEquals(new TreeSet<>(storm(seed).links()), up);
    }

    /** In two minutes, so a short one that doesn't would show little. */
    @ParameterizedTest
    @MethodSource("seeds")
    void itIsAStorm(long seed) {
        long kills = storm(seed).moments().stream()
                .filter(Storm.Killing.class::isInstance)
                .count();
        assertTrue(kills >= 10, () -> "only " + kills + " kills");
    }
}

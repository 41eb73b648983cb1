package org.symmetricp2p.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.check.Violation;

/** The explorer itself, in a world of which all is known: two counters that go up, one or two at a time. */
final class ExplorerTest {

    private static final int TOP = 4;

    /** @param forbidden the sum that violates a property; negative for none */
    private record Counters(int a, int b, int forbidden) implements SmallWorld<String> {

        @Override
        public List<String> moves() {
            List<String> moves = new ArrayList<>();
            if (a < TOP) {
                moves.add("a+1");
            }
            if (b < TOP) {
                moves.add("b+1");
            }
            if (a < TOP - 1) {
                moves.add("a+2");
            }
            return moves;
        }

        @Override
        public SmallWorld<String> after(String move) {
            return switch (move) {
                case "a+1" -> new Counters(a + 1, b, forbidden);
                case "b+1" -> new Counters(a, b + 1, forbidden);
                default -> new Counters(a + 2, b, forbidden);
            };
        }

        @Override
        public void check() {
            if (a + b == forbidden) {
                throw new Violation(Property.CLOCK, a, b, "the sum is " + forbidden);
            }
        }

        @Override
        public List<String> describe() {
            return List.of("a is " + a, "b is " + b);
        }

        @Override
        public byte[] key() {
            return new byte[] {(byte) a, (byte) b};
        }
    }

    @Test
    void reachesEachStateOnceAndMakesEachMoveOnce() {
        Explorer.Result result = Explorer.explore(new Counters(0, 0, -1), 1_000);
        assertEquals((TOP + 1) * (TOP + 1), result.states());
        assertEquals(TOP * (TOP + 1) * 2 + (TOP - 1) * (TOP + 1), result.moves());
        assertEquals(TOP / 2 + TOP, result.depth());
        assertTrue(result.isComplete());
        assertEquals(Optional.empty(), result.counterexample());
    }

    @Test
    void aCounterexampleIsAShortestOne() {
        Explorer.Result result = Explorer.explore(new Counters(0, 0, 5), 1_000);
        Explorer.Counterexample found = result.counterexample().orElseThrow();
        assertEquals(List.of("a+1", "a+2", "a+2").size(), found.moves().size());
        assertTrue(found.violation().contains("the sum is 5"), found.violation());
        assertFalse(result.isComplete());
    }

    @Test
    void tooManyStatesAreSaid() {
        Explorer.Result result = Explorer.explore(new Counters(0, 0, -1), 10);
        assertFalse(result.isComplete());
        assertEquals(Optional.empty(), result.counterexample());
    }

    /** Many more states than the tables have room for at first, so they grow. */
    @Test
    void visitedStatesAreKnownHoweverMany() {
        Visited visited = new Visited();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 100_000; i++) {
                assertEquals(round == 0, visited.add(new Key().put(i).toBytes(), Math.max(0, i - 1), i % 7));
            }
        }
        assertEquals(100_000, visited.size());
        assertEquals(99_999, visited.wayTo(99_999).length);
        assertEquals(99_999 % 7, visited.wayTo(99_999)[99_998]);
    }

    @Test
    void aStoryTellsWhatEachMoveChanges() {
        Narration narration = new Narration();
        List<String> story = narration.apply("Flood-line", List.of("peer 1 issues an event", "connection 1 is cut"));
        assertTrue(story.contains("  2  connection 1 is cut"), story::toString);
        assertTrue(
                story.contains("         connection 1, cut: peer 1 live, has sent EVENTS [1@1.0#1]; peer 2 live"),
                story::toString);
        assertEquals("no property is violated on this walk", story.get(story.size() - 1));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> narration.apply("Flood-line", List.of("connection 1 is accepted")))
                .getMessage();
        assertTrue(message.startsWith("move 1, \"connection 1 is accepted\", isn't possible there"), message);
        assertThrows(IllegalArgumentException.class, () -> narration.apply("no-world", List.of()));
    }
}

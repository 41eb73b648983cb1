package org.symmetricp2p.check.canary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.SplitMix64;
import org.symmetricp2p.check.Laboratory;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.check.canary.Canary.Edit;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Scenarios;
import org.symmetricp2p.sim.Watch;

/** What makes canaries of the real sources changes what it is told, and nothing else. */
final class VariantTest {

    private static final int CONTROLS = 3;
    private static final int WORLDS_OF_THE_RARE_ONE = 150;

    /** The control: without an edit, nothing is found, so what kills a canary is its edit. */
    @Test
    void whatIsNotEditedSurvives() {
        BiFunction<String, Long, String> control = Variant.of(List.of()).probe(Probe.class);
        for (long seed = 1; seed <= CONTROLS; seed++) {
            for (Property property : Property.values()) {
                assertNull(control.apply(property + " PLAIN", seed), "seed " + seed);
            }
        }
    }

    /** An edit that changes nothing goes all the way through the compiler, and is survived too. */
    @Test
    void whatIsCompiledAgainUnchangedSurvives() {
        List<Edit> edits = List.of(new Edit(
                "core/Transition", "final class Transition<S> implements", "final class Transition<S> implements"));
        BiFunction<String, Long, String> same = Variant.of(edits).probe(Probe.class);
        for (long seed = 1; seed <= CONTROLS; seed++) {
            assertNull(same.apply("STATE_FN PLAIN", seed), "seed " + seed);
        }
    }

    /** The harness reports what it sees: failures in exactly those scenarios in which the canary can fail. */
    @Test
    void theRareCanaryIsSeenAsOftenAsItFails() {
        BiFunction<String, Long, String> variant =
                Variant.of(Canary.named(Canary.RARE).edits()).probe(Probe.class);
        Set<Integer> failing = new TreeSet<>();
        Set<Integer> expected = new TreeSet<>();
        for (int seed = 1; seed <= WORLDS_OF_THE_RARE_ONE; seed++) {
            if (variant.apply("STATE_FN PLAIN", (long) seed) != null) {
                failing.add(seed);
            }
            if (hasRareEvent(seed)) {
                expected.add(seed);
            }
        }
        assertEquals(expected, failing);
        double share = (double) failing.size() / WORLDS_OF_THE_RARE_ONE;
        assertTrue(share >= 0.002 && share <= 0.05, () -> "fails in a share of " + share);
    }

    private static boolean hasRareEvent(long seed) {
        Set<Long> rare = new TreeSet<>();
        Laboratory.run(Scenarios.of(seed), Set.of(), List.of(new Watch<>() {
            @Override
            public void stepped(Host<Object> host, Peer<Object> before, Input input, Step<Object> step) {
                if (step.peer().timeline() != before.timeline()) {
                    addRare(step.peer().timeline().from(before.tick() + 1)); // what it issued is ahead of its clock
                }
            }

            private void addRare(Iterator<StampedEvent> events) {
                while (events.hasNext()) {
                    long draw = draw(events.next());
                    if (new SplitMix64(draw).below(2_000) == 0) {
                        rare.add(draw);
                    }
                }
            }
        }));
        return !rare.isEmpty();
    }

    private static long draw(StampedEvent event) {
        return event.tick() << 16 | event.source().peer();
    }

    @Test
    void anEditThatDoesNotFitIsAMistake() {
        assertMistake("not in core/PaperClock: no such text", "no such text", "");
        assertMistake("more than once in core/PaperClock: anchorNanos", "anchorNanos", "");
        assertMistake("doesn't compile", "public record PaperClock(", "public recard PaperClock(");
    }

    private static void assertMistake(String words, String find, String replacement) {
        List<Edit> edits = List.of(new Edit("core/PaperClock", find, replacement));
        String message = assertThrows(IllegalStateException.class, () -> Variant.of(edits))
                .getMessage();
        assertTrue(message.contains(words), message);
    }
}

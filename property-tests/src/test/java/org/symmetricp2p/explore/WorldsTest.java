package org.symmetricp2p.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.symmetricp2p.check.canary.Canary;
import org.symmetricp2p.check.canary.Variant;

/** The small worlds with the real core: nothing is violated in any state, and deliberate bugs are seen. */
final class WorldsTest {

    /** More states than any world of the build has. */
    private static final int PLENTY = 5_000_000;

    private static final int MOST_STEPS = 15;

    private static final Path MODELS = Path.of("..", "spec", "tla");

    /** Where each canary shows itself; and those that no world of a few peers, events and ticks can show, with why. */
    private static final Map<String, String> SHOWN_IN = new TreeMap<>(Map.ofEntries(
            Map.entry("link-before-history", "Flood-line"),
            Map.entry("replay-by-index", "Flood-both-ways"),
            Map.entry("equal-tick-dropped", "Flood-line"),
            Map.entry("old-socket-clears-new-link", "Flood-line"),
            Map.entry("forwards-duplicates", "Flood-triangle"),
            Map.entry("tie-break-by-arrival", "late-events"),
            Map.entry("pointer-not-advanced", "late-events"),
            Map.entry("stale-snapshot", "late-events"),
            Map.entry("snapshot-off-by-one", "late-events"),
            Map.entry("unordered-iteration", "late-events"),
            Map.entry("wall-clock", "late-events"),
            Map.entry("silent-rollback", "late-events"),
            Map.entry("stamp-feeds-clock", "TimeMachine-long"),
            Map.entry("catch-up-overshoot", "Clock-pair"),
            Map.entry("clock-goes-back", "Clock-pair"),
            Map.entry("content-behind", "Clock-pair"),
            Map.entry("stamp-without-delta", "late-events")));

    private static final Map<String, String> NOT_SHOWN = new TreeMap<>(Map.of(
            "amnesia-same-incarnation", "changes the simulator; the small worlds start lives by themselves",
            "silent-overflow", "changes the simulator's network",
            "aliasing-snapshot", "changes Memory; the state of the small worlds is a record",
            "rare", "takes some 2,000 events"));

    /** Those that the models have too are explored in {@code ExplorerAgainstModelsTest}. */
    @Test
    void nothingIsViolatedInAMillionStates() {
        long states = 0;
        for (String world : Worlds.names()) {
            if (!world.startsWith(Worlds.LONG) && !Files.exists(MODELS.resolve(world + ".cfg"))) {
                Explorer.Result result = Worlds.explore(world, PLENTY);
                assertEquals(
                        Optional.empty(),
                        result.counterexample(),
                        () -> "to see it, run symmetric.jar explore --world " + world);
                assertTrue(result.isComplete(), world);
                states += result.states();
            }
        }
        assertTrue(states >= 1_000_000, "only " + states);
    }

    @TestFactory
    Stream<DynamicTest> showsCanary() {
        return SHOWN_IN.entrySet().stream()
                .map(shown -> DynamicTest.dynamicTest(shown.getKey(), () -> {
                    Canary canary = Canary.named(shown.getKey());
                    List<String> found = Variant.of(canary.edits())
                            .probe(ExplorerProbe.class)
                            .apply(shown.getValue(), PLENTY);
                    assertFalse(found.isEmpty(), () -> "not seen in " + shown.getValue());
                    assertTrue(found.size() - 1 <= MOST_STEPS, found::toString);
                }));
    }

    /** A new canary must be put into one of the tables. */
    @Test
    void eachCanaryIsShownOrIsSaidWhyNot() {
        TreeSet<String> said = new TreeSet<>(SHOWN_IN.keySet());
        said.addAll(NOT_SHOWN.keySet());
        TreeSet<String> all = new TreeSet<>();
        Canary.ALL.forEach(canary -> all.add(canary.name()));
        assertEquals(all, said);
    }

    /** The control: compiled and loaded in the same way, but unchanged. */
    @Test
    void theRealCoreShowsNothingInAVariantEither() {
        assertEquals(List.of(), Variant.of(List.of()).probe(ExplorerProbe.class).apply("Flood-line", PLENTY));
    }
}

package org.symmetricp2p.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.symmetricp2p.model.Model;

/** The small worlds with the real core: nothing is violated in any state, and deliberate bugs are seen. */
final class WorldsTest {

    /** More states than any world of the build has. */
    private static final int PLENTY = 5_000_000;

    private static final long MOST_STATES = 200_000;
    private static final int MOST_STEPS = 15;

    /** A world, and how the violation begins that is found in it first. */
    private record Shown(String world, String violation) {}

    /** Where each canary shows itself; and those that no world of a few peers, events and ticks can show, with why. */
    private static final Map<String, Shown> SHOWN = new TreeMap<>(Map.ofEntries(
            Map.entry("link-before-history", new Shown("Flood-line", "property 14 FLOOD_COST")),
            Map.entry("replay-by-index", new Shown("Flood-both-ways", "property 17 JOIN_COMPLETE")),
            Map.entry("equal-tick-dropped", new Shown("Flood-line", "property 17 JOIN_COMPLETE")),
            Map.entry("old-socket-clears-new-link", new Shown("Flood-line", "property 16 CONVERGE")),
            Map.entry("forwards-duplicates", new Shown("Flood-triangle", "property 14 FLOOD_COST")),
            Map.entry("tie-break-by-arrival", new Shown("late-events", "property 10 ROLLBACK")),
            Map.entry("pointer-not-advanced", new Shown("late-events", "property 1 STATE_FN")),
            Map.entry("stale-snapshot", new Shown("late-events", "property 7 COMMUTATIVE")),
            Map.entry("snapshot-off-by-one", new Shown("late-events", "property 7 COMMUTATIVE")),
            Map.entry("unordered-iteration", new Shown("late-events", "property 1 STATE_FN")),
            Map.entry("wall-clock", new Shown("late-events", "property 1 STATE_FN")),
            Map.entry("silent-rollback", new Shown("late-events", "property 10 ROLLBACK")),
            Map.entry("stamp-feeds-clock", new Shown("TimeMachine-long", "property 13 NO_RUNAWAY")),
            Map.entry("catch-up-overshoot", new Shown("Clock-pair", "property 13 NO_RUNAWAY")),
            Map.entry("clock-goes-back", new Shown("Clock-pair", "property 12 CLOCK")),
            Map.entry("content-behind", new Shown("Clock-pair", "property 19 SKEW")),
            Map.entry("unlinked-though-another", new Shown("links-two-diallers", "property 26 LINKED")),
            Map.entry("stamp-without-delta", new Shown("late-events", "broke down"))));

    private static final String OF_LINKS =
            "changes what endpoints do where the small world of two diallers doesn't come";
    private static final String SETTLED = "nothing settles in the small worlds";
    private static final String HOSTILE = "weakens a guard against hostile peers, of whom the small worlds have none";
    private static final String ROOTED =
            "breaks a rule of rooted clocks, of which the model Roots is explored by TLC alone";
    private static final String ADAPTIVE = "nobody chooses Δ in the small worlds";
    private static final String REFERENCE = "only a reference beside a peer knows what it must do there";

    private static final Map<String, String> NOT_SHOWN = new TreeMap<>(Map.ofEntries(
            Map.entry("amnesia-same-incarnation", "changes the simulator; the small worlds start lives by themselves"),
            Map.entry("silent-overflow", OF_LINKS),
            Map.entry("aliasing-snapshot", "changes Memory; the state of the small worlds is a record"),
            Map.entry("rare", "takes some 2,000 events"),
            Map.entry("reads-without-pause", OF_LINKS),
            Map.entry("greeting-takes-the-link", OF_LINKS),
            Map.entry("believes-any-clock", HOSTILE),
            Map.entry("stays-who-it-was", HOSTILE),
            Map.entry("takes-what-has-no-room", HOSTILE),
            Map.entry("sources-without-end", HOSTILE),
            Map.entry("replays-without-end", HOSTILE),
            Map.entry("follows-whoever-dials", HOSTILE),
            Map.entry("goes-by-the-seq", HOSTILE),
            Map.entry("one-way-uncorrected", ROOTED),
            Map.entry("newest-pulse-wins", ROOTED),
            Map.entry("any-parent", ROOTED),
            Map.entry("ghosts-followed", ROOTED),
            Map.entry("root-never-lost", ROOTED),
            Map.entry("nobody-leaps", ROOTED),
            Map.entry("leaps-at-anything", ROOTED),
            Map.entry("held-up-messages-count", ROOTED),
            Map.entry("samples-of-before-the-leap", ROOTED),
            Map.entry("first-sample-believed", ROOTED),
            Map.entry("pulse-kept", ROOTED),
            Map.entry("no-error-stated", ROOTED),
            Map.entry("hand-goes-back", ROOTED),
            Map.entry("hand-leaps", ROOTED),
            Map.entry("round-trip-too-much", ROOTED),
            Map.entry("arrivals-told-once", ADAPTIVE),
            Map.entry("arrivals-over-any-link", ADAPTIVE),
            Map.entry("judged-too-early", ADAPTIVE),
            Map.entry("issued-one-by-one", REFERENCE),
            Map.entry("void-sent", SETTLED),
            Map.entry("old-sync", REFERENCE),
            Map.entry("seldom-told", REFERENCE),
            Map.entry("hasty-input", REFERENCE),
            Map.entry("input-overtakes", REFERENCE),
            Map.entry("travel-prolonged", REFERENCE),
            Map.entry("future-shown", REFERENCE),
            Map.entry("wrong-report", REFERENCE),
            Map.entry("late-riser", REFERENCE),
            Map.entry("failures-never-forgotten", OF_LINKS),
            Map.entry("dials-though-linked", OF_LINKS),
            Map.entry("rests-for-ever", OF_LINKS),
            Map.entry("old-dialler-left", OF_LINKS),
            Map.entry("unlink-spares-theirs", OF_LINKS),
            Map.entry("closes-under-its-bye", OF_LINKS),
            Map.entry("waits-for-ever-after-bye", OF_LINKS),
            Map.entry("dials-while-leaving", OF_LINKS),
            Map.entry("declaration-overtakes", SETTLED),
            Map.entry("declared-without-counts", SETTLED),
            Map.entry("late-taken", SETTLED),
            Map.entry("closed-source-forgotten", SETTLED),
            Map.entry("same-source-again", SETTLED),
            Map.entry("void-forgotten", SETTLED),
            Map.entry("void-reversed", SETTLED),
            Map.entry("void-stays-in-states", SETTLED),
            Map.entry("promise-broken", SETTLED),
            Map.entry("window-never-ends", SETTLED),
            Map.entry("unsettled-dropped", SETTLED),
            Map.entry("checkpoint-of-the-present", SETTLED),
            Map.entry("snapshot-after-history", SETTLED),
            Map.entry("snapshot-not-passed-on", SETTLED),
            Map.entry("taken-over-with-void", SETTLED),
            Map.entry("seldom-declared", SETTLED)));

    /** Those that the models have too are explored in {@code ExplorerAgainstModelsTest}. */
    @Test
    void nothingIsViolatedInAnyState() {
        long states = 0;
        for (String world : Worlds.names()) {
            if (!world.startsWith(Worlds.LONG)
                    && !PinnedStates.isModelled(world)
                    && Model.isTriedInEveryBuild(PinnedStates.of(world), MOST_STATES)) {
                Explorer.Result result = Worlds.explore(world, PLENTY);
                assertEquals(
                        Optional.empty(),
                        result.counterexample(),
                        () -> "to see it, run symmetric.jar explore --world " + world);
                assertTrue(result.isComplete(), world);
                assertEquals(PinnedStates.of(world), result.states(), world);
                states += result.states();
            }
        }
        assertTrue(states >= 190_000, "only " + states);
    }

    @TestFactory
    Stream<DynamicTest> showsCanary() {
        return SHOWN.entrySet().stream()
                .map(shown -> DynamicTest.dynamicTest(shown.getKey(), () -> {
                    Canary canary = Canary.named(shown.getKey());
                    List<String> found = Variant.of(canary.edits())
                            .probe(ExplorerProbe.class)
                            .apply(shown.getValue().world(), PLENTY);
                    assertFalse(
                            found.isEmpty(),
                            () -> "not seen in " + shown.getValue().world());
                    assertTrue(found.get(0).startsWith(shown.getValue().violation()), found::toString);
                    assertTrue(found.size() - 1 <= MOST_STEPS, found::toString);
                }));
    }

    /** A new canary must be put into one of the tables. */
    @Test
    void eachCanaryIsShownOrIsSaidWhyNot() {
        TreeSet<String> said = new TreeSet<>(SHOWN.keySet());
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

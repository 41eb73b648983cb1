package org.symmetricp2p.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.symmetricp2p.check.canary.Canary;
import org.symmetricp2p.check.canary.Canary.Edit;
import org.symmetricp2p.check.canary.Variant;
import org.symmetricp2p.explore.ExplorerProbe;

/**
 * What a wrong configuration of a model lacks is taken out of the real core, too: then the explorer finds a short way to
 * where it matters. So what the models prove to be needed is in the core, and is needed there.
 */
final class GuardsTest {

    private static final int MOST_STEPS = 15;
    private static final int MOST_STATES = 3_000_000;

    /** The guard taken out of the core, and a small world in which that shows. */
    private record Guard(String world, List<Edit> without) {}

    private static final Map<String, Guard> GUARDS = new TreeMap<>();

    static {
        of("Flood-c-program", "Flood-line", "link-before-history");
        of("Flood-highest-stamp", "Flood-line", "equal-tick-dropped");
        of("Flood-history-by-index", "Flood-line", "replay-by-index");
        of("Flood-old-takes-new", "Flood-both-ways", "old-socket-clears-new-link");
        of("Flood-register-first", "Flood-both-ways", new Edit("core/Transition", "link.isLive() && ", ""));
        of(
                "Flood-same-incarnation",
                "Flood-line",
                new Edit(
                        "core/Source",
                        "Bounds.check(\"incarnation\", incarnation, 0, Long.MAX_VALUE);",
                        "incarnation = 0;"));

        of("TimeMachine-pointer-not-advanced", "TimeMachine-ties", "pointer-not-advanced");
        of("TimeMachine-snapshot-off-by-one", "TimeMachine-ties", "snapshot-off-by-one");
        of("TimeMachine-stale-snapshot", "TimeMachine-ties", "stale-snapshot");
        of("TimeMachine-stamp-without-delta", "TimeMachine-ties", "stamp-without-delta");
        of("TimeMachine-tie-by-arrival", "TimeMachine-ties", "tie-break-by-arrival");
        of(
                "TimeMachine-no-rewind",
                "TimeMachine-ties",
                new Edit(
                        "core/TimeMachine",
                        "return new TimeMachine<>(simulation, timeline.insert(event), snapshots.before(event.tick()));",
                        """
                        Snapshots<S> same = event.tick() > present().tick()
                                ? snapshots
                                : snapshots.before(present().tick()).add(present().tick(), apply(event, present().state()));
                        return new TimeMachine<>(simulation, timeline.insert(event), same);
                        """));
        of(
                "TimeMachine-pruned-early",
                "TimeMachine-long",
                new Edit("core/Snapshots", "now - tick <= (long) DENSITY", "2 * (now - tick) <= (long) DENSITY"));
        of(
                "TimeMachine-pruned-start",
                "TimeMachine-long",
                new Edit("core/Snapshots", "return tick == 0 || now - tick", "return now - tick"),
                new Edit("core/Snapshots", "if (older == null || newest.tick() < horizon) {", """
                        if (older == null && !isKept(newest.tick(), now)) {
                            return null;
                        }
                        if (older == null || newest.tick() < horizon) {
                        """));

        of("Clock-goes-back", "Clock-pair", "clock-goes-back");
        of("Clock-overshoot", "Clock-pair", "catch-up-overshoot");
        of("Clock-stamp-feeds-clock", "Clock-pair", hearing("neighbour + 2"));
        of("Clock-half-round-trip", "Clock-steady-ring", hearing("neighbour + 3"));
        of("Clock-too-tolerant", "Clock-pair", "content-behind");
    }

    /** In Clock, a message tells only a clock: so a stamp, or an estimate, is that much more. */
    private static Edit hearing(String what) {
        return new Edit("core/Transition", "clock = clock.hear(neighbour);", "clock = clock.hear(" + what + ");");
    }

    private static void of(String configuration, String world, String canary) {
        GUARDS.put(configuration, new Guard(world, Canary.named(canary).edits()));
    }

    private static void of(String configuration, String world, Edit... without) {
        GUARDS.put(configuration, new Guard(world, List.of(without)));
    }

    @Test
    void eachWrongConfigurationHasOne() throws IOException {
        Set<String> wrong = new TreeSet<>();
        for (Model model : Model.all()) {
            if (Files.readString(model.configuration()).startsWith("\\* wrong: ")) {
                wrong.add(model.name());
            }
        }
        assertEquals(wrong, GUARDS.keySet());
    }

    @TestFactory
    Stream<DynamicTest> isMissed() {
        return GUARDS.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> assertMissed(entry.getValue())));
    }

    private static void assertMissed(Guard guard) {
        List<String> found =
                Variant.of(guard.without()).probe(ExplorerProbe.class).apply(guard.world(), MOST_STATES);
        assertFalse(found.isEmpty(), () -> "nothing is violated in " + guard.world());
        assertTrue(found.size() - 1 <= MOST_STEPS, found::toString);
    }
}

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
import org.symmetricp2p.check.Property;
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

    /** The guard taken out of the core, a small world in which that shows, and the property that is violated first. */
    private record Guard(String world, Property property, List<Edit> without) {}

    private static final Map<String, Guard> GUARDS = new TreeMap<>();

    static {
        of("Flood-c-program", "Flood-line", Property.FLOOD_COST, "link-before-history");
        of("Flood-highest-stamp", "Flood-line", Property.JOIN_COMPLETE, "equal-tick-dropped");
        of("Flood-history-by-index", "Flood-line", Property.JOIN_COMPLETE, "replay-by-index");
        of("Flood-both-close", "Flood-both-ways", Property.CONVERGE, closing("true"));
        of("Flood-nobody-closes", "Flood-both-ways", Property.MEMORY, closing("false"));
        of(
                "Flood-newer-stays",
                "Flood-both-ways",
                Property.LINKED,
                closing("false"),
                new Edit(
                        "core/Transition",
                        "        links = links.with(link.liveWith(hello.self(), Greeting.tellsArrivals(config, hello)));",
                        """
                        for (Link older : config.self().peer() < hello.self().peer() ? links.liveTo(hello.self()) : List.<Link>of()) {
                            close(older.id(), new Message.Bye(Message.Reason.DUPLICATE_LINK, ""));
                        }
                        links = links.with(link.liveWith(hello.self(), Greeting.tellsArrivals(config, hello)));"""));
        of("Flood-old-takes-new", "Flood-both-ways", Property.CONVERGE, "old-socket-clears-new-link");
        of(
                "Flood-register-first",
                "Flood-both-ways",
                Property.FLOOD_COST,
                new Edit("core/Transition", "link.isLive() && ", ""));
        of(
                "Flood-same-incarnation",
                "Flood-line",
                Property.INTEGRITY,
                new Edit(
                        "core/Source",
                        "Bounds.check(\"incarnation\", incarnation, 0, Long.MAX_VALUE);",
                        "incarnation = 0;"),
                new Edit(
                        "core/Transition",
                        "if (isTaken) {",
                        "if (isTaken && false) {")); // or it would look for another for ever

        of("TimeMachine-pointer-not-advanced", "TimeMachine-ties", Property.ONCE, "pointer-not-advanced");
        of("TimeMachine-snapshot-off-by-one", "TimeMachine-ties", Property.SNAP_FRESH, "snapshot-off-by-one");
        of("TimeMachine-stale-snapshot", "TimeMachine-ties", Property.SNAP_FRESH, "stale-snapshot");
        of(
                "TimeMachine-stamp-without-delta",
                "TimeMachine-ties",
                Property.STAMPS,
                new Edit("core/Transition", "clock.tick() + delta()", "Math.max(1, clock.tick())"));
        of("TimeMachine-tie-by-arrival", "TimeMachine-ties", Property.SNAP_FRESH, "tie-break-by-arrival");
        of(
                "TimeMachine-no-rewind",
                "TimeMachine-ties",
                Property.SNAP_FRESH,
                new Edit(
                        "core/TimeMachine",
                        "return new TimeMachine<>(simulation, timeline.insert(event), snapshots.before(event.tick()));",
                        """
                        Snapshots<S> same = event.tick() > present().tick()
                                ? snapshots
                                : snapshots.before(present().tick()).add(present().tick(), apply(event, present().state(), (t, s) -> {}));
                        return new TimeMachine<>(simulation, timeline.insert(event), same);
                        """));
        of(
                "TimeMachine-pruned-early",
                "TimeMachine-long",
                Property.SNAP_FRESH,
                new Edit("core/Snapshots", "now - tick <= (long) DENSITY", "2 * (now - tick) <= (long) DENSITY"));
        of(
                "TimeMachine-pruned-start",
                "TimeMachine-long",
                Property.SNAP_FRESH,
                new Edit("core/Snapshots", "return tick == 0 || now - tick", "return now - tick"),
                new Edit("core/Snapshots", "if (older == null || newest.tick() < horizon) {", """
                        if (older == null && !isKept(newest.tick(), now)) {
                            return null;
                        }
                        if (older == null || newest.tick() < horizon) {
                        """));

        of("Clock-goes-back", "Clock-pair", Property.CLOCK, "clock-goes-back");
        of("Clock-overshoot", "Clock-pair", Property.NO_RUNAWAY, "catch-up-overshoot");
        of("Clock-stamp-feeds-clock", "Clock-pair", Property.NO_RUNAWAY, hearing("neighbour + 2"));
        of("Clock-half-round-trip", "Clock-steady-ring", Property.NO_RUNAWAY, hearing("neighbour + 3"));
        of("Clock-too-tolerant", "Clock-pair", Property.SKEW, "content-behind");
    }

    private static Edit closing(String when) {
        return new Edit("core/Greeting", "mine.peer() < theirs.peer()", when);
    }

    /** In Clock, a message tells only a clock: so a stamp, or an estimate, is that much more. */
    private static Edit hearing(String what) {
        return new Edit("core/Transition", "clock = clock.hear(neighbour);", "clock = clock.hear(" + what + ");");
    }

    private static void of(String configuration, String world, Property property, String canary) {
        GUARDS.put(
                configuration, new Guard(world, property, Canary.named(canary).edits()));
    }

    private static void of(String configuration, String world, Property property, Edit... without) {
        GUARDS.put(configuration, new Guard(world, property, List.of(without)));
    }

    /**
     * Models that no small world walks: of Settled there is nothing in the core yet, and if one of the guards of Roots is missing,
     * RootedClockTest breaks.
     */
    private static final Set<String> NOT_WALKED = Set.of("Arrivals", "Settled", "Roots");

    @Test
    void eachWrongConfigurationHasOne() throws IOException {
        Set<String> wrong = new TreeSet<>();
        for (Model model : Model.all()) {
            String module = Tlc.nameOf(model.module());
            if (Files.readString(model.configuration()).startsWith("\\* wrong: ") && !NOT_WALKED.contains(module)) {
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
        assertTrue(found.get(0).contains(" " + guard.property() + ": "), found::toString);
        assertTrue(found.size() - 1 <= MOST_STEPS, found::toString);
    }
}

package org.symmetricp2p.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symmetricp2p.check.Shrinker;
import org.symmetricp2p.conform.WorldRun.Share;
import org.symmetricp2p.core.ClockKind;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenarios;

/**
 * The JavaScript port conforms, beside the core here in generated worlds; and of broken ones the kit says so. All in one class, as a JVM takes
 * half a minute of CPU time until it runs JavaScript quickly.
 */
final class ConformanceTest {

    private static final Path PORT = Mistake.PORT;
    private static final int WORLDS = 200;
    private static final int WORLDS_FOR_BROKEN_ONES = 12;
    private static final int ROOTED_WORLDS = 8;
    private static final int SETTLED_WORLDS = 4;
    private static final Shrinker.Budget NO_SHRINKING = new Shrinker.Budget(1, 0, System::nanoTime);

    @TempDir
    private Path folder;

    /** One peer of each world is the port: so 200 mixed worlds take seconds. */
    @Test
    void thePortConformsInMixedWorlds() throws IOException, PortFailure {
        try (Port port = GraalPort.of(PORT)) {
            Conformance conformance = Conformance.of(port);
            conformance.worlds(1, WORLDS, Share.ONE, NO_SHRINKING);
            isGood(conformance.report(), WORLDS);
        }
    }

    /** Of every second peer, as with rooted clocks much depends on what the two ends of a link make of each other. */
    @Test
    void soItDoesWithRootedClocks() throws IOException, PortFailure {
        try (Port port = GraalPort.of(PORT)) {
            Conformance conformance = Conformance.of(port);
            conformance.worlds(ConformanceTest::rooted, 1, ROOTED_WORLDS, Share.HALF, NO_SHRINKING);
            isGood(conformance.report(), ROOTED_WORLDS);
        }
    }

    /** Where every reading is told, as it may be when a peer promises or declares; with clocks of either kind. */
    @Test
    void andInWorldsThatSettle() throws IOException, PortFailure {
        try (Port port = GraalPort.of(PORT)) {
            Conformance conformance = Conformance.of(port);
            conformance.worlds(
                    seed -> Scenarios.settled(seed).withWindow(0), 1, SETTLED_WORLDS, Share.ONE, NO_SHRINKING);
            conformance.worlds(
                    seed -> Scenarios.settled(seed).withWindow(0).withClock(ClockKind.ROOTED),
                    1,
                    1,
                    Share.ONE,
                    NO_SHRINKING);
            isGood(conformance.report(), SETTLED_WORLDS + 1);
        }
    }

    private static Scenario rooted(long seed) {
        return Scenarios.of(seed).withClock(ClockKind.ROOTED);
    }

    private static void isGood(Conformance.Report report, int worlds) {
        assertTrue(report.isGood(), () -> report.failed().toString());
        assertEquals(worlds, report.worlds());
        assertTrue(report.steps() > 100 * worlds, () -> "only " + report.steps() + " steps");
    }

    /** The example in the description of the format. */
    @Test
    void theExampleIsRight() throws IOException, PortFailure {
        try (Port port = GraalPort.of(PORT)) {
            int asked = 0;
            for (String line : Files.readAllLines(PORT.resolve("../conform.md"))) {
                if (line.startsWith("> {")) {
                    port.say(line.substring(2));
                    asked++;
                } else if (line.startsWith("< {")) {
                    assertEquals(line.substring(2), port.answer());
                }
            }
            assertEquals(11, asked);
        }
    }

    static Stream<Mistake> mistakes() {
        return Mistakes.all().stream().filter(Mistake::isOfCore);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aBrokenPortIsFound(Mistake mistake) throws IOException, PortFailure {
        mistake.into(folder);
        try (Port port = GraalPort.of(folder)) {
            Conformance conformance = Conformance.of(port);
            if (mistake.core().equals(Mistake.WORLDS)) {
                conformance.worlds(1, WORLDS_FOR_BROKEN_ONES, Share.ALL, NO_SHRINKING);
            } else {
                conformance.vectors(mistake.core()::equals);
            }
            assertFalse(conformance.report().isGood(), mistake.what());
        }
    }
}

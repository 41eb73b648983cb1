package org.symmetricp2p.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symmetricp2p.cli.ToolProcess;

/** The command {@code storm} as its users run it: a short one. */
final class StormIT {

    @TempDir
    private Path directory;

    /** Spec 3.5, 6.12, 6.13, 6.29. */
    @Test
    void peersThatAreKilledAmongHostileNeighboursAreIdenticalInTheEnd() throws Exception {
        try (ToolProcess storm = ToolProcess.start(directory, "storm", "--seconds=8", "--seed=6", "--out=files")) {
            assertEquals(0, storm.exitCode(), storm::toString);
            String last = storm.out().lines().reduce("", (one, next) -> next);
            assertTrue(
                    last.matches(
                            "storm: 6 peers, [1-9]\\d* kills, \\d+ links down, [1-9]\\d* attacks: identical at every tick 0\\.\\.\\d{3,}"),
                    storm::toString);
            assertEquals("", storm.err());
        }
        assertTrue(Files.exists(directory.resolve("files").resolve("peer-0.trace"))
                || Files.exists(directory.resolve("files").resolve("peer-0-life-2.trace")));
    }

    /** Whatever goes wrong, there is a command that does it again. */
    @Test
    void aFailureNamesTheCommandThatDoesItAgain() throws Exception {
        try (ToolProcess storm =
                ToolProcess.start(directory, "storm", "--seconds=8", "--seed=6", "--attacks=none", "--out=files")) {
            storm.await("peers", () -> storm.descendants().count() == Storm.PEERS);
            storm.descendants().findAny().orElseThrow().destroyForcibly();
            assertEquals(1, storm.exitCode());
            assertTrue(
                    storm.err().contains("ended unexpectedly, with exit code 137")
                            && storm.err().contains("again: java -jar ")
                            && storm.err().contains(" storm --seconds 8 --seed 6 --attacks none"),
                    storm::toString);
        }
    }
}

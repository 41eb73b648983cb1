package org.symmetricp2p.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symmetricp2p.cli.ToolProcess;

/** The command {@code demo} as its users run it. */
final class DemoIT {

    private static final int PEERS_AT_FIRST = 5;

    @TempDir
    private Path directory;

    /** Spec 6.13, 6.15. */
    @Test
    void sixPeersAreIdenticalWhateverHappensToThem() throws Exception {
        try (ToolProcess demo = ToolProcess.start(directory, "demo", "--seconds=10", "--seed=7", "--out=files")) {
            assertEquals(0, demo.exitCode(), demo::toString);
            List<String> lines = demo.out().lines().toList();
            String last = lines.get(lines.size() - 1);
            assertTrue(last.matches("identical at every tick 0\\.\\.\\d+ on 6 peers"), demo::toString);
            assertTrue(Integer.parseInt(last.replaceAll(".*\\.\\.(\\d+) on.*", "$1")) >= 500, last);
            for (String happening : List.of("5 joins", "3-4 goes down", "2 is killed", "2 starts", "3-4 comes back")) {
                assertTrue(demo.out().contains(happening), demo::toString);
            }
            assertEquals("", demo.err());
        }
        try (Stream<Path> files = Files.list(directory.resolve("files"))) {
            assertEquals(
                    6, files.filter(file -> file.toString().endsWith(".trace")).count());
        }
    }

    @Test
    void aPeerThatDiesIsAFailure() throws Exception {
        try (ToolProcess demo = ToolProcess.start(directory, "demo", "--seconds=10", "--out=files")) {
            demo.await("peers", () -> demo.descendants().count() == PEERS_AT_FIRST);
            demo.descendants().findAny().orElseThrow().destroyForcibly();
            assertEquals(1, demo.exitCode());
            assertTrue(
                    demo.err()
                            .matches("symmetric demo: peer \\d ended unexpectedly, with exit code 137; "
                                    + "its last messages: .*; all files are kept in files\n"),
                    demo::toString);
        }
    }

    @Test
    void aSignalLeavesNoPeerBehind() throws Exception {
        try (ToolProcess demo = ToolProcess.start(directory, "demo", "--seconds=10")) {
            demo.await("peers", () -> demo.descendants().count() == PEERS_AT_FIRST);
            List<ProcessHandle> peers = demo.descendants().toList();
            demo.terminate();
            demo.exitCode();
            for (ProcessHandle peer : peers) {
                peer.onExit().join();
            }
        }
    }
}

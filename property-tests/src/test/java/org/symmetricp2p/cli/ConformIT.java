package org.symmetricp2p.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tool judges the tool: `peer`, as a process of its own, fulfils the contract of whole peers. */
final class ConformIT {

    @TempDir
    private Path directory;

    @Test
    void thePeerOfTheToolFulfilsTheContract() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String peer = "'" + java + "' -Xmx200m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar '"
                + System.getProperty("symmetric.jar") + "' peer";
        try (ToolProcess tool = ToolProcess.start(
                directory,
                "conform",
                "--peer=" + peer,
                "--at-a-time=3",
                "--patience-ms=30000",
                "--only=its-own-keys",
                "--only=the-user-takes-a-link-down",
                "--only=another-life",
                "--only=who-leaves",
                "--only=session-line",
                "--only=session-paused")) {
            assertEquals(0, tool.exitCode(), tool::toString);
            assertTrue(tool.out().contains("\nconforms, as far as was asked: "), tool::out);
        }
    }
}

package org.symmetricp2p.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What {@code canaries} says, and its exit codes. */
final class CanariesCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aCanaryThatIsKilledIsARowWithWhatWasSaid() {
        assertEquals(0, execute("--name", "pointer-not-advanced"));
        String[] lines = out.toString().split("\\R");
        assertEquals(5, lines.length, out.toString());
        assertTrue(lines[0].matches("canary +killed by +scenarios +what it did"), lines[0]);
        assertTrue(lines[1].matches("pointer-not-advanced +6 ONCE +\\d+ +the pointer to .*"), lines[1]);
        assertTrue(lines[2].matches(" +property 6 ONCE: peer .*"), lines[2]);
        String seed = lines[1].replaceAll("pointer-not-advanced +6 ONCE +(\\d+) .*", "$1");
        String replay = "replay --canary pointer-not-advanced --property ONCE " + seed;
        assertTrue(lines[3].matches(" +explain it: java -jar .* " + replay), lines[3]);
        assertEquals("every property killed its canaries", lines[4]);
    }

    @Test
    void aCanaryThatSurvivesIsAFailure() {
        assertEquals(1, execute("--name", "rare", "--max", "1"));
        assertTrue(out.toString().contains("not by 1 STATE_FN!"), out.toString());
        assertTrue(out.toString().contains("1 times, a canary SURVIVED a property"), out.toString());
    }

    @Test
    void aMistakeIsTold() {
        assertEquals(2, execute("--name", "budgie"));
        assertTrue(err.toString().startsWith("--name: there is no canary \"budgie\", only [link-before-history,"));
        assertEquals(2, execute("--max", "0"));
        assertTrue(err.toString().contains("--max is 0, must be from 1 to 1000000"), err.toString());
    }

    private int execute(String... args) {
        return Commands.run(new CanariesCommand(), out, err, args);
    }
}

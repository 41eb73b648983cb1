package org.symmetricp2p.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.check.canary.Canary;
import org.symmetricp2p.check.canary.Variant;
import picocli.CommandLine;

/** The command that lets the core and the reference fight: what it prints, and how it ends. */
final class DuelCommandTest {

    /** The way into a variant: the first number of duels, the first seed; what was printed, with the exit code before. */
    public static final class Probe implements BiFunction<String, String, List<String>> {
        @Override
        public List<String> apply(String duels, String from) {
            StringWriter out = new StringWriter();
            int code = new CommandLine(new DuelCommand())
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(out))
                    .execute("--duels", duels, "--from", from);
            return List.of(String.valueOf(code), out.toString());
        }
    }

    @Test
    void theCoreDoesWhatTheReferenceDoes() {
        assertEquals(
                List.of("0", "20 duels: the core does what the reference does" + System.lineSeparator()),
                new Probe().apply("20", "5"));
    }

    @Test
    void aDifferenceIsToldWithTheCommandThatRepeatsIt() {
        Probe real = new Probe();
        BiFunction<String, String, List<String>> broken =
                Variant.of(Canary.named("old-sync").edits()).probe(real.getClass());
        List<String> told = broken.apply("50", "1");
        assertEquals("1", told.get(0));
        String[] lines = told.get(1).split(System.lineSeparator());
        assertTrue(lines[0].matches("failure    duel \\d+: property 21 TOLD: peer .*"), told.get(1));
        String seed = lines[0].replaceAll("failure    duel (\\d+):.*", "$1");
        assertTrue(lines[1].endsWith("symmetric.jar duel --from " + seed + " --duels 1"), told.get(1));
        assertEquals(told, broken.apply("1", seed));
    }

    @Test
    void aNumberOutOfBoundsIsNamed() {
        List<String> told = new Probe().apply("0", "1");
        assertEquals("2", told.get(0));
        assertTrue(told.get(1).contains("--duels is 0, must be from 1 to 100000000"), told.get(1));
    }
}

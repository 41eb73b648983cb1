package org.symmetricp2p.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a port's author sees of `conform`. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the ports are shell scripts")
final class ConformCommandTest {

    /** Does nothing, and says so. */
    private static final String LAZY =
            "sh -c 'read l; echo \"{\\\"name\\\":\\\"lazy\\\",\\\"tells\\\":[]}\"; while read l; do echo \"{\\\"skip\\\":\\\"too lazy\\\"}\"; done'";

    /** Says of everything that nothing comes out. */
    private static final String DUMB =
            "sh -c 'read l; echo \"{\\\"name\\\":\\\"dumb\\\",\\\"tells\\\":[]}\"; while read l; do echo \"{}\"; done'";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void whatIsSkippedIsNotPassed() throws IOException {
        Path report = directory.resolve("report.json");
        assertEquals(0, run("--core", LAZY, "--scenarios", "0", "--report", report.toString()));
        assertTrue(out.toString().startsWith("port       lazy\n"), out::toString);
        assertTrue(
                out.toString().contains("order/compare-stamps             17 cases, skipped: too lazy\n"),
                out::toString);
        assertTrue(
                out.toString().endsWith("conforms, as far as was asked; 28 topics of the vectors were skipped\n"),
                out::toString);
        JsonNode tree = new ObjectMapper().readTree(report.toFile());
        assertEquals("lazy", tree.get("port").textValue());
        assertEquals("too lazy", tree.get("topics").get(0).get("skipped").textValue());
        assertEquals(28, tree.get("topics").size());
    }

    @Test
    void whatIsWrongIsToldAndTheWorldWritten() throws IOException {
        Path world = directory.resolve("world.json");
        assertEquals(1, run("--core", DUMB, "--scenarios", "3", "--shrink-seconds", "0", "--out", world.toString()));
        assertTrue(out.toString().contains("order/compare-stamps             17 cases, 17 FAILED\n"), out::toString);
        assertTrue(
                out.toString().contains("answer.expect: expected, but there is no such field\n  after {\"begin\""),
                out::toString);
        assertTrue(out.toString().contains("\nseed 1: "), out::toString);
        assertTrue(out.toString().contains(" --scenario " + world + "\n"), out::toString);
        assertTrue(out.toString().contains("\ndoes not conform: "), out::toString);
        assertTrue(Files.exists(world));
        out.getBuffer().setLength(0);
        assertEquals(
                1,
                run(
                        "--core",
                        DUMB,
                        "--scenario",
                        world.toString(),
                        "--shrink-seconds",
                        "0",
                        "--out",
                        world.toString()));
        assertTrue(out.toString().contains("worlds     1 world, "), out::toString);
    }

    /** A peer that ends at once breaks the contract; what is skipped, asked and broken is told rule by rule. */
    @Test
    void aPeerThatCantBeStartedIsTold() throws IOException {
        Path report = directory.resolve("report.json");
        assertEquals(1, run("--peer", "true", "--only", "sync-once", "--report", report.toString()));
        assertTrue(out.toString().startsWith("peer       true\n\nsync-once"), out::toString);
        assertTrue(out.toString().contains("\nsync-once-a-second: the peer hasn't told the port"), out::toString);
        assertTrue(
                Pattern.compile("\n  as spec/conform.md has it\n +\\d+ ms  the peer is started with --id=500 ")
                        .matcher(out.toString())
                        .find(),
                out::toString);
        assertTrue(out.toString().contains("conform --peer 'true' --only sync-once-a-second\n"), out::toString);
        assertTrue(out.toString().contains("\ndoes not conform: contract broken; 0 of "), out::toString);
        JsonNode tree = new ObjectMapper().readTree(report.toFile());
        assertEquals(false, tree.get("conforms").booleanValue());
        assertEquals("1.1", tree.get("rules").get(0).get("rule").textValue());
    }

    /** What it says that it doesn't do is skipped, not kept. */
    @Test
    void whatAPeerDoesntDoIsSkipped() {
        assertEquals(0, run("--peer", "echo '{\"skip\": \"nothing settles\"}'", "--only", "a-void-event"));
        assertTrue(out.toString().contains("\nskipped    a-void-event-is-ignored: nothing settles\n"), out::toString);
        assertTrue(out.toString().contains("conforms, as far as was asked: 0 of "), out::toString);
    }

    @Test
    void mistakesAreTold() {
        assertEquals(2, run());
        assertTrue(err.toString().contains("--core, --peer or --connect must say what is judged"), err::toString);
        assertEquals(2, run("--peer", "x", "--connect", "y:1"));
        assertTrue(err.toString().contains("--peer and --connect don't go together"), err::toString);
        assertEquals(2, run("--core", "x", "--only", "sync-once"));
        assertTrue(err.toString().contains("--only needs --peer or --connect"), err::toString);
        assertEquals(2, run("--connect", "y:70000"));
        assertTrue(err.toString().contains("--connect y:70000: must be HOST:PORT"), err::toString);
        assertEquals(1, run("--connect", "127.0.0.1:1"));
        assertTrue(err.toString().contains("127.0.0.1:1 can't be reached"), err::toString);
        assertEquals(2, run("--connect", "y"));
        assertTrue(err.toString().contains("--connect y: must be HOST:PORT"), err::toString);
        assertEquals(2, run("--peer", "x", "--only", "no-such"));
        assertTrue(err.toString().contains("--only no-such: no scenario has a name that begins so"), err::toString);
        assertEquals(2, run("--peer", "x", "--departs", "6.1"));
        assertTrue(
                err.toString().contains("--departs 6.1: must be a rule with SHOULD and without MUST"), err::toString);
        assertEquals(2, run("--core", "x", "--peers", "two"));
        assertTrue(err.toString().contains("--peers two: must be one, half or all"), err::toString);
        assertEquals(2, run("--core", "x", "--scenarios", "-1"));
        assertTrue(err.toString().contains("--scenarios is -1, must be from 0 to"), err::toString);
        assertEquals(
                1, run("--core", "cat", "--out", directory.resolve("no/where").toString()));
        assertTrue(err.toString().contains("can't write --out"), err::toString);
        assertEquals(
                1, run("--core", "cat", "--out", directory.resolve("w.json").toString()));
        assertTrue(err.toString().contains("the port: to the first line it answers"), err::toString);
    }

    private int run(String... args) {
        err.getBuffer().setLength(0);
        return Commands.run(new ConformCommand(), out, err, args);
    }
}

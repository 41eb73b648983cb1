package org.symmetricp2p.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code vectors} and {@code check} print, and how they end. */
final class VectorCommandsTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void whatVectorsWritesCheckFindsGood() throws IOException {
        Path vectors = directory.resolve("new/vectors");
        assertEquals(0, run(new VectorsCommand(), vectors));
        assertTrue(out.toString().matches("28 files in .*\\n"), out.toString());
        out.getBuffer().setLength(0);
        assertEquals(0, run(new CheckCommand(), vectors));
        String[] lines = out.toString().split("\\R");
        assertEquals(29, lines.length, out.toString());
        assertTrue(lines[0].matches("clock/adaptive-delta.json +\\d+ cases, good"), lines[0]);
        assertTrue(lines[28].matches("\\d+ cases in 28 files: all good"), lines[28]);
        assertEquals("", err.toString());
    }

    @Test
    void checkNamesEachCaseThatFails() throws IOException {
        assertEquals(0, run(new VectorsCommand(), directory));
        Path file = directory.resolve("order/compare-stamps.json");
        String text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("\"order\": \"before\"", "\"order\": \"after\""));
        Files.writeString(directory.resolve("order/more.json"), "{");
        out.getBuffer().setLength(0);
        assertEquals(1, run(new CheckCommand(), directory));
        assertTrue(
                out.toString()
                        .contains(
                                "  order/compare-stamps.json: \"lower-tick-first\": expect.order: expected \"after\", "
                                        + "found \"before\"\n"),
                out.toString());
        assertTrue(out.toString().contains("  order/more.json: line 1, column "), out.toString());
        assertTrue(out.toString().endsWith(" cases in 29 files: 2 FAILED\n"), out.toString());
    }

    @Test
    void aDirectoryThatCantBeUsedIsOneLine() throws IOException {
        assertEquals(1, run(new CheckCommand(), directory));
        assertEquals(directory + " has no vectors: there is no file *.json in it\n", err.toString());
        err.getBuffer().setLength(0);
        Path missing = directory.resolve("missing");
        assertEquals(1, run(new CheckCommand(), missing));
        assertEquals("can't read " + missing + ": there is no such file or directory\n", err.toString());
        err.getBuffer().setLength(0);
        Path file = Files.createFile(directory.resolve("file"));
        assertEquals(1, run(new CheckCommand(), file));
        assertEquals(file + " is not a directory\n", err.toString());
        assertEquals(1, run(new VectorsCommand(), file));
        assertTrue(err.toString().endsWith(" is not a directory\n"), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void aMissingDirectoryIsAMistakeOfTheCommandLine() {
        for (Callable<Integer> command : List.of(new VectorsCommand(), new CheckCommand())) {
            assertEquals(
                    2,
                    new CommandLine(command).setErr(new PrintWriter(err, true)).execute());
            assertTrue(err.toString().startsWith("Missing required parameter: 'DIR'"), err.toString());
        }
    }

    /** Bytes that are no text, a link that leads nowhere, a deep folder: each is a failure of its own, and told in one line. */
    @Test
    void checkSkipsNothing() throws IOException {
        Path deep = Files.createDirectories(directory.resolve("a/b/c/d/e/f/g/h/i/j"));
        Files.write(deep.resolve("binary.json"), new byte[] {0, 0, 0, 123, 0, 17, 0, 0});
        Files.createSymbolicLink(directory.resolve("lost.json"), Path.of("nowhere"));
        Files.writeString(directory.resolve("unknown.json"), "{\"topic\": \"a\\nb\\u001b[2J\"}");
        assertEquals(1, run(new CheckCommand(), directory));
        assertTrue(out.toString().contains("lost.json: is no file, or leads to none"), out.toString());
        assertTrue(out.toString().contains("0 cases in 3 files: 3 FAILED"), out.toString());
        assertEquals(7, out.toString().lines().count(), out.toString());
        assertFalse(out.toString().contains("\u001b"), out.toString());
    }

    private int run(Callable<Integer> command, Path argument) {
        return Commands.run(command, out, err, argument.toString());
    }
}

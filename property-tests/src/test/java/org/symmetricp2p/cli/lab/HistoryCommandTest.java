package org.symmetricp2p.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user of `history` sees. */
final class HistoryCommandTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aRecordedHistoryIsJudged() {
        String file = directory.resolve("h.edn").toString();
        assertEquals(0, run("record", "--seed", "3", "--reads", "rest", "--out", file));
        assertTrue(out.toString().endsWith("history check " + file + "\n"), out::toString);
        out.getBuffer().setLength(0);
        assertEquals(0, run("check", file));
        assertEquals("valid: strong-session-serializable\n", out.toString());
    }

    @Test
    void aCycleIsDrawn() throws IOException {
        Path file = history(
                "{:index 0, :type :invoke, :process 4, :value [[:append 1 17]]}",
                "{:index 1, :type :ok, :process 4, :value [[:append 1 17]]}",
                "{:index 2, :type :invoke, :process 5, :value [[:r 1 nil]]}",
                "{:index 3, :type :ok, :process 5, :value [[:r 1 []]]}");
        assertEquals(0, run("check", file.toString()));
        out.getBuffer().setLength(0);
        assertEquals(1, run("check", file.toString(), "--model", "strict-serializable"));
        assertEquals("""
                G-single-item-realtime
                  o  at index 1, process 4: [[:append 1 17]]
                  |    realtime: it was over before the next one began
                  v
                  o  at index 3, process 5: [[:r 1 []]]
                  |    rw: it reads list 1 empty, without the next one's 17
                  v
                  o  at index 1, process 4: [[:append 1 17]]

                not strict-serializable: G-single-item-realtime
                """, out.toString());
    }

    @Test
    void whatIsNoCycleIsShown() throws IOException {
        Path file = history(
                "{:index 0, :type :invoke, :process 4, :value [[:append 1 17]]}",
                "{:index 1, :type :fail, :process 4, :value [[:append 1 17]]}",
                "{:index 2, :type :invoke, :process 5, :value [[:r 1 nil]]}",
                "{:index 3, :type :ok, :process 5, :value [[:r 1 [17]]]}");
        assertEquals(1, run("check", file.toString()));
        assertEquals("""
                G1a
                  :op  at index 3, process 5: [[:r 1 [17]]]
                  :key  1
                  :element  17
                  :writer  at index 1, process 4: [[:append 1 17]]

                not strong-session-serializable: G1a
                """, out.toString());
    }

    @Test
    void whereNothingIsReadNothingIsKnown() throws IOException {
        assertEquals(1, run("check", history().toString()));
        assertEquals("unknown: no transaction depends on another\n", out.toString());
    }

    @Test
    void mistakesAreTold() throws IOException {
        assertMistake("Missing required subcommand: record or check");
        assertMistake(
                "'linear' must be one of serializable, strong-session-serializable, strict-serializable",
                "check",
                "x",
                "--model",
                "linear");
        assertMistake(
                "--seed and --scenario exclude each other", "record", "--seed", "1", "--scenario", "x", "--out", "y");
        assertFailure("can't read nowhere.edn: there is no such file or directory", "check", "nowhere.edn");
        assertFailure(
                "is no history: nothing was invoked that this completes: {:index 0, :type :ok, :process 1}",
                "check",
                history("{:index 0, :type :ok, :process 1}").toString());
        assertFailure(
                "after 1 operations, this isn't EDN",
                "check",
                history("{:index 0}", "{:a").toString());
        assertFailure(
                "can't write --out",
                "record",
                "--out",
                directory.resolve("no/where").toString());
    }

    private void assertMistake(String text, String... args) {
        assertEquals(2, run(args));
        assertTrue(err.toString().contains(text), err::toString);
    }

    private void assertFailure(String text, String... args) {
        assertEquals(1, run(args));
        assertTrue(err.toString().contains(text), err::toString);
    }

    private Path history(String... lines) throws IOException {
        return Files.writeString(directory.resolve("history.edn"), String.join("\n", lines));
    }

    private int run(String... args) {
        err.getBuffer().setLength(0);
        return Commands.run(new HistoryCommand(), out, err, args);
    }
}

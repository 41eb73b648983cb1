package org.symmetricp2p.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Limits;
import org.symmetricp2p.core.Source;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Limits on the command line, and the page that lists them. */
final class LimitOptionsTest {

    private static final Path PAGE = Path.of("../docs/limits.md");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... line) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(line);
    }

    private static LimitOptions parsed(String... line) {
        LimitOptions options = new LimitOptions();
        CommandSpec spec = CommandSpec.create().addMixin("limits", CommandSpec.forAnnotatedObject(options));
        new CommandLine(spec).parseArgs(line);
        return options;
    }

    @Test
    void whatIsChosenIsInTheConfiguration() {
        Config config = Config.of(new Source(1, 1)).withMaxLead(7);
        assertEquals(config, parsed().applyTo(config));
        LimitOptions options = parsed("--limit=links=8", "--limit", "event-bytes=1000000");
        assertEquals(
                Limits.STANDARD
                        .with(Limit.LINKS, 8)
                        .with(Limit.EVENT_BYTES, 1_000_000)
                        .with(Limit.LEAD, 7),
                options.applyTo(config).limits());
    }

    @Test
    void theyAreGivenOnToOtherProcesses() {
        List<String> line = List.of("--limit=links=8", "--limit=bye-millis=10");
        assertEquals(line, parsed(line.toArray(String[]::new)).arguments());
    }

    @ParameterizedTest
    @ValueSource(strings = {"peer --id 1", "demo", "storm", "soak", "load", "move", "board"})
    void aMistakeIsToldBeforeAnythingStarts(String command) {
        assertEquals(2, execute((command + " --limit links=0").split(" ")));
        assertEquals(
                "symmetric " + command.split(" ")[0]
                        + ": Invalid value for option '--limit' (NAME=VALUE): links is 0, must be from 1 to 10000"
                        + " (--help tells more)\n",
                err.toString());
        assertEquals("", out.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "links            | 'links' must be NAME=VALUE, such as links=8, of at most 18 digits",
                "links=           | 'links=' must be NAME=VALUE, such as links=8, of at most 18 digits",
                "links=many       | 'links=many' must be NAME=VALUE, such as links=8, of at most 18 digits",
                "links=1=2        | 'links=1=2' must be NAME=VALUE, such as links=8, of at most 18 digits",
                "lead=9999999999999999999 | 'lead=9999999999999999999' must be NAME=VALUE, such as links=8, of at most 18 digits",
                "nonsense=1       | 'nonsense' is no limit; the command 'limits' lists them all",
                "LINKS=1          | 'LINKS' is no limit; the command 'limits' lists them all",
                "silence-millis=1 | silence-millis is 1, must be from 2000 to 600000",
                "calls=901        | calls is 901, must be from 1 to 900",
                "event-bytes=-1   | event-bytes is -1, must be at least 0",
                "sources=9        | sources can't be chosen: it is 65536 for all peers",
                "pause-millis=9   | pause-millis can't be chosen: it is 100 in this implementation",
            })
    void aValueThatCannotBeIsExplained(String limit, String mistake) {
        assertEquals(2, execute("peer", "--id=1", "--limit=" + limit));
        assertEquals(
                "symmetric peer: Invalid value for option '--limit' (NAME=VALUE): " + mistake
                        + " (--help tells more)\n",
                err.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"peer --id 1", "demo", "move"})
    void aLimitIsGivenOnce(String command) {
        assertEquals(2, execute((command + " --limit links=8 --limit links=9").split(" ")));
        assertTrue(err.toString().contains("--limit links=... is given twice"), err.toString());
    }

    @Test
    void allAreListed() {
        assertEquals(0, execute("limits"));
        String text = out.toString();
        for (Limit limit : Limit.values()) {
            assertTrue(text.contains("\n" + limit + "=" + limit.standard() + "   ") || text.startsWith(limit + "="));
            assertTrue(text.contains("    at it: " + limit.consequence() + "\n"), limit::title);
            assertTrue(text.contains("    why:   " + limit.reason() + "\n"), limit::title);
        }
        assertTrue(text.startsWith("links=64   links, 1 to 10000\n"), text);
        assertTrue(text.contains("\nevent-bytes=256000000   bytes, at least 0\n"), text);
        assertTrue(text.contains("\npause-millis=100   ms, fixed\n"), text);
        assertTrue(text.contains("\nsources=65536   sources, the same for all peers\n"), text);
    }

    /** So that it can't go stale: the page's rows are those of the code, in their order. */
    @Test
    void thePageHasARowForEach() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertEquals(
                String.join(
                        "\n",
                        Arrays.stream(Limit.values()).map(LimitOptionsTest::row).toList()),
                String.join("\n", rows));
    }

    private static String row(Limit limit) {
        String range = switch (limit.scope()) {
            case OWN ->
                limit.most() == Long.MAX_VALUE
                        ? "at least " + grouped(limit.least())
                        : grouped(limit.least()) + " to " + grouped(limit.most());
            case FIXED -> "fixed";
            case SHARED -> "for all peers";
        };
        return "| `" + limit + "` | " + grouped(limit.standard()) + " " + limit.unit() + " | " + range + " | "
                + limit.consequence() + " | " + limit.reason() + " |";
    }

    private static String grouped(long value) {
        return NumberFormat.getIntegerInstance(Locale.ROOT).format(value);
    }
}

package org.symmetricp2p.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command line: help, and mistakes that are found before anything starts. */
final class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "peer --help",
                "demo --help",
                "move --help",
                "board --help",
                "limits --help",
                "--version"
            })
    void helpsEverywhere(String line) {
        assertEquals(0, execute(line));
        assertTrue(out.toString().contains("symmetric"), out.toString());
        assertEquals("", err.toString());
    }

    /** Else picocli warns on stderr, and leaves the text unwrapped. */
    @Test
    void noDescriptionHasAPercentSignThatIsNoFormat() {
        List<String> descriptions = described(Main.commandLine()).toList();
        assertTrue(descriptions.size() > 100, "only " + descriptions.size());
        for (String description : descriptions) {
            String rest = description.replace("%n", "").replace("%%", "");
            assertFalse(rest.contains("%"), description);
        }
    }

    private static Stream<String> described(CommandLine line) {
        Stream<String> own = line.getCommandSpec().options().stream()
                .filter(option -> option.userObject() instanceof Field)
                .map(option -> ((Field) option.userObject()).getAnnotation(CommandLine.Option.class))
                .flatMap(option -> Arrays.stream(option.description()));
        return Stream.concat(own, line.getSubcommands().values().stream().flatMap(MainTest::described));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                      | symmetric: Missing required subcommand",
                "--nonsense              | symmetric: Unknown option: '--nonsense'",
                "play                    | symmetric: Unmatched argument at index 0: 'play'",
                "peer                    | symmetric peer: Missing required option: '--id=N'",
                "peer --id 1 --nonsense  | symmetric peer: Unknown option: '--nonsense'",
                "peer --id one           | symmetric peer: Invalid value for option '--id': 'one' is not an int",
                "peer --id 65536         | symmetric peer: --id is 65536, must be from 0 to 65535",
                "peer --id -1            | symmetric peer: --id is -1, must be from 0 to 65535",
                "peer --id 1 --listen 65536   | symmetric peer: --listen is 65536, must be from 0 to 65535",
                "peer --id 1 --fps 0     | symmetric peer: --fps is 0, must be from 1 to 1000",
                "peer --id 1 --delta 10001    | symmetric peer: --delta is 10001, must be from 1 to 10000",
                "peer --id 1 --travel-ms 1001 | symmetric peer: --travel-ms is 1001, must be from 0 to 1000",
                "peer --id 1 --incarnation -1 | symmetric peer: --incarnation is -1, must be from 0 to 9223372036854775807",
                "peer --id 1 --seconds 0 | symmetric peer: --seconds is 0, must be from 1 to 1000000000",
                "peer --id 1 --ticks 0   | symmetric peer: --ticks is 0, must be from 1 to 1099511627776",
                "peer --id 1 --link 1=localhost:5 | symmetric peer: --link 1=...: peer 1 can't link to itself",
                "peer --id 1 --link 0=a:5 --link 0=b:6 | symmetric peer: --link 0=... is given twice",
                "peer --id 1 --trace a --events ./a    | symmetric peer: --trace and --events are the same file, a",
                "peer --id 1 --settle maybe | symmetric peer: Invalid value for option '--settle': 'maybe' must be keep, join, or an identifier from 0 to 65535, a dot and an incarnation",
                "peer --id 1 --settle keep --settle-silence 0 | symmetric peer: --settle-silence is 0, must be from 1 to 1000000000",
                "peer --id 1 --settle keep --settle-window 0 | symmetric peer: --settle-window is 0, must be from 1 to 1000000000",
                "peer --id 1 --settle-window 5 | symmetric peer: --settle-window needs --settle: nothing is dropped that isn't settled",
                "peer --id 1 --settle-silence 5 | symmetric peer: --settle-silence needs --settle: nobody waits for anybody",
                "peer --id 1 --desync-dir . | symmetric peer: --desync-dir needs --settle: peers compare states that are settled",
                "peer --id 1 --settle join --desync-dir /no/such | symmetric peer: --desync-dir /no/such is not a directory",
                "peer --id 1 --most-delta 50 | symmetric peer: --most-delta needs --adaptive-delta: else all are --delta ticks ahead",
                "peer --id 1 --most-delta 0 | symmetric peer: --most-delta is 0, must be from 1 to 10000",
                "peer --id 1 --adaptive-delta 0 | symmetric peer: --adaptive-delta is 0, must be from 1 to 50",
                "peer --id 1 --adaptive-delta 51 | symmetric peer: --adaptive-delta is 51, must be from 1 to 50",
                "move --windows 0        | symmetric move: --windows is 0, must be from 1 to 6",
                "move --windows 7        | symmetric move: --windows is 7, must be from 1 to 6",
                "move --fps 0            | symmetric move: --fps is 0, must be from 1 to 1000",
                "move --seconds 0        | symmetric move: --seconds is 0, must be from 1 to 3600",
                "move --id 65536         | symmetric move: --id is 65536, must be from 0 to 65535",
                "move --id 1 --link 1=a:5     | symmetric move: --link 1=...: peer 1 can't link to itself",
                "move --screenshot d     | symmetric move: --screenshot needs --offscreen",
                "move --travel           | symmetric move: --travel needs --offscreen",
                "move --offscreen --travel --windows 1 | symmetric move: --travel needs more than one window",
                "move --offscreen --travel --id 1      | symmetric move: --travel needs more than one window",
                "board --windows 7       | symmetric board: --windows is 7, must be from 1 to 6",
                "web --port 65536        | symmetric web: --port is 65536, must be from 0 to 65535",
                "web --origin example.org | symmetric web: --origin example.org must be like https://example.org:8443, without a path",
                "web --link 0=a:5        | symmetric web: --link 0=...: peer 0 can't link to itself",
                "attack garbage --target localhost:5 --application x\u00e9 | symmetric attack: --application 'x\u00e9' must be 1 to 64 characters of printable ASCII",
                "conform --connect localhost:0 | symmetric conform: --connect localhost:0: must be HOST:PORT, such as 127.0.0.1:5000",
                "load --peers 1          | symmetric load: --peers is 1, must be from 2 to 21",
                "demo --seconds 4        | symmetric demo: --seconds is 4, must be from 5 to 3600",
                "demo --seed x           | symmetric demo: Invalid value for option '--seed': 'x' is not a long",
            })
    void aMistakeIsOneLineAndExitCodeTwo(String line, String message) {
        assertEquals(2, execute(line));
        assertEquals(message + " (--help tells more)\n", err.toString());
        assertEquals("", out.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense        | 'nonsense' must be N=HOST:PORT, such as 0=127.0.0.1:5000 or 0=[::1]:5000",
                "0=localhost     | '0=localhost' must be N=HOST:PORT, such as 0=127.0.0.1:5000 or 0=[::1]:5000",
                "0=::1:5000      | '0=::1:5000' must be N=HOST:PORT, such as 0=127.0.0.1:5000 or 0=[::1]:5000",
                "x=localhost:1   | 'x=localhost:1' must be N=HOST:PORT, such as 0=127.0.0.1:5000 or 0=[::1]:5000",
                "65536=localhost:1   | peer id 65536 must be from 0 to 65535",
                "0=localhost:0       | port 0 must be from 1 to 65535",
                "0=localhost:65536   | port 65536 must be from 1 to 65535",
            })
    void aLinkThatIsNoneIsExplained(String link, String mistake) {
        assertEquals(2, execute("peer --id 1 --link " + link));
        assertEquals(
                "symmetric peer: Invalid value for option '--link' (N=HOST:PORT): " + mistake
                        + " (--help tells more)\n",
                err.toString());
    }

    @Test
    void windowsAreSomeHereOrOneThatIsLinkedElsewhere() {
        assertEquals(2, execute("move --windows 6 --id 1"));
        assertTrue(err.toString().contains("mutually exclusive"), err.toString());
        assertEquals(2, execute("move --listen 5000"));
        assertTrue(err.toString().contains("Missing required argument(s): --id=N"), err.toString());
    }

    @Test
    void secondsAndTicksExcludeEachOther() {
        assertEquals(2, execute("peer --id 1 --seconds 1 --ticks 1"));
        assertTrue(err.toString().contains("mutually exclusive"), err.toString());
        assertEquals(1, err.toString().lines().count());
    }

    @Test
    void aFailureIsOneLineAndExitCodeOne() {
        assertEquals(1, execute("peer --id 1 --keys /no/such/file"));
        assertEquals("symmetric peer: key script /no/such/file: there is no such file or directory\n", err.toString());
    }

    @ParameterizedTest
    @CsvSource({"peer --id 1 --listen-host=, peer, --listen-host", "web --host=, web, --host"})
    void aHostNeedsAName(String line, String command, String option) {
        assertEquals(2, execute(line));
        assertEquals(
                "symmetric " + command + ": " + option
                        + " '' must be an address or a name of one (--help tells more)\n",
                err.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "peer"})
    void nothingIsNoCommand(String option) {
        assertEquals(2, execute("conform --" + option + "="));
        assertEquals("symmetric conform: --" + option + " '' names no command (--help tells more)\n", err.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "storm", "soak", "memory", "explore", "paper", "approaches", "scale"})
    void aDirectoryThatCannotBeIsFoundAtTheStart(String command, @TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertEquals(1, execute(command + " --out " + file));
        assertTrue(
                err.toString().startsWith("symmetric " + command + ": --out " + file)
                        && err.toString().endsWith(" is not a directory\n"),
                err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void aPathThatCannotBeWrittenIsFoundAtTheStart() {
        assertEquals(1, execute("peer --id 1 --trace /no/such/directory/file"));
        assertEquals(
                "symmetric peer: can't write --trace /no/such/directory/file: there is no such file or directory\n",
                err.toString());
    }

    @Test
    void whatIsQuotedCannotHarmATerminal() {
        assertEquals("a b?[31m c", Main.oneLine("a\n b\u001b[31m\r\nc"));
        assertEquals("a?b?c", Main.oneLine("a\u009bb\u202ec")); // these steer terminals, too
        assertEquals(2_003, Main.oneLine("x".repeat(5_000)).length());
    }

    private int execute(String line) {
        String[] args = line.isEmpty() ? new String[0] : line.split(" ");
        return Main.commandLine(args)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }
}

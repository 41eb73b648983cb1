package org.symmetricp2p.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symmetricp2p.demo.Rectangle.Key;

/** Commands as lines on standard input. */
final class CommandTest {

    @TempDir
    private Path directory;

    @Test
    void readsEachCommand() throws IOException {
        assertEquals(new Command.Press(Key.UP), Command.parse("press UP"));
        assertEquals(new Command.Link(0), Command.parse("  link   0 "));
        assertEquals(new Command.Unlink(65_535), Command.parse("unlink 65535"));
        assertEquals(new Command.Quit(), Command.parse("quit"));
    }

    @Test
    void readsAScriptWhosePathHasSpaces() throws IOException {
        Path file = Files.writeString(directory.resolve("a script"), "7 LEFT\n");
        KeyScript script = new KeyScript(List.of(new KeyScript.Press(7, Key.LEFT)));
        assertEquals(new Command.Keys(script), Command.parse("keys " + file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jump      | command 'jump' must be one of: press KEY, keys FILE, link N, unlink N, quit",
                "quit now  | command 'quit now' must be one of: press KEY, keys FILE, link N, unlink N, quit",
                "press     | command 'press' must be one of: press KEY, keys FILE, link N, unlink N, quit",
                "press up  | key 'up' must be one of [UP, DOWN, RIGHT, LEFT, SPACE]",
                "link x    | peer 'x' must be a number from 0 to 65535",
                "unlink 65536 | peer '65536' must be a number from 0 to 65535",
                "link 1 2  | peer '1 2' must be a number from 0 to 65535",
            })
    void saysWhatIsWrong(String line, String mistake) {
        assertEquals(
                mistake,
                assertThrows(IllegalArgumentException.class, () -> Command.parse(line))
                        .getMessage());
    }

    @Test
    void saysThatAScriptIsMissing() {
        IOException told = assertThrows(IOException.class, () -> Command.parse("keys /no/such/file"));
        assertEquals("key script /no/such/file: there is no such file or directory", told.getMessage());
    }
}

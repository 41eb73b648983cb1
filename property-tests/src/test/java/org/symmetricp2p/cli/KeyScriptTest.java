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
import org.symmetricp2p.cli.KeyScript.Press;
import org.symmetricp2p.demo.Rectangle.Key;

/** Key scripts: what is allowed in them, and what is told of mistakes. */
final class KeyScriptTest {

    @TempDir
    private Path directory;

    @Test
    void readsPressesAmongCommentsAndBlankLines() throws IOException {
        KeyScript script = read("# a script\n\n0 UP\n  17\tDOWN # down\n17 LEFT\r\n18 RIGHT\n1099511627776 SPACE");
        assertEquals(
                List.of(
                        new Press(0, Key.UP),
                        new Press(17, Key.DOWN),
                        new Press(17, Key.LEFT),
                        new Press(18, Key.RIGHT),
                        new Press(1L << 40, Key.SPACE)),
                script.presses());
    }

    @Test
    void anEmptyFilePressesNothing() throws IOException {
        assertEquals(List.of(), read("").presses());
    }

    @Test
    void aByteOrderMarkIsNoKey() throws IOException {
        assertEquals(List.of(new Press(1, Key.UP)), read("\ufeff1 UP\n").presses());
    }

    @Test
    void pressesAreWrittenAsTheyAreRead() throws IOException {
        assertEquals("17 DOWN", read("17 DOWN").presses().get(0).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5            | '5' must be a tick and a key, such as '120 UP'",
                "UP           | 'UP' must be a tick and a key, such as '120 UP'",
                "5 UP now     | '5 UP now' must be a tick and a key, such as '120 UP'",
                "-1 UP        | tick '-1' must be a number from 0 to 1099511627776",
                "1.5 UP       | tick '1.5' must be a number from 0 to 1099511627776",
                "1099511627777 UP | tick '1099511627777' must be a number from 0 to 1099511627776",
                "99999999999999999999 UP | tick '99999999999999999999' must be a number from 0 to 1099511627776",
                "5 up         | key 'up' must be one of [UP, DOWN, RIGHT, LEFT, SPACE]",
                "2 UP         | tick 2 comes after tick 3; ticks must not decrease",
            })
    void namesFileLineAndMistake(String line, String mistake) throws IOException {
        Path file = file("# first line\n3 UP\n" + line + "\n4 UP\n");
        IOException told = assertThrows(IOException.class, () -> KeyScript.read(file));
        assertEquals("key script " + file + ", line 3: " + mistake, told.getMessage());
    }

    @Test
    void bytesThatAreNoTextAreAMistakeToo() throws IOException {
        Path file = Files.write(directory.resolve("binary"), new byte[] {'1', ' ', (byte) 0xff, (byte) 0xfe});
        IOException told = assertThrows(IOException.class, () -> KeyScript.read(file));
        assertEquals(
                "key script " + file + ", line 1: key '\ufffd\ufffd' must be one of [UP, DOWN, RIGHT, LEFT, SPACE]",
                told.getMessage());
    }

    @Test
    void namesAFileThatIsMissing() {
        Path file = directory.resolve("nothing");
        IOException told = assertThrows(IOException.class, () -> KeyScript.read(file));
        assertEquals("key script " + file + ": there is no such file or directory", told.getMessage());
    }

    @Test
    void namesADirectory() {
        IOException told = assertThrows(IOException.class, () -> KeyScript.read(directory));
        assertEquals("key script " + directory + ": Is a directory", told.getMessage());
    }

    private KeyScript read(String text) throws IOException {
        return KeyScript.read(file(text));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("script.keys"), text);
    }
}

package org.symmetricp2p.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.demo.Rectangle.Key;

/** What terminals send for keys. */
final class KeyReaderTest {

    @Test
    void understandsArrowsInBothModes() {
        List<Command> arrows = List.of(press(Key.UP), press(Key.DOWN), press(Key.RIGHT), press(Key.LEFT));
        assertEquals(arrows, read("\u001b[A\u001b[B\u001b[C\u001b[D"));
        assertEquals(arrows, read("\u001bOA\u001bOB\u001bOC\u001bOD"));
    }

    @Test
    void understandsPlainKeys() {
        assertEquals(
                List.of(press(Key.SPACE), new Command.UnlinkAll(), new Command.LinkAll(), new Command.Quit()),
                read(" ulq"));
    }

    @Test
    void ignoresOtherKeysWhole() {
        assertEquals(List.of(press(Key.SPACE)), read("\u001b[5~\u001b[3;5~xyz\u001b[Z\u001bOP\u001b\u001b "));
    }

    @Test
    void anArrowWithShiftIsAnArrow() {
        assertEquals(List.of(press(Key.UP)), read("\u001b[1;2A"));
    }

    private static Command press(Key key) {
        return new Command.Press(key);
    }

    private static List<Command> read(String characters) {
        KeyReader reader = new KeyReader();
        List<Command> commands = new ArrayList<>();
        characters.chars().forEach(c -> reader.read(c).ifPresent(commands::add));
        return commands;
    }
}

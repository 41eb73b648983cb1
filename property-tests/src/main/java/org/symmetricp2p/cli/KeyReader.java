package org.symmetricp2p.cli;

import java.util.Optional;
import org.symmetricp2p.demo.Rectangle.Key;

/**
 * Understands the characters that a terminal sends for keys: arrows are {@code ESC [ A} to {@code ESC [ D},
 * on some terminals {@code ESC O A} to {@code ESC O D}.
 */
final class KeyReader {

    private static final char ESC = 27;

    private String sequence = "";

    /** Takes the next character; gives the command that it completes, if any. */
    Optional<Command> read(int character) {
        char c = (char) character;
        if (c == ESC) {
            sequence = "" + ESC;
            return Optional.empty();
        }
        if (sequence.length() == 1 && (c == '[' || c == 'O')) {
            sequence += c;
            return Optional.empty();
        }
        boolean escaped = sequence.length() == 2;
        if (escaped && c >= ' ' && c < '@') { // a parameter: a key with Shift, say
            return Optional.empty();
        }
        sequence = "";
        return escaped ? arrow(c) : plain(c);
    }

    private static Optional<Command> arrow(char c) {
        return switch (c) {
            case 'A' -> press(Key.UP);
            case 'B' -> press(Key.DOWN);
            case 'C' -> press(Key.RIGHT);
            case 'D' -> press(Key.LEFT);
            default -> Optional.empty();
        };
    }

    private static Optional<Command> plain(char c) {
        return switch (c) {
            case ' ' -> press(Key.SPACE);
            case 'u' -> Optional.of(new Command.UnlinkAll());
            case 'l' -> Optional.of(new Command.LinkAll());
            case 'q' -> Optional.of(new Command.Quit());
            default -> Optional.empty();
        };
    }

    private static Optional<Command> press(Key key) {
        return Optional.of(new Command.Press(key));
    }
}

package org.symmetricp2p.cli.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.symmetricp2p.cli.Screen;

/**
 * What the demo prints: lines for what happens, and a table that on a terminal stays at the bottom and is drawn
 * anew in its place.
 */
final class Bulletin {

    private static final String ESC = "\u001b[";

    private final PrintStream out;
    private final boolean inPlace;
    private List<String> table = List.of();

    private Bulletin(PrintStream out, boolean inPlace) {
        this.out = out;
        this.inPlace = inPlace;
    }

    /** In place if standard output is a terminal wide enough for the table. */
    static Bulletin on(PrintStream out) throws IOException {
        Optional<Terminal> terminal = Screen.terminal();
        if (terminal.isEmpty()) {
            return new Bulletin(out, false);
        }
        try (Terminal known = terminal.get()) {
            return new Bulletin(out, known.getWidth() >= Table.WIDTH);
        }
    }

    /** Tells what happened. */
    void tell(String line) {
        erase();
        out.println(line);
        if (inPlace) {
            table.forEach(out::println);
        }
        out.flush();
    }

    /** Shows the table as it is now. */
    void show(List<String> lines) {
        erase();
        lines.forEach(out::println);
        out.flush();
        table = lines;
    }

    /** Leaves the table where it is; what is told from now on comes below. */
    void keepTable() {
        table = List.of();
    }

    private void erase() {
        if (inPlace && !table.isEmpty()) {
            out.print(ESC + table.size() + "A" + ESC + "J");
        }
    }
}

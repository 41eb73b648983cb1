package org.symmetricp2p.cli.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.symmetricp2p.cli.FileMistakes;
import org.symmetricp2p.cli.OwnJar;

/** What the commands of the laboratory have in common: how the tool is called, and the files that it writes. */
final class Tool {

    private static final String USUAL_JAR = "property-tests/target/symmetric.jar";

    private Tool() {}

    /** The command line that does something with this very tool. */
    static String command(String arguments) {
        return "java -jar " + jar() + " " + arguments;
    }

    private static String jar() {
        return OwnJar.path().map(jar -> quoted(shorter(jar))).orElse(USUAL_JAR);
    }

    private static Path shorter(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
    }

    /** A path as a shell takes it. */
    static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[\\w./+,:=@%-]+") ? text : quoted(text);
    }

    /** A command that is an argument of another. */
    static String quoted(String command) {
        return "'" + command.replace("'", "'\\''") + "'";
    }

    /** @throws IOException if it can't be written: says why */
    static void write(String option, Path file, String text) throws IOException {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw FileMistakes.explained("can't write " + option + " " + file, e);
        }
    }
}

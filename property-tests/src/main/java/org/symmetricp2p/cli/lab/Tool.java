package org.symmetricp2p.cli.lab;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
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

    /** Says before a long run, rather than after it, that its outcome couldn't be written. */
    static void checkDirectory(String option, Path directory) throws IOException {
        Path existing = directory.toAbsolutePath().normalize();
        while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw new IOException(option + " " + directory + ": " + existing + " is not a directory");
        }
        if (!Files.isWritable(existing)) {
            throw new IOException(option + " " + directory + ": can't write to " + existing);
        }
    }

    /** @throws IOException if there is no such directory and none can be made: says why */
    static void makeDirectory(String option, Path directory) throws IOException {
        try {
            Files.createDirectories(directory);
        } catch (FileAlreadyExistsException taken) {
            throw new IOException(option + " " + directory + " is not a directory", taken);
        } catch (IOException e) {
            throw new IOException("can't make the directory " + option + " " + directory + ": " + e.getMessage(), e);
        }
    }

    /** @throws IOException if it can't be written: says why */
    static void write(String option, Path file, String text) throws IOException {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            boolean lost = file.toAbsolutePath().getParent() != null
                    && !Files.isDirectory(file.toAbsolutePath().getParent());
            String reason = lost ? "there is no such directory" : String.valueOf(e.getMessage());
            throw new IOException("can't write " + option + " " + file + ": " + reason, e);
        }
    }
}

package org.symmetricp2p.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Standard input as the user gave it. If it was closed when the program started, the first file that the Java runtime opened
 * for itself has got its descriptor: to read that would be to take classes for commands, and to disturb their loading.
 */
final class StandardInput {

    private static final Path DESCRIPTOR = Path.of("/proc/self/fd/0"); // where there is none, nothing can be found out

    private StandardInput() {}

    /** What the user gave; nothing, if it was closed. */
    static InputStream open() {
        return wasClosed(DESCRIPTOR) ? InputStream.nullInputStream() : System.in;
    }

    /** Whether a descriptor leads to a file of the Java runtime or to one that classes are loaded from. */
    static boolean wasClosed(Path descriptor) {
        try {
            Path file = descriptor.toRealPath();
            return file.startsWith(Path.of(System.getProperty("java.home")).toRealPath()) || isCode(file);
        } catch (IOException noFile) { // a pipe or a socket
            return false;
        }
    }

    private static boolean isCode(Path file) {
        String[] places = System.getProperty("java.class.path").split(File.pathSeparator);
        return Arrays.stream(places)
                .map(place -> Path.of(place).toAbsolutePath().normalize())
                .anyMatch(file::equals);
    }
}

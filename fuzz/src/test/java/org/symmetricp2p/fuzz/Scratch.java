package org.symmetricp2p.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file for what is read from files only; another one in each process. */
public final class Scratch {

    private static final Path FILE =
            Path.of("target", "fuzzed-" + ProcessHandle.current().pid());

    private Scratch() {}

    /** The file, with these bytes in it. */
    public static Path with(byte[] bytes) throws IOException {
        FILE.toFile().deleteOnExit();
        return Files.write(FILE, bytes);
    }
}

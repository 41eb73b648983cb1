package org.symmetricp2p.vectors;

import java.nio.file.Path;
import java.util.List;

/** The vectors of the repository, seen from this module. */
public final class CheckedIn {

    public static final Path VECTORS = Path.of("..", "spec", "vectors");

    private CheckedIn() {}

    /** The names of their topics, such as {@code wire/streams}. */
    public static List<String> topics() {
        return Topics.names();
    }
}

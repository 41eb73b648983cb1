package org.symmetricp2p.vectors;

import java.nio.file.Path;

/** Where the vectors of the repository are, seen from this module. */
public final class CheckedIn {

    public static final Path VECTORS = Path.of("..", "spec", "vectors");

    private CheckedIn() {}
}

package org.symmetricp2p.cli;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The jar that this program runs from. */
public final class OwnJar {

    private OwnJar() {}

    /** Where it is; empty if the program runs from directories of classes, as in an IDE, or from memory, as canaries do. */
    public static Optional<Path> path() {
        return Optional.ofNullable(
                        Main.class.getProtectionDomain().getCodeSource().getLocation())
                .map(OwnJar::pathOf)
                .filter(Files::isRegularFile);
    }

    private static Path pathOf(URL code) {
        try {
            return Path.of(code.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program can't find itself: " + e.getMessage(), e);
        }
    }
}

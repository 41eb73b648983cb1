package org.symmetricp2p.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The way to check vectors in a variant of the core: from a directory and how the names of files end to the failures in
 * them, as lines of one text.
 */
public final class VectorProbe implements BiFunction<String, String, String> {

    @Override
    public String apply(String directory, String ending) {
        StringBuilder failures = new StringBuilder();
        try {
            List<Path> files = Check.files(Path.of(directory));
            for (Path file : files) {
                if (!file.toString().endsWith(ending)) {
                    continue;
                }
                for (String failure : Check.file(file).failures()) {
                    failures.append(file.getFileName())
                            .append(' ')
                            .append(failure)
                            .append('\n');
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return failures.toString();
    }
}

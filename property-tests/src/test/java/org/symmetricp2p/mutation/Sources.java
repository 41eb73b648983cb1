package org.symmetricp2p.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The sources of what is mutated, line by line. */
final class Sources {

    private final Path folder;
    private final Map<String, List<String>> read = new TreeMap<>();

    /** @param folder where the project's package begins: the one that has {@code core} in it */
    Sources(Path folder) {
        this.folder = folder;
    }

    /** @throws IllegalArgumentException if there is no such line: then the sources aren't those that were mutated */
    String lineOf(Mutant mutant) {
        List<String> lines = read.computeIfAbsent(outer(mutant.type()), this::lines);
        if (mutant.line() < 1 || mutant.line() > lines.size()) {
            throw new IllegalArgumentException(
                    file(outer(mutant.type())) + " has " + lines.size() + " lines: " + mutant);
        }
        return lines.get(mutant.line() - 1).strip();
    }

    /** Whether the file is there that a class should be in. */
    boolean has(String type) {
        return Files.exists(file(outer(type)));
    }

    private List<String> lines(String outerType) {
        try {
            return Files.readAllLines(file(outerType));
        } catch (IOException e) {
            throw new IllegalArgumentException("can't read " + file(outerType) + ": " + e.getMessage(), e);
        }
    }

    private static String outer(String type) {
        int dollar = type.indexOf('$');
        return dollar < 0 ? type : type.substring(0, dollar);
    }

    private Path file(String outerType) {
        return folder.resolve(outerType.replace('.', '/') + ".java");
    }
}

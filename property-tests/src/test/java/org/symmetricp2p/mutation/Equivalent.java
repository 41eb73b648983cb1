package org.symmetricp2p.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of {@code equivalent.tsv}: mutants that no test can tell from the original, and why. Lines of sources move, so these are
 * named by what they say.
 *
 * @param type the class, as {@code core.Clock}
 * @param description a part of PIT's words for the change, or {@value #ANY}
 * @param code a part of the line of source, or {@value #ANY}
 */
record Equivalent(String type, String method, String description, String code, String reason) {

    static final String ANY = "*";

    private static final int FIELDS = 5;

    /**
     * The entries of a file, in which lines that begin with # are comments.
     *
     * @throws IllegalArgumentException if a line hasn't the five fields, separated by tabs
     */
    static List<Equivalent> read(Path file) {
        try {
            List<Equivalent> entries = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    entries.add(of(line, file));
                }
            }
            return entries;
        } catch (IOException e) {
            throw new IllegalArgumentException("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    private static Equivalent of(String line, Path file) {
        List<String> fields = List.of(line.split("\t", -1));
        if (fields.size() != FIELDS || fields.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(file + ": a line has class, method, description, code and reason, "
                    + "separated by single tabs; this one hasn't: " + line);
        }
        return new Equivalent(fields.get(0), fields.get(1), fields.get(2), fields.get(3), fields.get(4));
    }

    /** @param source the line of the source on which the mutant is */
    boolean matches(Mutant mutant, String source) {
        return mutant.type().equals(type)
                && mutant.method().equals(method)
                && matches(description, mutant.description())
                && matches(code, source);
    }

    private static boolean matches(String part, String whole) {
        return part.equals(ANY) || whole.contains(part);
    }

    @Override
    public String toString() {
        return type + ", " + method + ", \"" + description + "\" on \"" + code + "\"";
    }
}

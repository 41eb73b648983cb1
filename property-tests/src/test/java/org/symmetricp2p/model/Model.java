package org.symmetricp2p.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A configuration of a model in {@code spec/tla}, and what TLC must find, which its first lines, comments, state: {@code
 * \* expect: holds, 59 distinct states} or {@code \* expect: violates NoGap, 83 distinct states}. The module is the
 * part of its name before the first dash.
 *
 * @param configuration the file
 * @param violated the invariant or action property that must be violated; none if all must hold
 * @param states how many distinct states must be found
 */
public record Model(Path configuration, Optional<String> violated, long states) {

    /** Where the models are. */
    public static final Path FOLDER = Path.of("..", "spec", "tla");

    private static final Pattern EXPECTATION =
            Pattern.compile("\\\\\\* expect: (?:holds|violates (\\w+)), (\\d+) distinct states");

    /** Whether all that can happen is tried in every build, or only with {@code -Dmodels=all}, as every night. */
    public static boolean isTriedInEveryBuild(long states, long most) {
        return states <= most || isEverythingTried();
    }

    /** Whether {@code -Dmodels=all} asks for what takes too long for every build. */
    public static boolean isEverythingTried() {
        return System.getProperty("models", "").equals("all");
    }

    /** All of them, in the order of their names. */
    static List<Model> all() throws IOException {
        return files(".cfg").stream().map(Model::of).toList();
    }

    /** The files in {@link #FOLDER} with an ending, in the order of their names. */
    static List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /** @throws IllegalArgumentException if the file doesn't state what to expect */
    public static Model of(Path configuration) {
        try {
            return of(configuration, Files.readAllLines(configuration));
        } catch (IOException e) {
            throw new IllegalArgumentException("can't read " + configuration, e);
        }
    }

    static Model of(Path configuration, List<String> lines) {
        Matcher found = lines.stream()
                .takeWhile(line -> line.startsWith("\\*"))
                .map(EXPECTATION::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        configuration + " doesn't begin with a comment like: \\* expect: holds, 59 distinct states"));
        return new Model(configuration, Optional.ofNullable(found.group(1)), Long.parseLong(found.group(2)));
    }

    String name() {
        return Tlc.nameOf(configuration);
    }

    Path module() {
        String name = name();
        int dash = name.indexOf('-');
        return configuration.resolveSibling((dash < 0 ? name : name.substring(0, dash)) + ".tla");
    }

    /** What is expected, in words. */
    String outcome() {
        return violated.map(property -> "violates " + property).orElse("holds");
    }

    /** What is wrong with an outcome, if anything. */
    Optional<String> objection(Tlc.Outcome outcome) {
        boolean isExpected = violated.isPresent() ? violated.equals(outcome.violated()) : outcome.holds();
        if (!isExpected) {
            return Optional.of(name() + " should be: " + outcome() + ", but TLC says:\n" + outcome.tail());
        }
        return outcome.distinctStates() == states
                ? Optional.empty()
                : Optional.of(name() + " should have " + states + " distinct states, but TLC found "
                        + outcome.distinctStates() + ":\n" + outcome.tail());
    }
}

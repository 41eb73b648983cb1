package org.symmetricp2p.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.symmetricp2p.core.SimulationFailure;

/**
 * Runs vector files, whoever wrote them, against this implementation. Nothing in a file is skipped: what isn't
 * understood is a failure.
 */
public final class Check {

    /** The most files below a directory. */
    public static final int MAX_FILES = 1_000;

    /**
     * How a file fared.
     *
     * @param cases how many it has, as far as it could be read
     * @param failures a line for each case that failed, or for what is wrong with the file; empty if all is good
     */
    public record Report(int cases, List<String> failures) {
        public Report {
            failures = List.copyOf(failures);
        }

        public boolean isGood() {
            return failures.isEmpty();
        }
    }

    private Check() {}

    /**
     * The vector files below a directory, in the order of their names.
     *
     * @throws IOException if it can't be read, or has none, or too many
     */
    public static List<Path> files(Path directory) throws IOException {
        if (Files.isRegularFile(directory)) {
            throw new IOException(directory + " is not a directory");
        }
        Path root = directory.toRealPath();
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) { // follows no links, so it ends
            files = all.filter(path -> path.toString().endsWith(Generation.ENDING))
                    .filter(path -> !Files.isDirectory(path))
                    .sorted()
                    .limit(MAX_FILES + 1L)
                    .map(path -> directory.resolve(root.relativize(path)))
                    .toList();
        }
        if (files.isEmpty()) {
            throw new IOException(directory + " has no vectors: there is no file *" + Generation.ENDING + " in it");
        }
        if (files.size() > MAX_FILES) {
            throw new IOException(directory + " has more than " + MAX_FILES + " files *" + Generation.ENDING);
        }
        return files;
    }

    /**
     * Runs the cases of a file.
     *
     * @throws IOException if it can't be read; if it isn't a vector file, that is a failure in the report
     */
    public static Report file(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return new Report(0, List.of("is no file, or leads to none"));
        }
        JsonNode tree;
        try {
            tree = VectorFile.read(path);
        } catch (IllegalArgumentException e) {
            return new Report(0, List.of(String.valueOf(e.getMessage())));
        }
        return file(tree);
    }

    static Report file(JsonNode tree) {
        List<String> failures = new ArrayList<>();
        int count = 0;
        try {
            Given file = new Given("", tree);
            Topic topic = topic(file);
            file.text("about");
            checkTexts(file.any("fields"));
            List<Given> cases = file.objects("cases");
            count = cases.size();
            if (count == 0) {
                throw file.mistake("cases", "must not be empty");
            }
            file.endHere();
            run(topic, cases, failures);
        } catch (IllegalArgumentException e) {
            failures.add(String.valueOf(e.getMessage()));
        }
        return new Report(count, failures);
    }

    private static Topic topic(Given file) {
        return Topics.named(file.oneOf("topic", Topics.names()));
    }

    private static void checkTexts(JsonNode fields) {
        Given given = new Given("fields", fields);
        fields.fieldNames().forEachRemaining(given::text);
    }

    private static void run(Topic topic, List<Given> cases, List<String> failures) {
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < cases.size(); i++) {
            Given vector = cases.get(i);
            String name = "cases[" + i + "]";
            try {
                name = "\"" + vector.text("name") + "\"";
                if (!names.add(name)) {
                    throw new IllegalArgumentException("an earlier case has this name");
                }
                difference(topic, vector).ifPresent(what -> {
                    throw new IllegalArgumentException(what);
                });
            } catch (IllegalArgumentException | SimulationFailure e) {
                failures.add(name + ": " + e.getMessage());
            } catch (RuntimeException e) {
                failures.add(name + ": the implementation fails: " + e); // the other cases go on
            }
        }
    }

    /** The first difference between what is expected and what is found. */
    private static Optional<String> difference(Topic topic, Given vector) {
        if (vector.has("about")) {
            vector.text("about");
        }
        Given given = vector.object("given");
        List<Given> steps = topic.isStepped() ? vector.objects("steps") : List.of();
        List<Given> results = topic.isStepped() ? steps : List.of(vector);
        if (results.isEmpty()) {
            throw vector.mistake("steps", "must not be empty");
        }
        List<JsonNode> expected = results.stream().map(Check::expected).toList();
        List<Found> found = topic.run()
                .of(given, steps.stream().map(step -> step.object("given")).toList());
        vector.end();
        for (int i = 0; i < found.size(); i++) {
            String place = topic.isStepped() ? "steps[" + i + "].expect" : "expect";
            Optional<String> difference =
                    Difference.between(place, expected.get(i), found.get(i).expect());
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static JsonNode expected(Given result) {
        if (result.has("advice")) {
            result.any("advice"); // for people; may say anything
        }
        return result.any("expect");
    }
}

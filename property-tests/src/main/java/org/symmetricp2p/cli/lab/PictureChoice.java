package org.symmetricp2p.cli.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.symmetricp2p.check.Violation;
import org.symmetricp2p.picture.SpaceTime;
import org.symmetricp2p.sim.Scenario;
import picocli.CommandLine.Option;

/** The options that ask for a space-time diagram. */
final class PictureChoice {

    private static final long MAX_MILLIS = Scenario.MAX_MICROS / 1_000;

    @Option(
            names = "--diagram",
            paramLabel = "FILE",
            description = "Draw a space-time diagram, as SVG: peers from top to bottom, time to the right, messages as "
                    + "arrows, rollbacks shaded.")
    private Path file;

    @Option(
            names = "--from-ms",
            paramLabel = "T",
            description = "Where the diagram begins. Default: shortly before the violation, or else before the "
                    + "first rollback.")
    private Long fromMillis;

    @Option(names = "--to-ms", paramLabel = "T", description = "Where the diagram ends.")
    private Long toMillis;

    /** What is wrong with the options, if anything; the files that the command uses for something else are taken. */
    Optional<String> mistake(Path... taken) {
        for (Path other : taken) {
            if (file != null && other != null && normal(file).equals(normal(other))) {
                return Optional.of("--diagram " + file + " would overwrite the scenario");
            }
        }
        if (file == null && (fromMillis != null || toMillis != null)) {
            return Optional.of("--from-ms and --to-ms go with --diagram");
        }
        Optional<String> outOfBounds =
                outOfBounds("--from-ms", fromMillis, 0).or(() -> outOfBounds("--to-ms", toMillis, 1));
        if (outOfBounds.isPresent()) {
            return outOfBounds;
        }
        return fromMillis != null && toMillis != null && fromMillis >= toMillis
                ? Optional.of("--from-ms " + fromMillis + " must be before --to-ms " + toMillis)
                : Optional.empty();
    }

    private static Optional<String> outOfBounds(String option, Long millis, long min) {
        return millis == null || millis >= min && millis <= MAX_MILLIS
                ? Optional.empty()
                : Optional.of(option + " is " + millis + ", must be from " + min + " to " + MAX_MILLIS);
    }

    private static Path normal(Path path) {
        return path.toAbsolutePath().normalize();
    }

    boolean isWanted() {
        return file != null;
    }

    Optional<SpaceTime> drawing() {
        return file == null ? Optional.empty() : Optional.of(new SpaceTime());
    }

    /** What a {@link Retelling} has to know to draw it. */
    Map<String, String> asked() {
        Map<String, String> asked = new TreeMap<>();
        if (file != null) {
            asked.put(Retelling.DIAGRAM, "");
        }
        micros(fromMillis).ifPresent(micros -> asked.put(Retelling.FROM, micros.toString()));
        micros(toMillis).ifPresent(micros -> asked.put(Retelling.TO, micros.toString()));
        return asked;
    }

    private static Optional<Long> micros(Long millis) {
        return Optional.ofNullable(millis).map(given -> given * 1_000);
    }

    void write(Optional<SpaceTime> drawing, Optional<Violation> violation) throws IOException {
        write(drawing.map(its -> its.svg(violation, micros(fromMillis), micros(toMillis))));
    }

    void write(Optional<String> drawn) throws IOException {
        if (drawn.isPresent()) {
            Tool.write("--diagram", file, drawn.get());
        }
    }
}

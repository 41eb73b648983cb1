package org.symmetricp2p.cli.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.symmetricp2p.check.Violation;
import org.symmetricp2p.picture.SpaceTime;
import picocli.CommandLine.Option;

/** The options that ask for a space-time diagram. */
final class PictureChoice {

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

    Optional<String> mistake() {
        if (file == null && (fromMillis != null || toMillis != null)) {
            return Optional.of("--from-ms and --to-ms go with --diagram");
        }
        if (fromMillis != null && fromMillis < 0 || toMillis != null && toMillis < 0) {
            return Optional.of("--from-ms and --to-ms can't be negative");
        }
        return fromMillis != null && toMillis != null && fromMillis >= toMillis
                ? Optional.of("--from-ms " + fromMillis + " must be before --to-ms " + toMillis)
                : Optional.empty();
    }

    Optional<SpaceTime> drawing() {
        return file == null ? Optional.empty() : Optional.of(new SpaceTime());
    }

    void write(Optional<SpaceTime> drawing, Optional<Violation> violation) throws IOException {
        if (drawing.isPresent()) {
            Optional<Long> from = Optional.ofNullable(fromMillis).map(millis -> millis * 1_000);
            Optional<Long> to = Optional.ofNullable(toMillis).map(millis -> millis * 1_000);
            Tool.write("--diagram", file, drawing.get().svg(violation, from, to));
        }
    }
}

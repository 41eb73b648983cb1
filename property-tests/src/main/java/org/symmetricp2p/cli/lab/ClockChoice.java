package org.symmetricp2p.cli.lab;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.symmetricp2p.core.ClockKind;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that says by which rules the clocks of generated worlds keep together. */
final class ClockChoice {

    @Option(
            names = "--clock",
            paramLabel = "KIND",
            defaultValue = "paper",
            converter = Kind.class,
            description =
                    "The clocks of generated worlds: paper, which follow the maximum, or rooted, which follow one peer. Default: ${DEFAULT-VALUE}.")
    private ClockKind kind = ClockKind.PAPER;

    ClockKind kind() {
        return kind;
    }

    boolean isRooted() {
        return kind == ClockKind.ROOTED;
    }

    /** The option as it is written behind a command, if it isn't the default. */
    String option() {
        return isRooted() ? " --clock " + lowerCase(kind) : "";
    }

    private static String lowerCase(ClockKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Reads a kind. */
    static final class Kind implements ITypeConverter<ClockKind> {
        @Override
        public ClockKind convert(String text) {
            List<String> names =
                    Stream.of(ClockKind.values()).map(ClockChoice::lowerCase).toList();
            if (!names.contains(text)) {
                throw new TypeConversionException("'" + text + "' must be one of " + names);
            }
            return ClockKind.values()[names.indexOf(text)];
        }
    }
}

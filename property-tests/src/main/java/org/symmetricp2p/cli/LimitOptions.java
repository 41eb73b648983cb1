package org.symmetricp2p.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Limits;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The option that says which limits a peer keeps, where not the standard ones. */
public final class LimitOptions {

    @Option(
            names = "--limit",
            paramLabel = "NAME=VALUE",
            converter = Converter.class,
            description = "Another value for a limit; may be repeated. The command 'limits' lists them all.")
    private List<Choice> choices = List.of();

    /** A limit, and a value that it may have. */
    private record Choice(Limit limit, long value) {
        @Override
        public String toString() {
            return limit + "=" + value;
        }
    }

    /** Reads one. */
    private static final class Converter implements ITypeConverter<Choice> {
        @Override
        public Choice convert(String text) {
            String[] parts = text.split("=", -1);
            if (parts.length != 2 || !parts[1].matches("-?\\d{1,18}")) {
                throw new TypeConversionException(
                        "'" + text + "' must be NAME=VALUE, such as links=8, of at most 18 digits");
            }
            Limit limit = Limit.named(parts[0])
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + parts[0] + "' is no limit; the command 'limits' lists them all"));
            Choice choice = new Choice(limit, Long.parseLong(parts[1]));
            try {
                Limits.STANDARD.with(limit, choice.value);
            } catch (IllegalArgumentException impossible) {
                throw new TypeConversionException(impossible.getMessage());
            }
            return choice;
        }
    }

    /** @throws ParameterException if a limit is given twice */
    public void check(CommandSpec command) {
        Set<Limit> known = EnumSet.noneOf(Limit.class);
        for (Choice choice : choices) {
            if (!known.add(choice.limit)) {
                throw new ParameterException(command.commandLine(), "--limit " + choice.limit + "=... is given twice");
            }
        }
    }

    /** The configuration with these values. */
    public Config applyTo(Config config) {
        return config.withLimits(applyTo(config.limits()));
    }

    /** The standard limits with these values. */
    public Limits limits() {
        return applyTo(Limits.STANDARD);
    }

    private Limits applyTo(Limits limits) {
        Limits chosen = limits;
        for (Choice choice : choices) {
            chosen = chosen.with(choice.limit, choice.value);
        }
        return chosen;
    }

    /** The same options for another process. */
    public List<String> arguments() {
        return choices.stream().map(choice -> "--limit=" + choice).toList();
    }
}

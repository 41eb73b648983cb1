package org.symmetricp2p.cli.lab;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.symmetricp2p.cli.Ranges;
import org.symmetricp2p.sim.Ordeal;
import org.symmetricp2p.sim.Scenario;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that ask for worlds that are hard for rooted clocks. */
final class OrdealChoice {

    @Option(
            names = "--ordeal",
            paramLabel = "NAME",
            converter = Names.class,
            completionCandidates = Names.class,
            description = "Worlds that are hard for rooted clocks: ${COMPLETION-CANDIDATES}.")
    private Ordeal ordeal;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "120",
            description = "With --ordeal, for how long, " + Ordeal.MIN_SECONDS + " to " + Ordeal.MAX_SECONDS
                    + ". Default: ${DEFAULT-VALUE}.")
    private int seconds;

    boolean isMade() {
        return ordeal != null;
    }

    void check(CommandSpec spec) {
        Ranges.check(spec, "--seconds", seconds, Ordeal.MIN_SECONDS, Ordeal.MAX_SECONDS);
    }

    /** The world of a seed, if one was asked for. */
    Optional<Scenario> of(long seed) {
        return Optional.ofNullable(ordeal).map(kind -> kind.of(seed, seconds));
    }

    /** The options as they are written behind a command. */
    String option() {
        return ordeal == null ? "" : " --ordeal " + ordeal + " --seconds " + seconds;
    }

    /** Reads a name. */
    static final class Names implements ITypeConverter<Ordeal>, Iterable<String> {
        @Override
        public Ordeal convert(String text) {
            return Stream.of(Ordeal.values())
                    .filter(ordeal -> ordeal.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() ->
                            new TypeConversionException("'" + text + "' must be one of " + List.of(Ordeal.values())));
        }

        @Override
        public Iterator<String> iterator() {
            return Stream.of(Ordeal.values()).map(Ordeal::toString).iterator();
        }
    }
}

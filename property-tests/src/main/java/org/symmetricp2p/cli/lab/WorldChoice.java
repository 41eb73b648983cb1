package org.symmetricp2p.cli.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.ScenarioFile;
import org.symmetricp2p.sim.Scenarios;
import org.symmetricp2p.sim.Topology;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say which world a command runs. */
final class WorldChoice {

    private static final long DEFAULT_SEED = 1;

    @Option(names = "--seed", paramLabel = "N", description = "The world that this number stands for. Default: 1.")
    private Long seed;

    @Option(names = "--scenario", paramLabel = "FILE", description = "The world that this file describes.")
    private Path file;

    @Mixin
    private ClockChoice clock = new ClockChoice();

    /** What is wrong with the options, if anything. */
    Optional<String> mistake(Topology topology) {
        if (seed != null && file != null) {
            return Optional.of("--seed and --scenario exclude each other");
        }
        if (file != null && clock.isRooted()) {
            return Optional.of("--clock goes with --seed: a scenario file says which clocks there are");
        }
        return file != null && topology != null
                ? Optional.of("--topology goes with --seed: a scenario file says who links to whom")
                : Optional.empty();
    }

    /** The file that describes the world; null for a seed. */
    Path file() {
        return file;
    }

    Scenario scenario(Topology topology) throws IOException {
        return file != null
                ? ScenarioFile.read(file)
                : Scenarios.of(seed(), Optional.ofNullable(topology)).withClock(clock.kind());
    }

    /** For a heading. */
    String name(Topology topology) {
        String shape = topology == null ? "" : " as a " + lowerCase(topology);
        return file != null
                ? file.toString()
                : "seed " + seed() + shape + (clock.isRooted() ? " with rooted clocks" : "");
    }

    /** The command that explains this world. */
    String replay(Optional<Path> saved, Topology topology) {
        if (saved.isPresent() || file != null) {
            return Tool.command("replay " + Tool.quoted(saved.orElse(file)));
        }
        String shape = topology == null ? "" : " --topology " + lowerCase(topology);
        return Tool.command("replay " + seed() + shape + clock.option());
    }

    private long seed() {
        return seed == null ? DEFAULT_SEED : seed;
    }

    /** Reads a topology. */
    static final class Shape implements ITypeConverter<Topology> {
        @Override
        public Topology convert(String text) {
            List<String> names =
                    Stream.of(Topology.values()).map(WorldChoice::lowerCase).toList();
            if (!names.contains(text)) {
                throw new TypeConversionException("'" + text + "' must be one of " + names);
            }
            return Topology.values()[names.indexOf(text)];
        }
    }

    static String lowerCase(Topology topology) {
        return topology.name().toLowerCase(Locale.ROOT);
    }
}

package org.symmetricp2p.cli;

import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Settling;
import org.symmetricp2p.core.Source;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The options that say whether the session settles, and by whom. */
public final class SettleOptions {

    private static final long SECOND = 1_000_000_000;
    private static final long MAX_SECONDS = 1_000_000_000;

    @Option(
            names = "--settle",
            paramLabel = "KEEPER",
            converter = Converter.class,
            description =
                    "The session settles: states of the past become final. KEEPER says by whose word: 'keep' if this peer "
                            + "begins the session, 'join' to take that of the first neighbour, or the keeper's identifier and incarnation, such as "
                            + "0.1763661600000.")
    private Keeper keeper;

    @Option(
            names = "--settle-silence",
            paramLabel = "SECONDS",
            description = "As the keeper, wait no longer than this for a peer that is silent. Default: for ever.")
    private Long silence;

    @Option(
            names = "--settle-window",
            paramLabel = "SECONDS",
            description =
                    "Keep what is settled for this long only; who comes later gets a state instead. Default: for ever.")
    private Integer window;

    /** Whom the user names: this peer itself, whoever is found, or a source. */
    private sealed interface Keeper {
        record Self() implements Keeper {}

        record Found() implements Keeper {}

        record Named(Source source) implements Keeper {}
    }

    /** @throws picocli.CommandLine.ParameterException if a value is out of bounds */
    void check(CommandSpec command) {
        if (!isSettling() && window != null) {
            throw needsSettle(command, "--settle-window", "nothing is dropped that isn't settled");
        }
        if (!isSettling() && silence != null) {
            throw needsSettle(command, "--settle-silence", "nobody waits for anybody");
        }
        Ranges.check(command, "--settle-silence", silence == null ? 1 : silence, 1, MAX_SECONDS);
        Ranges.check(command, "--settle-window", window == null ? 1 : window, 1, MAX_SECONDS);
    }

    private static ParameterException needsSettle(CommandSpec command, String option, String why) {
        return new ParameterException(command.commandLine(), option + " needs --settle: " + why);
    }

    boolean isSettling() {
        return keeper != null;
    }

    Config applyTo(Config config) {
        if (!isSettling()) {
            return config;
        }
        Settling settling =
                settling(config.self()).withWindow(window == null ? Settling.KEEP_ALL : (long) window * config.fps());
        return config.withSettling(silence == null ? settling : settling.withSilenceNanos(silence * SECOND));
    }

    private Settling settling(Source self) {
        if (keeper instanceof Keeper.Named named) {
            return Settling.keptBy(named.source());
        }
        return keeper instanceof Keeper.Self ? Settling.keptBy(self) : Settling.JOINING;
    }

    /** Reads a keeper. */
    static final class Converter implements ITypeConverter<Keeper> {
        @Override
        public Keeper convert(String text) {
            if (text.equals("keep")) {
                return new Keeper.Self();
            }
            if (text.equals("join")) {
                return new Keeper.Found();
            }
            try {
                String[] parts = text.split("\\.", 2);
                return new Keeper.Named(new Source(Integer.parseInt(parts[0]), Long.parseLong(parts[1])));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException mistake) {
                throw new TypeConversionException("'" + text
                        + "' must be keep, join, or an identifier from 0 to 65535, a dot and an incarnation");
            }
        }
    }
}

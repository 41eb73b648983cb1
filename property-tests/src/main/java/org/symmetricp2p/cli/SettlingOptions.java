package org.symmetricp2p.cli;

import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Settling;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options about what is settled. */
public final class SettlingOptions {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private static final long MAX_SECONDS = 1_000_000_000;

    /** What a peer is in a session that settles. */
    private enum Part {
        keep,
        join
    }

    @Option(
            names = "--settle",
            paramLabel = "PART",
            description =
                    "Takes part in a session that settles, all peers of which have this option: one keeps it ('keep'), others "
                            + "join it ('join').")
    private Part part;

    @Option(
            names = "--settle-silence",
            paramLabel = "N",
            description =
                    "With '--settle keep': wait for a peer that is silent for N seconds, and no longer. Default: for ever.")
    private Long seconds;

    /** @throws picocli.CommandLine.ParameterException if a value is out of bounds */
    public void check(CommandSpec command) {
        Ranges.check(command, "--settle-silence", seconds == null ? 1 : seconds, 1, MAX_SECONDS);
    }

    boolean isSettling() {
        return part != null;
    }

    /** The configuration with these values. */
    public Config applyTo(Config config) {
        if (part == null) {
            return config;
        }
        Settling settling = part == Part.keep ? Settling.keptBy(config.self()) : Settling.JOINING;
        return config.withSettling(seconds == null ? settling : settling.withSilenceNanos(seconds * NANOS_PER_SECOND));
    }
}

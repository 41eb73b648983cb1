package org.symmetricp2p.cli;

import org.symmetricp2p.core.Adaptive;
import org.symmetricp2p.core.Config;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say how fast time goes, and how a peer deals with it. */
public final class PaceOptions {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int MOST_DELTA = 100;

    @Option(
            names = "--fps",
            paramLabel = "N",
            defaultValue = "" + Config.DEFAULT_FPS,
            description = "Ticks per second, 1 to 1000, the same on all peers. Default: ${DEFAULT-VALUE}.")
    private int fps;

    @Option(
            names = "--delta",
            paramLabel = "N",
            defaultValue = "" + Config.DEFAULT_DELTA,
            description = "How many ticks ahead a key takes effect, 1 to 10000. Default: ${DEFAULT-VALUE}.")
    private int delta;

    @Option(
            names = "--adaptive-delta",
            paramLabel = "PERCENT",
            description =
                    "Choose for each key how many ticks ahead it takes effect, so that no more than 1 to 50 %% of them come too late "
                            + "anywhere; --delta is that of the first ones. Default: always --delta.")
    private Integer latePercent;

    @Option(
            names = "--most-delta",
            paramLabel = "N",
            description =
                    "With --adaptive-delta, how many ticks ahead at most, 1 to 10000. Default: " + MOST_DELTA + ".")
    private Integer mostDelta;

    @Option(
            names = "--travel-ms",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How long a travel in time is shown at most, 0 to 1000 ms. Default: ${DEFAULT-VALUE}.")
    private int travelMillis;

    /** @throws ParameterException if a value is out of bounds */
    public void check(CommandSpec command) {
        Ranges.check(command, "--fps", fps, 1, Config.MAX_FPS);
        Ranges.check(command, "--delta", delta, 1, Config.MAX_DELTA);
        Ranges.check(command, "--most-delta", mostDelta(), 1, Config.MAX_DELTA);
        if (mostDelta != null && latePercent == null) {
            throw new ParameterException(
                    command.commandLine(), "--most-delta needs --adaptive-delta: else all are --delta ticks ahead");
        }
        if (latePercent != null) {
            Ranges.check(command, "--adaptive-delta", latePercent, 1, Adaptive.MAX_LATE_PERCENT);
        }
        Ranges.check(command, "--travel-ms", travelMillis, 0, Config.MAX_TRAVEL_NANOS / NANOS_PER_MILLI);
    }

    /** The configuration with these values. */
    public Config applyTo(Config config) {
        Config paced = config.withFps(fps).withDelta(delta).withTravelNanos(travelMillis * NANOS_PER_MILLI);
        return latePercent == null ? paced : paced.withAdaptive(new Adaptive(1, mostDelta(), latePercent));
    }

    private int mostDelta() {
        return mostDelta == null ? MOST_DELTA : mostDelta;
    }

    public int fps() {
        return fps;
    }

    /** How long a travel is shown at most. */
    public int travelMillis() {
        return travelMillis;
    }
}

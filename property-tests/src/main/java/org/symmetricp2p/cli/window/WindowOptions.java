package org.symmetricp2p.cli.window;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.symmetricp2p.cli.LimitOptions;
import org.symmetricp2p.cli.PaceOptions;
import org.symmetricp2p.cli.PeerOptions;
import org.symmetricp2p.cli.Ranges;
import org.symmetricp2p.cli.demo.Scenario;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of the commands with windows: whose windows, and on what. */
final class WindowOptions {

    private static final int MAX_WINDOWS = Scenario.DIALS.size();
    private static final int MAX_SECONDS = 3_600;
    private static final int DEFAULT_SECONDS = 5;

    @ArgGroup
    private Peers peers = new Peers();

    /** Some peers here, or one that is linked to others elsewhere. */
    private static final class Peers {
        @Option(
                names = "--windows",
                paramLabel = "N",
                description =
                        "Open N windows, 1 to 6, whose peers are linked as in the demo: 0-1-2-3-0, 3-4, 5-0. This is "
                                + "the default, with 6 windows.")
        private int windows = MAX_WINDOWS;

        @ArgGroup(exclusive = false)
        private PeerOptions peer;
    }

    @Mixin
    private PaceOptions pace;

    @Mixin
    private LimitOptions limits;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "End after N seconds, 1 to 3600; offscreen, after as many frames as make N seconds. Default: "
                    + "when all windows are closed; offscreen " + DEFAULT_SECONDS + ".")
    private Integer seconds;

    @Option(names = "--stats", description = "At the end write how many frames were drawn, and how long they took.")
    private boolean stats;

    @Option(
            names = "--offscreen",
            description = "Open no windows, but draw them in memory; scripted users play. Needs no display.")
    private boolean offscreen;

    @Option(
            names = "--screenshot",
            paramLabel = "DIR",
            description = "With --offscreen: at the end write a picture of each window, all at the same tick, and one "
                    + "with all of them. If they are not the same, pixel by pixel, that is a failure.")
    private Path screenshot;

    @Option(
            names = "--travel",
            description = "With --offscreen: cut a peer off for a while; the pictures are of the travel that follows.")
    private boolean travel;

    /** @throws ParameterException if a value is out of bounds, or options don't go together */
    void check(CommandSpec command) {
        Ranges.check(command, "--windows", peers.windows, 1, MAX_WINDOWS);
        Ranges.check(command, "--seconds", seconds == null ? 1 : seconds, 1, MAX_SECONDS);
        pace.check(command);
        limits.check(command);
        if (peers.peer != null) {
            peers.peer.check(command);
        }
        require(
                command,
                screenshot == null || !Files.exists(screenshot) || Files.isDirectory(screenshot),
                "--screenshot " + screenshot + " is not a directory");
        require(command, screenshot == null || offscreen, "--screenshot needs --offscreen");
        require(command, !travel || offscreen, "--travel needs --offscreen");
        require(command, !travel || windows() > 1, "--travel needs more than one window");
        require(command, !travel || pace.travelMillis() > 0, "--travel needs --travel-ms above 0, to be seen");
    }

    private static void require(CommandSpec command, boolean holds, String mistake) {
        if (!holds) {
            throw new ParameterException(command.commandLine(), mistake);
        }
    }

    /** How many windows to open. */
    int windows() {
        return peers.peer == null ? peers.windows : 1;
    }

    /** The one peer that is linked to others elsewhere, if it isn't some that are all here. */
    Optional<PeerOptions> peer() {
        return Optional.ofNullable(peers.peer);
    }

    PaceOptions pace() {
        return pace;
    }

    LimitOptions limits() {
        return limits;
    }

    /** After how many frames to end, offscreen. */
    long frames() {
        return (long) (seconds != null ? seconds : DEFAULT_SECONDS) * pace.fps();
    }

    /** After how long to end, on a display. */
    long nanos() {
        return seconds != null ? TimeUnit.SECONDS.toNanos(seconds) : Long.MAX_VALUE;
    }

    boolean stats() {
        return stats;
    }

    boolean offscreen() {
        return offscreen;
    }

    Optional<Path> screenshot() {
        return Optional.ofNullable(screenshot);
    }

    boolean travel() {
        return travel;
    }
}

package org.symmetricp2p.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code peer}: what its options mean, and which don't go together. {@link PeerRun} does the rest. */
@Command(
        name = "peer",
        sortOptions = false,
        description = {
            "Runs one peer that shares a moving rectangle with others.",
            "",
            "On a terminal it draws the rectangle. Arrow keys steer it, space stops it; u takes all links down, "
                    + "l puts them up again; q quits.",
            "",
            "With --status, or when standard input and output are not a terminal, it draws nothing and reads lines "
                    + "from standard input: press KEY, keys FILE, link N, unlink N, quit; KEY is UP, DOWN, RIGHT, LEFT or "
                    + "SPACE. Without --seconds or --ticks it then ends when standard input ends.",
            ""
        })
public final class PeerCommand implements Callable<Integer> {

    private static final long MAX_SECONDS = 1_000_000_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PeerOptions peer;

    @Mixin
    private PaceOptions pace;

    @Mixin
    private LimitOptions limits;

    @Mixin
    private SettleOptions settle;

    @Option(
            names = "--incarnation",
            paramLabel = "N",
            description = "Which life of this peer this is; never use a number twice in a session. Default: the time.")
    private Long incarnation;

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description = "Press keys by a script: lines of tick and key, such as '120 UP', in the order of ticks; "
                    + "# begins a comment.")
    private Path keys;

    @ArgGroup
    private Until until = new Until();

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "At the end write lines of tick and state hash, from tick 0 on.")
    private Path trace;

    @Option(
            names = "--events",
            paramLabel = "FILE",
            description = "At the end write all events in order, as lines of tick, peer, incarnation, seq, type and "
                    + "payload in hexadecimal.")
    private Path events;

    @Option(
            names = "--desync-dir",
            paramLabel = "DIR",
            description =
                    "In a session that settles: if a neighbour was in another state, write to DIR what this peer knows of it, "
                            + "for 'diff'.")
    private Path desyncDir;

    @Option(names = "--status", description = "Write a line of JSON to standard output each second.")
    private boolean status;

    /** When it ends by itself. */
    private static final class Until {
        @Option(names = "--seconds", paramLabel = "N", description = "End after N seconds.")
        private Long seconds;

        @Option(names = "--ticks", paramLabel = "N", description = "End when tick N is reached; the trace ends there.")
        private Long ticks;
    }

    @Override
    public Integer call() throws IOException {
        new PeerRun(settings()).run();
        return 0;
    }

    PeerSettings settings() throws IOException {
        return new PeerSettings(
                config(),
                peer.connections(),
                keys == null ? KeyScript.EMPTY : KeyScript.read(keys),
                until.seconds == null ? OptionalLong.empty() : OptionalLong.of(until.seconds),
                until.ticks == null ? OptionalLong.empty() : OptionalLong.of(until.ticks),
                trace == null ? Optional.empty() : Optional.of(OutputFile.at("--trace", trace)),
                events == null ? Optional.empty() : Optional.of(OutputFile.at("--events", events)),
                Optional.ofNullable(desyncDir),
                status);
    }

    private Config config() {
        check();
        Source life = incarnation == null ? peer.newLife() : new Source(peer.id(), incarnation);
        return settle.applyTo(peer.config(life, pace, limits));
    }

    private void check() {
        peer.check(spec);
        pace.check(spec);
        limits.check(spec);
        settle.check(spec);
        if (desyncDir != null && !settle.isSettling()) {
            throw mistake("--desync-dir needs --settle: peers compare states that are settled");
        }
        if (desyncDir != null && !Files.isDirectory(desyncDir)) {
            throw mistake("--desync-dir " + desyncDir + " is not a directory");
        }
        Ranges.check(spec, "--incarnation", incarnation == null ? 0 : incarnation, 0, Long.MAX_VALUE);
        Ranges.check(spec, "--seconds", until.seconds == null ? 1 : until.seconds, 1, MAX_SECONDS);
        Ranges.check(spec, "--ticks", until.ticks == null ? 1 : until.ticks, 1, Stamp.MAX_TICK);
        if (trace != null && events != null && samePlace(trace, events)) {
            throw mistake("--trace and --events are the same file, " + trace);
        }
    }

    private static boolean samePlace(Path one, Path other) {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    private ParameterException mistake(String text) {
        return new ParameterException(spec.commandLine(), text);
    }
}

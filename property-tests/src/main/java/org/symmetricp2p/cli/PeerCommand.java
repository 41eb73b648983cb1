package org.symmetricp2p.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.net.Node;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
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
                    + "from standard input: press KEY, keys FILE, link N, unlink N, quit; KEY is UP, DOWN, LEFT, RIGHT or "
                    + "SPACE. Without --seconds or --ticks it then ends when standard input ends.",
            ""
        })
public final class PeerCommand implements Callable<Integer> {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long MAX_SECONDS = 1_000_000_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--id", required = true, paramLabel = "N", description = "This peer's identifier, 0 to 65535.")
    private int id;

    @Option(
            names = "--listen",
            paramLabel = "PORT",
            description = "Accept links at this port; 0 for any free one. Without it, only dial.")
    private Integer listen;

    @Option(
            names = "--listen-host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "The address to listen at. Default: ${DEFAULT-VALUE}, for this machine only. There is no "
                    + "authentication: 0.0.0.0 lets anyone in.")
    private String listenHost;

    @Option(
            names = "--link",
            paramLabel = "N=HOST:PORT",
            converter = PeerAddress.Converter.class,
            description = "Link to peer N, which listens at HOST:PORT; may be repeated. While it can't be reached, "
                    + "dials again and again.")
    private List<PeerAddress> links = List.of();

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
            names = "--travel-ms",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How long a travel in time is shown at most, 0 to 1000 ms. Default: ${DEFAULT-VALUE}.")
    private int travelMillis;

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
        PeerSettings settings = new PeerSettings(
                config(),
                listen == null ? OptionalInt.empty() : OptionalInt.of(listen),
                listenHost,
                links,
                keys == null ? KeyScript.EMPTY : KeyScript.read(keys),
                until.seconds == null ? OptionalLong.empty() : OptionalLong.of(until.seconds),
                until.ticks == null ? OptionalLong.empty() : OptionalLong.of(until.ticks),
                trace == null ? Optional.empty() : Optional.of(OutputFile.at("--trace", trace)),
                events == null ? Optional.empty() : Optional.of(OutputFile.at("--events", events)),
                status);
        new PeerRun(settings).run();
        return 0;
    }

    private Config config() {
        check();
        Config defaults = Node.newLife(id);
        Source self = incarnation == null ? defaults.self() : new Source(id, incarnation);
        return Config.of(self)
                .withFps(fps)
                .withDelta(delta)
                .withTravelNanos(travelMillis * NANOS_PER_MILLI)
                // Who has nobody to reach needn't wait for that with its first key.
                .withJoinNanos(links.isEmpty() ? 0 : Config.DEFAULT_JOIN_NANOS);
    }

    private void check() {
        Ranges.check(spec, "--id", id, 0, Source.MAX_PEER);
        Ranges.check(spec, "--listen", listen == null ? 0 : listen, 0, PeerAddress.MAX_PORT);
        Ranges.check(spec, "--fps", fps, 1, Config.MAX_FPS);
        Ranges.check(spec, "--delta", delta, 1, Config.MAX_DELTA);
        Ranges.check(spec, "--travel-ms", travelMillis, 0, Config.MAX_TRAVEL_NANOS / NANOS_PER_MILLI);
        Ranges.check(spec, "--incarnation", incarnation == null ? 0 : incarnation, 0, Long.MAX_VALUE);
        Ranges.check(spec, "--seconds", until.seconds == null ? 1 : until.seconds, 1, MAX_SECONDS);
        Ranges.check(spec, "--ticks", until.ticks == null ? 1 : until.ticks, 1, Stamp.MAX_TICK);
        checkLinks();
        if (trace != null && events != null && samePlace(trace, events)) {
            throw mistake("--trace and --events are the same file, " + trace);
        }
    }

    private void checkLinks() {
        Set<Integer> peers = new HashSet<>();
        for (PeerAddress link : links) {
            if (link.peer() == id) {
                throw mistake("--link " + link.peer() + "=...: peer " + id + " can't link to itself");
            }
            if (!peers.add(link.peer())) {
                throw mistake("--link " + link.peer() + "=... is given twice");
            }
        }
    }

    private static boolean samePlace(Path one, Path other) {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    private ParameterException mistake(String text) {
        return new ParameterException(spec.commandLine(), text);
    }
}

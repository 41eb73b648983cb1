package org.symmetricp2p.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.net.Node;
import org.symmetricp2p.sdl.demo.Sand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code web}: what its options mean. {@link WebRun} does the rest. */
@Command(
        name = "web",
        sortOptions = false,
        description = {
            "Runs a peer that serves a page: whoever opens it joins the session as a full peer, which simulates in the browser.",
            "",
            "The same port takes the links of other peers: 'peer', 'move' or 'board' with --link N=HOST:PORT, where N is this "
                    + "peer's --id. It runs until it is interrupted.",
            ""
        })
public final class WebCommand implements Callable<Integer> {

    private static final int DEFAULT_PORT = 8080;
    private static final int MAX_SECONDS = 1_000_000_000;
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/\\s]+");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--app",
            paramLabel = "NAME",
            defaultValue = "rectangle",
            description = "What is shared: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private App app;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + DEFAULT_PORT,
            description = "The port of page and links; 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "The address to listen at. Default: ${DEFAULT-VALUE}, for this machine only. There is no "
                    + "authentication: 0.0.0.0 lets anyone in.")
    private String host;

    @Option(
            names = "--origin",
            paramLabel = "URL",
            description =
                    "Pages from there, such as https://example.org, may link as well; may be repeated. Others than those "
                            + "and this peer's own are refused.")
    private List<String> origins = List.of();

    @Option(
            names = "--id",
            paramLabel = "N",
            defaultValue = "0",
            description = "This peer's identifier, 0 to 65535. Default: ${DEFAULT-VALUE}.")
    private int id;

    @Option(
            names = "--link",
            paramLabel = "N=HOST:PORT",
            converter = PeerAddress.Converter.class,
            description = "Link to peer N, which listens at HOST:PORT; may be repeated.")
    private List<PeerAddress> links = List.of();

    @Mixin
    private PaceOptions pace;

    @Mixin
    private LimitOptions limits;

    @Option(names = "--seconds", paramLabel = "N", description = "End after N seconds.")
    private Integer seconds;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "At the end write lines of tick and state hash, from tick 0 on.")
    private Path trace;

    /** The applications that pages have, too. */
    enum App {
        rectangle(new Rectangle()),
        sand(new Sand());

        final Simulation<?> simulation;

        App(Simulation<?> simulation) {
            this.simulation = simulation;
        }
    }

    @Override
    public Integer call() throws IOException {
        check();
        WebRun.Settings settings = new WebRun.Settings(
                host,
                port,
                Set.copyOf(origins),
                new Connections(OptionalInt.empty(), host, links),
                seconds == null ? OptionalLong.empty() : OptionalLong.of(seconds),
                trace == null ? Optional.empty() : Optional.of(OutputFile.at("--trace", trace)));
        new WebRun<>(config(), app.simulation, settings).run();
        return 0;
    }

    private Config config() {
        return limits.applyTo(pace.applyTo(Config.of(Node.newLife(id).self())))
                .withJoinNanos(links.isEmpty() ? 0 : Config.DEFAULT_JOIN_NANOS);
    }

    private void check() {
        Ranges.check(spec, "--id", id, 0, Source.MAX_PEER);
        Ranges.check(spec, "--port", port, 0, PeerAddress.MAX_PORT);
        if (host.isBlank()) {
            throw new ParameterException(
                    spec.commandLine(), "--host '" + host + "' must be an address or a name of one");
        }
        Ranges.check(spec, "--seconds", seconds == null ? 1 : seconds, 1, MAX_SECONDS);
        pace.check(spec);
        limits.check(spec);
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw mistake("--origin " + origin + " must be like https://example.org:8443, without a path");
            }
        }
        for (PeerAddress link : links) {
            if (link.peer() == id) {
                throw mistake("--link " + id + "=...: peer " + id + " can't link to itself");
            }
        }
    }

    private ParameterException mistake(String text) {
        return new ParameterException(spec.commandLine(), text);
    }
}

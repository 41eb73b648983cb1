package org.symmetricp2p.cli;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.net.Node;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say who a peer is and whom it is linked to. */
public final class PeerOptions {

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

    /** @throws ParameterException if a value is out of bounds, or a link makes no sense */
    public void check(CommandSpec command) {
        Ranges.check(command, "--id", id, 0, Source.MAX_PEER);
        Ranges.check(command, "--listen", listen == null ? 0 : listen, 0, PeerAddress.MAX_PORT);
        if (listenHost.isBlank()) {
            throw mistake(command, "--listen-host '" + listenHost + "' must be an address or a name of one");
        }
        Set<Integer> peers = new HashSet<>();
        for (PeerAddress link : links) {
            if (link.peer() == id) {
                throw mistake(command, "--link " + link.peer() + "=...: peer " + id + " can't link to itself");
            }
            if (!peers.add(link.peer())) {
                throw mistake(command, "--link " + link.peer() + "=... is given twice");
            }
        }
    }

    /** A new life of this peer, without memory of earlier ones. */
    public Source newLife() {
        return Node.newLife(id).self();
    }

    public Config config(Source life, PaceOptions pace, LimitOptions limits) {
        return limits.applyTo(pace.applyTo(Config.of(life)))
                // Who has nobody to reach needn't wait for that with its first key.
                .withJoinNanos(links.isEmpty() ? 0 : Config.DEFAULT_JOIN_NANOS);
    }

    public Connections connections() {
        return new Connections(listen == null ? OptionalInt.empty() : OptionalInt.of(listen), listenHost, links);
    }

    int id() {
        return id;
    }

    private static ParameterException mistake(CommandSpec command, String text) {
        return new ParameterException(command.commandLine(), text);
    }
}

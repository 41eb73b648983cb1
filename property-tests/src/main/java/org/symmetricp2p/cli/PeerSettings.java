package org.symmetricp2p.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.symmetricp2p.core.Config;

/**
 * What a user wants of one peer.
 *
 * @param connections where to listen, and whom to dial
 * @param script the keys to press
 * @param seconds when to end, if at a time
 * @param ticks when to end, if at a tick
 * @param trace where to write the trace, if wanted
 * @param events where to write the events, if wanted
 * @param desync in which directory to keep evidence of neighbours in other states, if wanted
 * @param status whether to tell the status each second
 */
record PeerSettings(
        Config config,
        Connections connections,
        KeyScript script,
        OptionalLong seconds,
        OptionalLong ticks,
        Optional<OutputFile> trace,
        Optional<OutputFile> events,
        Optional<Path> desync,
        boolean status) {

    String name() {
        return "peer " + config.self().peer();
    }

    /** Whether nothing but its user ends it. */
    boolean isEndless() {
        return seconds.isEmpty() && ticks.isEmpty();
    }
}

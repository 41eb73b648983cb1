package org.symmetricp2p.cli;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.symmetricp2p.core.Config;

/**
 * What a user wants of one peer.
 *
 * @param listen the port to listen at, if any
 * @param listenHost the address to listen at
 * @param links whom to dial
 * @param script the keys to press
 * @param seconds when to end, if at a time
 * @param ticks when to end, if at a tick
 * @param trace where to write the trace, if wanted
 * @param events where to write the events, if wanted
 * @param status whether to tell the status each second
 */
record PeerSettings(
        Config config,
        OptionalInt listen,
        String listenHost,
        List<PeerAddress> links,
        KeyScript script,
        OptionalLong seconds,
        OptionalLong ticks,
        Optional<OutputFile> trace,
        Optional<OutputFile> events,
        boolean status) {

    String name() {
        return "peer " + config.self().peer();
    }

    /** Whether nothing but its user ends it. */
    boolean isEndless() {
        return seconds.isEmpty() && ticks.isEmpty();
    }
}

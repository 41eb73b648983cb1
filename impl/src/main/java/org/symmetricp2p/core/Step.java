package org.symmetricp2p.core;

import java.util.List;

/**
 * The outcome of a step.
 *
 * @param peer the peer afterwards
 * @param outputs what to do now, in this order
 */
public record Step<S>(Peer<S> peer, List<Output> outputs) {
    public Step {
        outputs = List.copyOf(outputs);
    }
}

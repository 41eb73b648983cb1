package org.symmetricp2p.check;

import java.util.List;
import java.util.Set;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.check.reference.Comparison;
import org.symmetricp2p.check.reference.Differences;
import org.symmetricp2p.check.reference.Reference;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Watch;

/**
 * Properties 21 to 25, and any other that one peer can break alone: beside each peer a reference gets the same inputs,
 * and must do the same. What it knows and where it ought to be is what the other checks go by.
 */
final class ReferenceChecks<S> implements Watch<S> {

    /** A life of a peer, and its reference. */
    private static final class Pair<S> {
        private final Reference<S> reference;
        private final Comparison<S> comparison;
        private Peer<S> last;
        private boolean differs; // what follows from a difference says no more about the peer

        Pair(Reference<S> reference, Peer<S> first) {
            this.reference = reference;
            this.comparison = new Comparison<>(reference);
            this.last = first;
        }
    }

    private final Set<Property> enabled;
    private final Simulation<S> simulation;
    private final Oracle<S> oracle;
    private final PerHost<Pair<S>> pairs = new PerHost<>();

    /** @param trusted whether records of this application that are equal are known to have equal bytes */
    ReferenceChecks(Set<Property> enabled, Simulation<S> simulation, boolean trusted) {
        this.enabled = enabled;
        this.simulation = simulation;
        this.oracle = new Oracle<>(simulation, trusted);
    }

    /** What a peer ought to know, and where it ought to be. */
    Reference<S> of(Host<S> host) {
        return pairs.of(host).reference;
    }

    /** Whether a peer has done as its reference in this life. */
    boolean isRight(Host<S> host) {
        return !pairs.of(host).differs;
    }

    @Override
    public void started(Host<S> host, Peer<S> peer) {
        Pair<S> before = pairs.of(host);
        if (before == null || before.last != peer) { // otherwise it goes on with its memory
            long start = peer.clock().nanos();
            Reference<S> reference = new Reference<>(peer.config(), simulation, oracle, start);
            pairs.put(host, new Pair<>(reference, peer));
        }
    }

    @Override
    public void stepped(Host<S> host, Peer<S> before, Input input, Step<S> step) {
        Pair<S> pair = pairs.of(host);
        List<Output> expected = pair.reference.on(input);
        pair.last = step.peer();
        if (pair.differs) {
            return;
        }
        Differences found = pair.comparison.of(before, input, expected, step);
        if (!found.isEmpty()) {
            pair.differs = true;
            found.first(enabled).ifPresent(violation -> {
                throw violation;
            });
        }
    }
}

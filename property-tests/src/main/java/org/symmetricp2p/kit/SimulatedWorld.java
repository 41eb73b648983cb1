package org.symmetricp2p.kit;

import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.check.Laboratory;
import org.symmetricp2p.check.Verdict;
import org.symmetricp2p.check.Violation;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.sim.Application;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Scenarios;
import org.symmetricp2p.sim.Watch;

/**
 * Peers that run the simulation in a world of the laboratory. What goes wrong there is rehearsed, with the events that
 * each peer knows, to find the call and the bytes.
 */
final class SimulatedWorld<S> {

    /** A fault may show only after the tick at which a peer stopped. */
    private static final long AFTERWARDS = 50;

    private final Simulation<S> simulation;
    private final EventSource events;
    private final long seed;
    private final List<Host<S>> hosts = new ArrayList<>();

    SimulatedWorld(Simulation<S> simulation, EventSource events, long seed) {
        this.simulation = simulation;
        this.events = events;
        this.seed = seed;
    }

    /** @throws Found if a property doesn't hold */
    Verdict run() {
        Application<S> application = new Application<>(simulation.id(), simulation, events::event);
        try {
            Verdict verdict = Laboratory.run(Scenarios.of(seed), application, Laboratory.ALL, List.of(new Hosts()));
            verdict.violation().ifPresent(violation -> {
                throw explained(violation.tick(), violation);
            });
            return verdict;
        } catch (Found found) {
            throw found;
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw explained(0, e);
        }
    }

    private Found explained(long tick, Throwable cause) {
        String seen = cause instanceof Violation ? cause.getMessage() : cause.toString();
        for (Host<S> host : hosts) {
            try {
                rehearse(host.peer(), tick);
            } catch (Found found) {
                String detail = found.detail + "\nFound by rehearsing the events of peer " + host.id()
                        + " in a simulated world, where this was seen:\n" + seen;
                return new Found(found.fault, found.tick, found.headline, detail, cause);
            }
        }
        String detail = "Rehearsing the same events found nothing, so it doesn't happen each time.";
        return new Found(Fault.WORLD, tick, "in a simulated world, " + seen, detail, cause);
    }

    private void rehearse(Peer<S> peer, long tick) {
        Subject<S> subject = new Subject<>(simulation);
        Script script = Script.of(peer.timeline().events(), Math.max(tick, peer.tick()) + AFTERWARDS);
        new Rehearsal<>(subject, subject, script, seed).run();
    }

    private final class Hosts implements Watch<S> {
        @Override
        public void started(Host<S> host, Peer<S> peer) {
            if (!hosts.contains(host)) {
                hosts.add(host);
            }
        }
    }
}

package org.symmetricp2p.paper;

import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.sim.Application;
import org.symmetricp2p.sim.Applications;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.World;

/** Makes runs happen: with the real core and its bytes, in the simulator, with nothing attached but a {@link Meter}. */
public final class Trial {

    private Trial() {}

    /**
     * What comes out of a run: always the same.
     *
     * @throws IllegalStateException if the clock is {@link ClockRule#ORIGINAL} and this Java runtime has no compiler
     */
    public static Outcome outcome(Run run) {
        return run.clock() == ClockRule.ORIGINAL ? OriginalClock.outcome(run) : outcomeHere(run);
    }

    /** With the core that this class sees. */
    static Outcome outcomeHere(Run run) {
        Scenario scenario = run.scenario();
        @SuppressWarnings("unchecked") // whatever its state is, it is passed from the application to itself
        Application<Object> application = (Application<Object>) Applications.named(scenario.application());
        Meter meter = new Meter(run.course(), run.cell().latencyMicros());
        World<Object> world = new World<>(scenario, application, meter);
        world.run();
        return meter.outcome(haveConverged(world));
    }

    /** Whether all know the same events, and are in the same state once they are at the same tick. */
    public static boolean haveConverged(World<Object> world) {
        List<Peer<Object>> peers = new ArrayList<>();
        for (Host<Object> host : world.hosts()) {
            peers.add(host.peer());
        }
        long tick = peers.stream().mapToLong(Peer::tick).max().orElse(0);
        long versions = peers.stream()
                .map(peer -> peer.timeline().versions())
                .distinct()
                .count();
        long states = peers.stream()
                .map(peer -> peer.machine()
                        .advanceTo(tick, (t, state) -> {})
                        .present()
                        .state())
                .distinct()
                .count();
        return versions == 1 && states == 1;
    }
}

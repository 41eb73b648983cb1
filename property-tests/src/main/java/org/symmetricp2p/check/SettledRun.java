package org.symmetricp2p.check;

import java.util.List;
import java.util.Set;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.sim.Application;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Watch;

/**
 * Runs a scenario of a session that settles. Its checks are {@link SettledChecks}, {@link SendChecks}, and {@link KeeperChecks} if all peers are
 * correct: the reference, by which the other properties are checked, knows nothing of what is void.
 */
final class SettledRun<S> extends Run<S> {

    private final Simulation<S> simulation;

    SettledRun(Scenario scenario, Application<S> application, Set<Property> enabled, List<Watch<S>> others) {
        super(scenario, application, others);
        this.simulation = application.simulation();
        addAll(List.of(new SettledChecks<>(enabled, world, simulation), new SendChecks<>(enabled)));
        if (scenario.attacks().isEmpty()) {
            addAll(List.of(new KeeperChecks<>(enabled)));
        }
    }

    @Override
    public void ticked(Host<S> host, long tick, S state) {
        count(host, tick, state, simulation.hash(state));
    }
}

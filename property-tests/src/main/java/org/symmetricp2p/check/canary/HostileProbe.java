package org.symmetricp2p.check.canary;

import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenarios;

/** The {@link Probe} for worlds with hostile peers. */
public final class HostileProbe extends Probe {

    @Override
    Scenario scenario(long seed) {
        return Scenarios.hostile(seed);
    }
}

package org.symmetricp2p.check.canary;

import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenarios;

/** The {@link Probe} for worlds whose sessions settle. */
public final class SettledProbe extends Probe {

    @Override
    Scenario scenario(long seed) {
        return Scenarios.settled(seed);
    }
}

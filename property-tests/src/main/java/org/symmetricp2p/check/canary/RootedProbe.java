package org.symmetricp2p.check.canary;

import org.symmetricp2p.sim.Scenario;

/** The {@link Probe} for worlds with rooted clocks. */
public final class RootedProbe extends Probe {

    @Override
    Scenario scenario(long seed) {
        return Canary.Worlds.ROOTED.of(seed);
    }
}

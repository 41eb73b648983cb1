package org.symmetricp2p.paper.scale;

import org.symmetricp2p.core.Clock;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.World;

/**
 * How far clocks are apart at a moment, in microseconds of the session's time. Who goes and joins doesn't count.
 *
 * @param all the furthest and the hindmost
 * @param neighbours two that are linked, on average
 * @param worstNeighbours the two of those that are furthest apart
 */
record Skew(long all, double neighbours, long worstNeighbours) {

    private static final long MICROS = 1_000_000;

    static Skew of(World<Object> world, Crowd crowd) {
        long[] times = new long[crowd.peers()];
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (Host<Object> host : world.hosts()) {
            if (!crowd.isNewcomer(host.id())) {
                times[host.id()] = time(host, world.now());
                least = Math.min(least, times[host.id()]);
                most = Math.max(most, times[host.id()]);
            }
        }
        long pairs = 0;
        long sum = 0;
        long worst = 0;
        for (Scenario.Edge edge : world.scenario().edges()) {
            if (!crowd.isNewcomer(edge.a()) && !crowd.isNewcomer(edge.b())) {
                long apart = Math.abs(times[edge.a()] - times[edge.b()]);
                pairs++;
                sum += apart;
                worst = Math.max(worst, apart);
            }
        }
        return new Skew(most - least, (double) sum / pairs, worst);
    }

    /** Between two ticks, it is as long to the next as the clock says. */
    private static long time(Host<Object> host, long now) {
        Clock clock = host.peer().clock();
        long tick = MICROS / clock.fps();
        return (clock.tick() + 1) * tick - (clock.nextTickNanos() - host.nanosAt(now)) / 1_000;
    }
}

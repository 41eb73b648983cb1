package org.symmetricp2p.check;

import java.util.Collections;
import java.util.LongSummaryStatistics;
import org.symmetricp2p.core.Clock;
import org.symmetricp2p.core.ClockKind;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.RootedClock;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Line;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Watch;
import org.symmetricp2p.sim.World;

/**
 * A part of property 19, for rooted clocks in networks whose latencies are at most 100 ms: once all is healed, five seconds after a link has come up for the last time
 * clocks differ by no more than twice the error that they state, and by what drifts while samples are old.
 */
final class RootedCloseness<S> implements Watch<S> {

    private static final long SOON_MICROS = 5_000_000;
    private static final long MAX_LATENCY_MICROS = 100_000;
    private static final long SECOND = 1_000_000;

    private final World<S> world;
    private final boolean isAsked;
    private final long drift; // while what is known of neighbours is old, in microseconds
    private boolean isHealed;
    private long disturbedMicros;

    RootedCloseness(World<S> world, boolean isEnabled) {
        this.world = world;
        this.isAsked = isEnabled && isQuick(world.scenario());
        LongSummaryStatistics ppm = world.scenario().peers().stream()
                .mapToLong(Scenario.PeerSpec::driftPpm)
                .summaryStatistics();
        this.drift = RootedSlack.AGE * (ppm.getMax() - ppm.getMin());
    }

    /** Nothing but drift and latency is between clocks in the end. */
    private static boolean isQuick(Scenario s) {
        boolean isSlow = s.peers().stream().anyMatch(peer -> peer.tickMicros() > 0)
                || s.edges().stream().anyMatch(edge -> edge.bytesPerSecond() > 0 || slowest(edge) > MAX_LATENCY_MICROS);
        boolean hasLeaps = s.fates().stream().anyMatch(fate -> fate instanceof Fate.Shift);
        return s.clock() == ClockKind.ROOTED
                && !isSlow
                && !hasLeaps
                && s.attacks().isEmpty();
    }

    private static int slowest(Scenario.Edge edge) {
        return Math.max(Collections.max(edge.delaysAToB()), Collections.max(edge.delaysBToA()));
    }

    @Override
    public void healing() {
        isHealed = true;
        disturbedMicros = world.now();
    }

    @Override
    public void link(Line line, boolean up) {
        disturbedMicros = world.now();
    }

    @Override
    public void started(Host<S> host, Peer<S> peer) {
        disturbedMicros = world.now();
    }

    /** At a reading. */
    void read(Host<S> host, Clock clock) {
        if (!isAsked || !isHealed || world.now() < disturbedMicros + SOON_MICROS) {
            return;
        }
        for (Host<S> other : world.hosts()) {
            if (clock instanceof RootedClock mine && other.peer().clock() instanceof RootedClock theirs) {
                check(host, mine, other, theirs);
            }
        }
    }

    private void check(Host<S> host, RootedClock mine, Host<S> other, RootedClock theirs) {
        long apart = Math.abs(time(host, mine) - time(other, theirs));
        long most = 2 * Math.max(error(mine), error(theirs));
        if (apart > most) {
            throw new Violation(
                    Property.SKEW,
                    host.id(),
                    mine.tick(),
                    "is " + apart + " microseconds apart from peer " + other.id() + ", "
                            + (world.now() - disturbedMicros) / SECOND
                            + " s after the last link came up; they state that it is at most " + most);
        }
    }

    /** The session time now. */
    private long time(Host<S> host, RootedClock clock) {
        return 1
                + Math.floorDiv(host.nanosAt(world.now()) - clock.startNanos(), 1_000L)
                + clock.lead().offset();
    }

    private long error(RootedClock clock) {
        return clock.lead().claim().error() + (clock.lead().claim().hops() + 1) * drift;
    }
}

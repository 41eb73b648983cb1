package org.symmetricp2p.check;

import java.util.LongSummaryStatistics;
import org.symmetricp2p.core.Clock;
import org.symmetricp2p.core.RootedClock;
import org.symmetricp2p.sim.Scenario;

/**
 * By how much rooted clocks may be ahead of what any peer's own local time allows: by the error that a follower states; and for good,
 * by that of each that becomes root with the time that it had as a follower, or leaps. None at all with the paper's clock.
 */
final class RootedSlack {

    /** For so long what is known of a neighbour's local time may be old, in seconds: the samples, and a root that was lost. */
    static final long AGE = 60;

    private final long ppm;
    private long forGood; // in microseconds

    RootedSlack(Scenario scenario) {
        LongSummaryStatistics drifts =
                scenario.peers().stream().mapToLong(Scenario.PeerSpec::driftPpm).summaryStatistics();
        this.ppm = drifts.getMax() - drifts.getMin();
    }

    void stepped(Clock before, Clock after) {
        if (before instanceof RootedClock old
                && after instanceof RootedClock now
                && now.lead().claim().hops() == 0
                && now.lead().claim().since() != old.lead().claim().since()) {
            forGood += Math.max(error(old), error(now));
        }
    }

    /** In microseconds. */
    long micros(Clock clock) {
        return clock instanceof RootedClock rooted ? forGood + error(rooted) : 0;
    }

    private long error(RootedClock clock) {
        return clock.lead().claim().error() + (clock.lead().claim().hops() + 1) * AGE * ppm;
    }

    /** How far clocks may be apart once all is healed: half a round trip, and drift while samples age, at each hop. */
    static long skewTicks(Scenario scenario, long delayMicros, long ppm) {
        long perHop = (delayMicros + AGE * ppm) * scenario.fps() / 1_000_000 + 2;
        return (scenario.peers().size() - 1) * perHop + 1;
    }
}

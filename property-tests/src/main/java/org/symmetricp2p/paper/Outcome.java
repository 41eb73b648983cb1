package org.symmetricp2p.paper;

import java.util.List;

/**
 * What was counted in a run: sums over all peers, from when on things are counted.
 *
 * @param events how many were issued
 * @param arrivals how often one arrived at a peer that didn't know it
 * @param late how many of those were late: the peer had simulated the tick that they were stamped
 * @param lateTicks how many ticks ago it had, all together
 * @param ticks how many ticks clocks went on
 * @param replayed how many ticks the core simulated again
 * @param readings how often a clock was read
 * @param behind how many readings were behind a tick that some clock had shown before
 * @param behindDelay how many were behind it by more than a tick and the mean latency of a hop
 * @param behindSecond how many were behind it by more than a second
 * @param catchingUp at how many the clock was catching up
 * @param recoveries how long peers that came back took to be up to date, in microseconds, in no order
 * @param unrecovered how many never were, because they went again or the run ended
 * @param converged whether all peers know the same events in the end, and are in the same state
 * @param delays how promptly events took effect
 */
public record Outcome(
        long events,
        long arrivals,
        long late,
        long lateTicks,
        long ticks,
        long replayed,
        long readings,
        long behind,
        long behindDelay,
        long behindSecond,
        long catchingUp,
        List<Long> recoveries,
        long unrecovered,
        boolean converged,
        Delays delays) {

    public Outcome {
        recoveries = List.copyOf(recoveries);
    }

    /** The paper's measure: ticks between stamp and arrival of late events, in percent of all ticks. */
    public double rollbackPercent() {
        return percent(lateTicks, ticks);
    }

    static double percent(long part, long whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }
}

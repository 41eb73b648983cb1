package org.symmetricp2p.check;

import java.util.Map;
import java.util.Optional;

/**
 * What a run came to.
 *
 * @param violation the first property that didn't hold, if any
 * @param digest of all states of all peers in the order in which they were reached: equal for equal runs
 * @param ticks how many ticks were simulated, by all peers, replays included
 * @param replayed how many of them were replays
 * @param events how many events were issued
 * @param rollbacks how many rollbacks there were
 * @param simulatedMicros how much of the world's time passed
 * @param witnesses what interesting things happened, and how often
 */
public record Verdict(
        Optional<Violation> violation,
        long digest,
        long ticks,
        long replayed,
        long events,
        long rollbacks,
        long simulatedMicros,
        Map<Witness, Long> witnesses) {

    public boolean isGood() {
        return violation.isEmpty();
    }
}

package org.symmetricp2p.cli.lab;

import java.util.EnumMap;
import java.util.Map;
import org.symmetricp2p.check.Verdict;
import org.symmetricp2p.check.Witness;

/**
 * What is counted in many runs; {@link Verdict} says what each number is. A sum of them doesn't depend on the order.
 *
 * @param scenarios how many runs there were
 */
record Counts(
        long scenarios,
        long simulatedMicros,
        long events,
        long ticks,
        long replayed,
        long rollbacks,
        Map<Witness, Long> witnesses) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, Map.of());

    /** A run that broke down, so that nothing is known but that there was one. */
    static final Counts BROKEN = new Counts(1, 0, 0, 0, 0, 0, Map.of());

    Counts {
        Map<Witness, Long> sorted = new EnumMap<>(Witness.class); // by what they are, not by how Map.of hashes
        sorted.putAll(witnesses);
        witnesses = java.util.Collections.unmodifiableMap(sorted);
    }

    static Counts of(Verdict v) {
        return new Counts(1, v.simulatedMicros(), v.events(), v.ticks(), v.replayed(), v.rollbacks(), v.witnesses());
    }

    Counts plus(Counts other) {
        Map<Witness, Long> sums = new EnumMap<>(Witness.class);
        sums.putAll(witnesses);
        other.witnesses.forEach((witness, count) -> sums.merge(witness, count, Long::sum));
        return new Counts(
                scenarios + other.scenarios,
                simulatedMicros + other.simulatedMicros,
                events + other.events,
                ticks + other.ticks,
                replayed + other.replayed,
                rollbacks + other.rollbacks,
                sums);
    }
}

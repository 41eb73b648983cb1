package org.symmetricp2p.cli.lab;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.symmetricp2p.check.Trial;
import org.symmetricp2p.check.Verdict;
import org.symmetricp2p.check.Witness;

/** What many trials come to: sums, which don't depend on the order, and failures by seed. */
final class Tally {

    /** A campaign of this many scenarios in which a witness never occurred has proved nothing about it. */
    static final int ENOUGH = 1_000;

    private final Map<Witness, Long> witnesses = new EnumMap<>(Witness.class);
    private final SortedMap<Long, Trial.Failure> failures = new TreeMap<>();
    private long scenarios;
    private long ticks;
    private long replayed;
    private long events;
    private long rollbacks;
    private long simulatedMicros;
    private long digest;

    void add(long seed, Trial trial) {
        scenarios++;
        trial.failure().ifPresent(failure -> failures.put(seed, failure));
        trial.verdict().ifPresent(verdict -> add(seed, verdict));
    }

    private void add(long seed, Verdict v) {
        ticks += v.ticks();
        replayed += v.replayed();
        events += v.events();
        rollbacks += v.rollbacks();
        simulatedMicros += v.simulatedMicros();
        digest += v.digest() * (2 * seed + 1);
        v.witnesses().forEach((witness, count) -> witnesses.merge(witness, count, Long::sum));
    }

    void add(Tally other) {
        scenarios += other.scenarios;
        ticks += other.ticks;
        replayed += other.replayed;
        events += other.events;
        rollbacks += other.rollbacks;
        simulatedMicros += other.simulatedMicros;
        digest += other.digest;
        failures.putAll(other.failures);
        other.witnesses.forEach((witness, count) -> witnesses.merge(witness, count, Long::sum));
    }

    SortedMap<Long, Trial.Failure> failures() {
        return failures;
    }

    Map<Witness, Long> witnesses() {
        return witnesses;
    }

    /** The witnesses that should have occurred, if the campaign was long enough. */
    List<Witness> missing() {
        return scenarios < ENOUGH
                ? List.of()
                : Stream.of(Witness.values())
                        .filter(witness -> !witnesses.containsKey(witness))
                        .toList();
    }

    boolean isGood() {
        return failures.isEmpty() && missing().isEmpty();
    }

    /** What doesn't depend on the machine. */
    List<String> lines() {
        return List.of(
                "scenarios  " + Words.count(scenarios) + ", " + Words.seconds(simulatedMicros) + " simulated, "
                        + Words.count(events) + " events",
                "ticks      " + Words.count(ticks) + ", of which " + Words.count(replayed)
                        + " were simulated again after " + Words.count(rollbacks) + " rollbacks",
                "witnesses  " + Words.witnesses(witnesses),
                "digest     " + Words.hex(digest) + " of all states: the same in every run");
    }

    String speed(double seconds, int threads) {
        return "speed      " + Words.fraction(scenarios / seconds) + " scenarios/s, "
                + Words.millions(ticks / seconds) + " peer-ticks/s ("
                + Words.millions(ticks / seconds / threads) + " a thread, on " + threads + "), "
                + Words.fraction(simulatedMicros / 1e6 / seconds) + " simulated s/s";
    }

    String summary(double seconds) {
        String verdict = isGood()
                ? "all properties hold"
                : failures.size() + " scenarios fail, " + missing().size() + " witnesses are missing";
        return Words.count(scenarios) + " scenarios in " + Words.fraction(seconds) + " s: " + verdict;
    }
}

package org.symmetricp2p.paper;

import java.util.List;
import java.util.function.ToLongFunction;

/** What came out of an experiment: an outcome for each of its runs, in their order. */
public record Result(Experiment experiment, List<Outcome> outcomes) {

    public Result {
        outcomes = List.copyOf(outcomes);
    }

    public Cell cell() {
        return experiment.first().cell();
    }

    /** One number of all runs together. */
    public long sum(ToLongFunction<Outcome> number) {
        return outcomes.stream().mapToLong(number).sum();
    }

    /** The paper's measure: ticks between stamp and arrival of late events, in percent of all ticks. */
    public double rollbackPercent() {
        return Outcome.percent(sum(Outcome::lateTicks), sum(Outcome::ticks));
    }

    /** A part of all readings of clocks, in percent. */
    public double percentOfReadings(ToLongFunction<Outcome> part) {
        return Outcome.percent(sum(part), sum(Outcome::readings));
    }

    /** How promptly events took effect, in all runs together. */
    public Delays delays() {
        return outcomes.stream().map(Outcome::delays).reduce(new Delays(0, 0, 0), Delays::plus);
    }

    /** How long recoveries took, shortest first, in microseconds. */
    public List<Long> recoveries() {
        return outcomes.stream()
                .flatMap(outcome -> outcome.recoveries().stream())
                .sorted()
                .toList();
    }

    /** Whether in all runs all peers ended in the same state. */
    public boolean converged() {
        return outcomes.stream().allMatch(Outcome::converged);
    }
}

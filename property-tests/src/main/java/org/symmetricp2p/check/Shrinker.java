package org.symmetricp2p.check;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.symmetricp2p.sim.Scenario;

/**
 * Makes a failing scenario small: tries simpler ones and keeps each that fails in the same way, until none does or the
 * time is up. Deterministic unless the time is up; what is simpler is said by {@link Simpler} and {@link Weight}.
 */
public final class Shrinker {

    /** How many scenarios are tried at most. */
    public static final int MAX_RUNS = 3_000;

    /** A candidate that is to fail may take some times the work of the scenario that failed, and some work in any case. */
    private static final int TIMES_THE_WORK = 4;

    private static final long WORK_IN_ANY_CASE = 100_000;

    /**
     * How much may be spent.
     *
     * @param threads how many scenarios are tried at a time
     * @param nanos after which time the smallest scenario so far must do
     * @param clock what time it is, in nanoseconds
     */
    public record Budget(int threads, long nanos, LongSupplier clock) {}

    /**
     * What came of it.
     *
     * @param scenario the smallest one found that fails in the same way
     * @param runs how many were tried
     * @param isCutOff whether there was no time, or were no runs, to look for smaller ones; or the thread was interrupted
     */
    public record Shrunk(Scenario scenario, int runs, boolean isCutOff) {}

    private final Race race;
    private Scenario smallest;

    private Shrinker(Scenario failed, Race race) {
        this.smallest = failed;
        this.race = race;
    }

    /** Scenarios that are simpler than this one, the much simpler ones first; made when asked for. */
    public static Stream<Scenario> candidates(Scenario scenario) {
        return Simpler.WAYS.stream().flatMap(way -> candidates(scenario, way));
    }

    private static Stream<Scenario> candidates(Scenario scenario, Simpler.Way way) {
        Weight weight = Weight.of(scenario);
        return way.from(scenario)
                .map(Simpler::settled)
                .filter(other -> Weight.of(other).isLessThan(weight));
    }

    /**
     * Shrinks a scenario that failed in the {@link Laboratory}.
     *
     * @throws IllegalArgumentException if it doesn't fail again
     */
    public static Shrunk shrink(Scenario failed, Trial.Failure failure, Budget budget) {
        long work = Math.min(Trial.MAX_WORK, TIMES_THE_WORK * failure.work() + WORK_IN_ANY_CASE);
        return shrink(
                failed,
                failure.kind(),
                scenario -> Trial.of(scenario, work).failure().map(Trial.Failure::kind),
                budget);
    }

    /**
     * Shrinks a scenario.
     *
     * @param kind how it failed
     * @param failing how a scenario fails, if it does; nothing but equal answers count as the same failure
     * @throws IllegalArgumentException if the scenario doesn't fail
     */
    public static Shrunk shrink(
            Scenario failed, String kind, Function<Scenario, Optional<String>> failing, Budget budget) {
        try (Race race = new Race(scenario -> failing.apply(scenario).equals(Optional.of(kind)), budget)) {
            if (race.first(Stream.of(failed)).isEmpty() && !race.isCutOff()) {
                throw new IllegalArgumentException("the scenario doesn't fail, so there is nothing to shrink");
            }
            Shrinker shrinker = new Shrinker(failed, race);
            while (shrinker.round()) {}
            return new Shrunk(shrinker.smallest, race.runs(), race.isCutOff());
        }
    }

    /** Goes each way as far as it leads; whether anywhere at all. */
    private boolean round() {
        Scenario before = smallest;
        for (Simpler.Way way : Simpler.WAYS) {
            Optional<Scenario> smaller = race.first(candidates(smallest, way));
            while (smaller.isPresent()) {
                smallest = smaller.get();
                smaller = race.first(candidates(smallest, way));
            }
        }
        return smallest != before && !race.isCutOff();
    }
}

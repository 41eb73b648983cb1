package org.symmetricp2p.check;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.symmetricp2p.sim.Scenario;

/**
 * Makes a failing scenario small: tries simpler ones and keeps each that fails in the same way, until none does.
 * Deterministic; what is simpler is said by {@link Simpler} and {@link Weight}.
 */
public final class Shrinker {

    /** How many scenarios are tried at most. */
    public static final int MAX_RUNS = 3_000;

    /**
     * What came of it.
     *
     * @param scenario the smallest one found that fails in the same way
     * @param runs how many were tried
     */
    public record Shrunk(Scenario scenario, int runs) {}

    private final Function<Scenario, Optional<String>> failing;
    private Scenario smallest;
    private int runs;

    private Shrinker(Scenario failed, Function<Scenario, Optional<String>> failing) {
        this.smallest = failed;
        this.failing = failing;
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

    /** Shrinks a scenario that fails in the {@link Laboratory}. */
    public static Shrunk shrink(Scenario failed) {
        return shrink(failed, scenario -> Trial.of(scenario).failure().map(Trial.Failure::kind));
    }

    /**
     * Shrinks a scenario.
     *
     * @param failing how a scenario fails, if it does; nothing but equal answers count as the same failure
     * @throws IllegalArgumentException if the scenario doesn't fail
     */
    public static Shrunk shrink(Scenario failed, Function<Scenario, Optional<String>> failing) {
        Shrinker shrinker = new Shrinker(failed, failing);
        Optional<String> kind = shrinker.run(failed);
        if (kind.isEmpty()) {
            throw new IllegalArgumentException("the scenario doesn't fail, so there is nothing to shrink");
        }
        while (shrinker.round(kind)) {}
        return new Shrunk(shrinker.smallest, shrinker.runs);
    }

    /** Goes each way as far as it leads; whether anywhere at all. */
    private boolean round(Optional<String> kind) {
        Scenario before = smallest;
        for (Simpler.Way way : Simpler.WAYS) {
            boolean found = true;
            while (found && runs < MAX_RUNS) {
                Optional<Scenario> smaller = candidates(smallest, way)
                        .takeWhile(candidate -> runs < MAX_RUNS)
                        .filter(candidate -> run(candidate).equals(kind))
                        .findFirst();
                found = smaller.isPresent();
                smallest = smaller.orElse(smallest);
            }
        }
        return smallest != before && runs < MAX_RUNS;
    }

    private Optional<String> run(Scenario scenario) {
        runs++;
        return failing.apply(scenario);
    }
}

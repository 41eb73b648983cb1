package org.symmetricp2p.check.canary;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.symmetricp2p.check.Property;

/** Lets canaries loose in the scenarios of the seeds 1, 2, 3, ... until a property kills them. */
public final class Canaries {

    /** In how many scenarios a canary must be killed, unless told otherwise. */
    public static final int DEFAULT_MAX = 300;

    /**
     * How a canary fared with one of its properties.
     *
     * @param scenarios how many were run
     * @param violation what the property said at last; empty if the canary survived
     */
    public record Outcome(Canary canary, Property property, int scenarios, Optional<String> violation) {

        public boolean isKilled() {
            return violation.isPresent();
        }
    }

    private Canaries() {}

    /**
     * Runs scenarios of a canary until one of its properties, alone, kills it; then for the next property, when that
     * outcome is asked for.
     *
     * @param max how many scenarios at most, of each property
     * @throws IllegalStateException if the canary doesn't fit the sources any more, or there is no compiler
     */
    public static Stream<Outcome> run(Canary canary, int max) {
        BiFunction<String, Long, String> probe = Variant.of(canary.edits()).probe(Probe.class);
        return canary.killers().stream().map(property -> run(canary, property, probe, max));
    }

    private static Outcome run(Canary canary, Property property, BiFunction<String, Long, String> probe, int max) {
        for (long seed = 1; seed <= max; seed++) {
            String violation = probe.apply(canary.sign(property), seed);
            if (violation != null) {
                return new Outcome(canary, property, (int) seed, Optional.of(violation));
            }
        }
        return new Outcome(canary, property, max, Optional.empty());
    }
}

package org.symmetricp2p.check.canary;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.symmetricp2p.check.Laboratory;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.check.Verdict;
import org.symmetricp2p.check.Violation;
import org.symmetricp2p.sim.Scenario;

/**
 * The way into a {@link Variant}, from outside of its class loader, so it speaks only of Java's own types: from the names
 * of a property and of {@link Canary.Worlds}, and a seed, to the violation of that property, or null. Only that property is checked.
 */
public final class Probe implements BiFunction<String, Long, String> {

    @Override
    public String apply(String sign, Long seed) {
        String[] names = sign.split(" ");
        Property property = Property.valueOf(names[0]);
        Scenario scenario = Canary.Worlds.valueOf(names[1]).of(seed);
        if (property == Property.SIM_DET) {
            return difference(run(scenario, Set.of()), run(scenario, Set.of()));
        }
        return run(scenario, Set.of(property))
                .violation()
                .map(Violation::getMessage)
                .orElse(null);
    }

    private static Verdict run(Scenario scenario, Set<Property> enabled) {
        return Laboratory.run(scenario, enabled, List.of());
    }

    private static String difference(Verdict first, Verdict second) {
        return first.digest() == second.digest()
                ? null
                : String.format(
                        "property %d %s: two runs had the digests %016x and %016x",
                        Property.SIM_DET.number(), Property.SIM_DET, first.digest(), second.digest());
    }
}

package org.symmetricp2p.check.explain;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.symmetricp2p.check.Laboratory;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.check.Violation;
import org.symmetricp2p.sim.ScenarioFile;

/** A way into a variant: from a scenario and a property that doesn't hold in it to the page. */
public final class PageProbe implements BiFunction<String, String, List<String>> {

    @Override
    public List<String> apply(String scenario, String property) {
        Recording recording = new Recording();
        Violation violation = Laboratory.run(
                        ScenarioFile.parse(scenario), Set.of(Property.valueOf(property)), List.of(recording))
                .violation()
                .orElseThrow();
        return Explanation.of(recording, violation, Optional.empty());
    }
}

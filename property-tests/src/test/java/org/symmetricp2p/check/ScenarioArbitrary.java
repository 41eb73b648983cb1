package org.symmetricp2p.check;

import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenarios;

/** Scenarios for jqwik: it draws the seed, and shrinks as the {@link Shrinker} does. */
final class ScenarioArbitrary {

    private ScenarioArbitrary() {}

    static Arbitrary<Scenario> scenarios() {
        return Arbitraries.fromGenerator(random -> new Shrinking(Scenarios.of(random.nextLong())));
    }

    private record Shrinking(Scenario value) implements Shrinkable<Scenario> {
        @Override
        public Stream<Shrinkable<Scenario>> shrink() {
            return Shrinker.candidates(value).map(Shrinking::new);
        }

        @Override
        public ShrinkingDistance distance() {
            return ShrinkingDistance.of(
                    Weight.of(value).parts().stream().mapToLong(part -> part).toArray());
        }
    }
}

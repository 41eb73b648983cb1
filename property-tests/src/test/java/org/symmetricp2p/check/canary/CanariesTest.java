package org.symmetricp2p.check.canary;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.check.canary.Canaries.Outcome;

/** Every canary is killed by each of its properties alone. */
final class CanariesTest {

    @TestFactory
    Stream<DynamicTest> isKilled() {
        return Canary.ALL.stream()
                .map(canary -> DynamicTest.dynamicTest(
                        canary.name(),
                        () -> Canaries.run(canary, Canaries.DEFAULT_MAX).forEach(CanariesTest::assertKilled)));
    }

    private static void assertKilled(Outcome outcome) {
        String name = outcome.canary().name();
        Property property = outcome.property();
        assertTrue(
                outcome.isKilled(),
                () -> name + " survived " + outcome.scenarios() + " scenarios with " + property
                        + ": to see it, run symmetric.jar canaries --name " + name);
        String named = "property " + property.number() + " " + property + ":";
        assertTrue(outcome.violation().orElseThrow().startsWith(named), outcome.violation()::get);
    }

    @Test
    void namesAreUnique() {
        Set<String> names = new TreeSet<>();
        Canary.ALL.forEach(canary -> assertTrue(names.add(canary.name()), canary.name()));
    }
}

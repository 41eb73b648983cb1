package org.symmetricp2p.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Function;
import java.util.function.Supplier;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.app.SplitMix64;

/** What the tests of the kit share. */
final class Checks {

    /** Adds a number from 1 to 99: 0 would hide faults. */
    static final Function<SplitMix64, Event> NUMBERS = random -> Event.of(Counter.ADD, 1 + random.below(99));

    private Checks() {}

    /** Few worlds and no second JVM, unless the test is about those. */
    static <S> Kit<S> quick(Supplier<? extends Simulation<S>> simulations) {
        return Kit.of(simulations, NUMBERS).worlds(3).withoutOtherJvm();
    }

    /** Checks that the kit finds a fault, with all these words; the same each time. */
    static KitFailure assertFinds(Fault fault, Kit<?> kit, String... words) {
        KitFailure failure = assertThrows(KitFailure.class, kit::check);
        assertEquals(fault, failure.fault(), failure.getMessage());
        for (String word : words) {
            assertTrue(failure.getMessage().contains(word), "no \"" + word + "\" in\n" + failure.getMessage());
        }
        return failure;
    }
}

package org.symmetricp2p.check.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;

/** A real peer does what the reference does, whatever its neighbours say and whenever its clock is read. */
final class DuelTest {

    /**
     * Spec 2.3, 2.4, 2.6, 2.7, 2.8, 2.9, 2.10, 2.12, 2.13, 3.1, 3.2, 3.3, 3.4, 3.5, 3.6, 3.7, 3.8, 3.11, 4.2, 4.4, 4.5, 4.8,
     * 4.10, 4.11, 4.12, 5.2, 5.3, 5.5, 5.8, 5.9, 5.10, 6.2, 6.3, 6.4, 6.5, 6.7, 6.8, 6.10, 6.11, 6.17, 6.19.
     */
    @Property(tries = 700, seed = "20261124", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void thePeerAndTheReferenceDoTheSame(@ForAll @LongRange(min = 1, max = 1_000_000_000) long seed) {
        assertEquals(Optional.empty(), Duel.of(seed));
    }

    /** Spec 2.11, 2.14: one source less than may be, as many, and one more. */
    @Example
    void alsoInACrowd() {
        for (long seed = 0; seed < 3; seed++) {
            assertEquals(Optional.empty(), Duel.crowded(seed));
        }
    }
}

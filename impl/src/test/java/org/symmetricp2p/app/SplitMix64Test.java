package org.symmetricp2p.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link SplitMix64}: published outputs, the JDK's generator, and {@code below}. */
class SplitMix64Test {

    /** Spec 4.18. */
    @Test
    void theFirstOutputsOfASeedAreThePublishedOnes() {
        String[] published = {
            "6457827717110365317",
            "3203168211198807973",
            "9817491932198370423",
            "4593380528125082431",
            "16408922859458223821"
        };
        SplitMix64 random = new SplitMix64(1234567);
        for (String expected : published) {
            assertEquals(expected, Long.toUnsignedString(random.bits()));
            random = random.next();
        }
    }

    /** Spec 4.18. */
    @Property(seed = "1")
    void theOutputsAreThoseOfTheJdk(@ForAll long seed) {
        SplittableRandom jdk = new SplittableRandom(seed);
        SplitMix64 random = new SplitMix64(seed);
        for (int i = 0; i < 10; i++) {
            assertEquals(jdk.nextLong(), random.bits());
            assertEquals(random.bits(), random.bits());
            random = random.next();
        }
    }

    /** Spec 4.18. */
    @Property(seed = "1")
    void belowIsTheUpperHalfOfTheBitsScaledToTheBound(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int bound) {
        SplitMix64 random = new SplitMix64(seed);
        int value = random.below(bound);
        assertTrue(value >= 0 && value < bound);
        BigInteger upper = new BigInteger(Long.toUnsignedString(random.bits())).shiftRight(32);
        assertEquals(upper.multiply(BigInteger.valueOf(bound)).shiftRight(32).intValueExact(), value);
    }

    @Test
    void belowReachesBothEnds() {
        int[] counts = new int[6];
        SplitMix64 random = new SplitMix64(0);
        for (int i = 0; i < 6000; i++) {
            counts[random.below(6)]++;
            random = random.next();
        }
        for (int count : counts) {
            assertTrue(count > 900 && count < 1100, "count " + count);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void boundsBelowOneAreRejected(int bound) {
        var error = assertThrows(IllegalArgumentException.class, () -> new SplitMix64(1).below(bound));
        assertEquals("bound " + bound + " is below 1", error.getMessage());
    }
}

package org.symmetricp2p.vectors;

import static org.symmetricp2p.vectors.Samples.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.symmetricp2p.app.SplitMix64;

/** The random numbers that applications keep in their state. */
final class RandomNumbers {

    private static final int OUTPUTS = 8;

    static final Topic TOPIC = Topic.single(
            "hash/split-mix",
            "The first outputs of SplitMix64, and each as an integer below a bound: ((bits >> 32) * bound) >> 32. (spec 4.18)",
            fields(
                    "given.seed", "a signed integer of 64 bits",
                    "given.bound", "1 to 2^31 - 1",
                    "expect.bits", "the first 8 outputs, each as 16 hexadecimal digits",
                    "expect.below", "the same outputs as integers from 0 to bound - 1"),
            () -> List.of(
                    seed("split-mix-seed-0", 0, 6),
                    seed("split-mix-seed-1", 1, 1),
                    seed("split-mix-seed-minus-1", -1, 100),
                    seed("split-mix-seed-1234567", 1_234_567, 1_000_000_007),
                    seed("split-mix-highest-seed", Long.MAX_VALUE, Integer.MAX_VALUE),
                    seed("split-mix-lowest-seed", Long.MIN_VALUE, 2)),
            RandomNumbers::run);

    private RandomNumbers() {}

    private static Case seed(String name, long seed, int bound) {
        return Case.of(name, "", "seed", seed, "bound", bound);
    }

    /** The JDK has the same generator: the two must agree. */
    private static Found run(Given given) {
        long seed = given.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE);
        int bound = given.smallInteger("bound", 1, Integer.MAX_VALUE);
        SplittableRandom model = new SplittableRandom(seed);
        List<String> bits = new ArrayList<>();
        List<Integer> below = new ArrayList<>();
        SplitMix64 random = new SplitMix64(seed);
        for (int i = 0; i < OUTPUTS; i++) {
            long expected = model.nextLong();
            if (random.bits() != expected) {
                throw new IllegalArgumentException(
                        String.format("output %d is %016x, by the JDK's generator %016x", i, random.bits(), expected));
            }
            bits.add(String.format("%016x", random.bits()));
            below.add(random.below(bound));
            random = random.next();
        }
        return Found.of("bits", bits, "below", below);
    }
}

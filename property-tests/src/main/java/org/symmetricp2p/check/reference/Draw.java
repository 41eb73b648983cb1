package org.symmetricp2p.check.reference;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntUnaryOperator;
import org.symmetricp2p.app.SplitMix64;

/** What is left to chance: drawn from a seed, or chosen by somebody else, such as a fuzzer. */
public final class Draw {

    private final IntUnaryOperator source;
    private final BooleanSupplier isSpent;

    /** Random numbers, without end. */
    public Draw(long seed) {
        this(new Generator(seed)::below, () -> false);
    }

    /** As these bytes choose, one or as many as the number of choices needs; when none is left, always the first. */
    public Draw(byte[] choices) {
        this(ByteBuffer.wrap(choices));
    }

    private Draw(ByteBuffer choices) {
        this(bound -> chosen(choices, bound), () -> !choices.hasRemaining());
    }

    private Draw(IntUnaryOperator source, BooleanSupplier isSpent) {
        this.source = source;
        this.isSpent = isSpent;
    }

    private static final class Generator {
        private SplitMix64 generator;

        Generator(long seed) {
            generator = new SplitMix64(seed);
        }

        int below(int bound) {
            int drawn = generator.below(bound);
            generator = generator.next();
            return drawn;
        }
    }

    private static int chosen(ByteBuffer choices, int bound) {
        long value = 0;
        for (long range = 1; range < bound && choices.hasRemaining(); range <<= Byte.SIZE) {
            value = value << Byte.SIZE | Byte.toUnsignedInt(choices.get());
        }
        return (int) (value % bound);
    }

    /** Whether all that is still to be drawn is known: no more than the first of each choice. */
    public boolean isSpent() {
        return isSpent.getAsBoolean();
    }

    /** From 0 to {@code bound - 1}. */
    public int below(int bound) {
        return source.applyAsInt(bound);
    }

    /** From {@code min} to {@code max}. */
    public long from(long min, long max) {
        return min + below((int) (max - min) + 1);
    }

    /** True once in so many times. */
    public boolean onceIn(int times) {
        return below(times) == 0;
    }

    public <T> T of(List<T> choices) {
        return choices.get(below(choices.size()));
    }
}

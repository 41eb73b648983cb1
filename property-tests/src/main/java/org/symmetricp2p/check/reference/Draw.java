package org.symmetricp2p.check.reference;

import java.util.List;
import org.symmetricp2p.app.SplitMix64;

/** Random numbers of a seed. */
public final class Draw {

    private SplitMix64 generator;

    public Draw(long seed) {
        generator = new SplitMix64(seed);
    }

    /** From 0 to {@code bound - 1}. */
    public int below(int bound) {
        int drawn = generator.below(bound);
        generator = generator.next();
        return drawn;
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

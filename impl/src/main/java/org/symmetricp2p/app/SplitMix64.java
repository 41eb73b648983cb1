package org.symmetricp2p.app;

/**
 * A deterministic random number generator to keep in the state of a simulation, as one 64-bit integer.
 * It is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA
 * 2014, with the constants of the JDK's {@link java.util.SplittableRandom}; spec 4.18):
 *
 * <pre>
 *   next.state = state + 0x9e3779b97f4a7c15                  all arithmetic modulo 2^64
 *   z = next.state
 *   z = (z xor (z >>> 30)) * 0xbf58476d1ce4e5b9
 *   z = (z xor (z >>> 27)) * 0x94d049bb133111eb
 *   bits = z xor (z >>> 31)
 * </pre>
 *
 * <p>A generator is a value and stands for one output: {@code new SplitMix64(seed).bits()} is the first of
 * a seed, {@code new SplitMix64(seed).next().bits()} the second, and asking again gives the same. So
 * replace the generator in the state by its {@link #next} after each use.
 *
 * @param state the seed, or where a sequence has got to: any value
 */
public record SplitMix64(long state) {

    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    /** The generator of the following output. */
    public SplitMix64 next() {
        return new SplitMix64(state + GAMMA);
    }

    /** The 64 bits of this output. */
    public long bits() {
        long z = state + GAMMA;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /**
     * This output as an integer from 0 to {@code bound - 1}: {@code ((bits >>> 32) * bound) >>> 32}. Values
     * differ in probability by at most 2^-32.
     *
     * @throws IllegalArgumentException if the bound is below 1
     */
    public int below(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound " + bound + " is below 1");
        }
        return (int) (((bits() >>> 32) * bound) >>> 32);
    }
}

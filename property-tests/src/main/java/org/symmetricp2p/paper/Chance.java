package org.symmetricp2p.paper;

import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.app.SplitMix64;

/** Draws, the same from the same seed on any machine: so logarithms are the strict ones. */
public final class Chance {

    private static final double UNIT = 0x1p-53;
    private static final int DEVIATION = 5; // the latency's is a fifth of its mean

    private SplitMix64 generator;
    private double spare = Double.NaN; // normal ones come in pairs

    private Chance(SplitMix64 generator) {
        this.generator = generator;
    }

    /** What these numbers stand for, in this order; others give other draws. */
    public static Chance of(long... numbers) {
        long seed = 0;
        for (long number : numbers) {
            seed = new SplitMix64(seed ^ number).bits();
        }
        return new Chance(new SplitMix64(seed));
    }

    /** From {@code low} to {@code high}. */
    public int between(int low, int high) {
        return low + draw().below(high - low + 1);
    }

    /** With mean 0 and deviation 1, by Box and Muller. */
    public double normal() {
        if (!Double.isNaN(spare)) {
            double drawn = spare;
            spare = Double.NaN;
            return drawn;
        }
        double radius = StrictMath.sqrt(-2 * StrictMath.log(unit()));
        double angle = 2 * Math.PI * unit();
        spare = radius * StrictMath.sin(angle);
        return radius * StrictMath.cos(angle);
    }

    /** What each of some messages takes over a link, in microseconds: the deviation is a fifth of the mean. */
    public List<Integer> latencies(int count, int meanMicros) {
        List<Integer> latencies = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            latencies.add((int) Math.max(0, Math.round(meanMicros + normal() * meanMicros / DEVIATION)));
        }
        return latencies;
    }

    /** How long it takes until something happens that happens at any time alike, and once in {@code mean} on average. */
    double exponential(double mean) {
        return -mean * StrictMath.log(unit());
    }

    /** Above 0, up to 1. */
    private double unit() {
        return ((draw().bits() >>> 11) + 1) * UNIT;
    }

    private SplitMix64 draw() {
        SplitMix64 drawn = generator;
        generator = generator.next();
        return drawn;
    }
}

package org.symmetricp2p.core;

/** The one way in which records of the core reject impossible values: naming the value and its bounds. */
final class Bounds {

    private Bounds() {}

    /** @throws IllegalArgumentException if {@code value} is not from {@code min} to {@code max} */
    static void check(String what, long value, long min, long max) {
        if (value < min || value > max) {
            String range = max == Long.MAX_VALUE ? "at least " + min : "from " + min + " to " + max;
            throw new IllegalArgumentException(what + " is " + value + ", must be " + range);
        }
    }
}

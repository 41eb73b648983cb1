package org.symmetricp2p.wire;

/**
 * An unsigned big-endian integer of a frame and its bounds. The writer and the reader check the same ones.
 *
 * @param name what an error calls it
 * @param width in bytes, 1 to 8
 * @param min the lowest value, 0 or higher
 * @param max the highest value; of 8 bytes at most 2^63 - 1
 */
record Field(String name, int width, long min, long max) {

    /** Whether a value is in bounds; one of 2^63 or higher, which is negative here, never is. */
    boolean allows(long value) {
        return value >= min && value <= max;
    }

    /** Says that a value is out of bounds, and of which. */
    String problem(long value) {
        if (min == max) {
            return "%s is 0x%x, must be 0x%x".formatted(name, value, min);
        }
        return name + " is " + Long.toUnsignedString(value) + ", must be from " + min + " to " + max;
    }

    /** How many bytes some fields take together. */
    static int size(Field... fields) {
        int size = 0;
        for (Field field : fields) {
            size += field.width;
        }
        return size;
    }
}

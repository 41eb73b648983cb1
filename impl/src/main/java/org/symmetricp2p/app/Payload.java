package org.symmetricp2p.app;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** The immutable bytes of an event: 0 to 4 integers as in the paper, or any bytes up to {@link #MAX_SIZE}. */
public final class Payload {

    /** The most bytes that an event carries (spec 1.6). */
    public static final int MAX_SIZE = 1024;

    /** The most integers that {@link #ofInts} takes, as in the paper. */
    public static final int MAX_INTS = 4;

    public static final Payload EMPTY = new Payload(new byte[0]);

    private final byte[] bytes;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException if there are more than {@link #MAX_SIZE} bytes */
    public static Payload ofBytes(byte... bytes) {
        if (bytes.length > MAX_SIZE) {
            throw new IllegalArgumentException(
                    "payload of " + bytes.length + " bytes, at most " + MAX_SIZE + " are allowed");
        }
        return bytes.length == 0 ? EMPTY : new Payload(bytes.clone());
    }

    /**
     * Each integer as 4 bytes, big-endian.
     *
     * @throws IllegalArgumentException if there are more than {@link #MAX_INTS}
     */
    public static Payload ofInts(int... ints) {
        if (ints.length > MAX_INTS) {
            throw new IllegalArgumentException(
                    "payload of " + ints.length + " integers, at most " + MAX_INTS + " are allowed");
        }
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES * ints.length);
        for (int value : ints) {
            buffer.putInt(value);
        }
        return new Payload(buffer.array());
    }

    /** The number of bytes. */
    public int size() {
        return bytes.length;
    }

    /**
     * The integer at bytes {@code 4 * index} to {@code 4 * index + 3}.
     *
     * @throws IndexOutOfBoundsException if the payload ends before them
     */
    public int intAt(int index) {
        if (index < 0 || index >= bytes.length / Integer.BYTES) {
            throw new IndexOutOfBoundsException("integer " + index + " of a payload of " + bytes.length
                    + " bytes, which holds " + bytes.length / Integer.BYTES);
        }
        return ByteBuffer.wrap(bytes).getInt(Integer.BYTES * index);
    }

    /** A read-only view of the bytes, big-endian, from the first to the last. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** The bytes in lower-case hexadecimal, two digits each. */
    public String toHex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return toHex();
    }
}

package org.symmetricp2p.explore;

import java.util.Arrays;

/** Bytes that tell a state from others, as they are put together. */
final class Key {

    private byte[] bytes = new byte[512];
    private int size;

    Key put(long value) {
        reserve(Long.BYTES);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** Bytes, and how many. */
    Key put(byte[] more) {
        put(more.length);
        reserve(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
        return this;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void reserve(int more) {
        if (bytes.length < size + more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}

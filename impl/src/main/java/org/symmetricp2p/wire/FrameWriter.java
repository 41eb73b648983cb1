package org.symmetricp2p.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.core.Digest;

/**
 * Writes one frame, field by field. A field out of bounds is a mistake of this peer, and throws: nothing
 * that a neighbour would have to reject is ever sent (spec 7.11).
 */
final class FrameWriter {

    private static final int INITIAL_SIZE = 256;

    private ByteBuffer out = ByteBuffer.allocate(INITIAL_SIZE);

    FrameWriter(FrameType type) {
        put(FrameType.LENGTH, FrameType.LENGTH.min()); // to be replaced when it is known
        put(FrameType.NUMBER, type.number());
    }

    /** @throws IllegalArgumentException if the value is out of bounds */
    void put(Field field, long value) {
        if (!field.allows(value)) {
            throw new IllegalArgumentException(field.problem(value));
        }
        reserve(field.width());
        for (int shift = 8 * (field.width() - 1); shift >= 0; shift -= 8) {
            out.put((byte) (value >>> shift));
        }
    }

    /** @throws IllegalArgumentException if the text is too short or too long, or not printable ASCII */
    void put(Text text, String value) {
        put(text.length(), value.length());
        for (int i = 0; i < value.length(); i++) {
            put(text.character(), value.charAt(i));
        }
    }

    void put(Payload payload) {
        reserve(payload.size());
        out.put(payload.buffer());
    }

    void put(Digest digest) {
        reserve(Digest.SIZE);
        out.putLong(digest.high()).putLong(digest.low());
    }

    /** The hash of a state: any 8 bytes. */
    void putHash(long hash) {
        reserve(Parts.HASH_SIZE);
        out.putLong(hash);
    }

    void put(ByteBuffer bytes) {
        reserve(bytes.remaining());
        out.put(bytes);
    }

    /** @throws IllegalArgumentException unless what the frame lists ascends, each once */
    <T extends Comparable<T>> void checkAscending(String name, T previous, T next) {
        if (next.compareTo(previous) <= 0) {
            throw new IllegalArgumentException(name + " " + next + " comes after " + previous + ", must ascend");
        }
    }

    /** The whole frame. */
    byte[] toFrame() {
        out.putInt(0, out.position() - FrameType.LENGTH.width());
        return Arrays.copyOf(out.array(), out.position());
    }

    private void reserve(int size) {
        if (out.remaining() < size) {
            int needed = Math.max(2 * out.capacity(), out.position() + size);
            out = ByteBuffer.allocate(needed).put(out.flip());
        }
    }
}

package org.symmetricp2p.core;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.symmetricp2p.app.Payload;

/**
 * 128 bits that stand for the first events of a source: peers of which one knows others have another digest, unless somebody has found
 * two lists of events with the same one, which takes some 2^64 attempts (spec 2.15).
 *
 * @param high the first 8 bytes, big-endian
 * @param low the last 8 bytes
 */
public record Digest(long high, long low) {

    /** In bytes. */
    public static final int SIZE = 2 * Long.BYTES;

    /** That of no events. */
    public static final Digest NONE = new Digest(0, 0);

    private static final MessageDigest SHA_256 =
            sha256(); // only ever cloned, so that nothing is left of one use in the next

    /** That of these events and the next one. */
    Digest with(StampedEvent next) {
        Payload payload = next.event().payload();
        ByteBuffer bytes = ByteBuffer.allocate(SIZE + Long.BYTES + Integer.BYTES + payload.size())
                .putLong(high)
                .putLong(low)
                .putLong(next.tick())
                .putInt(next.event().type())
                .put(payload.buffer());
        ByteBuffer hash = ByteBuffer.wrap(unused().digest(bytes.array()));
        return new Digest(hash.getLong(), hash.getLong());
    }

    private static MessageDigest unused() {
        try {
            return (MessageDigest) SHA_256.clone(); // takes a third of the time of another getInstance
        } catch (CloneNotSupportedException e) {
            return sha256();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** 32 hexadecimal digits. */
    @Override
    public String toString() {
        return "%016x%016x".formatted(high, low);
    }
}

package org.symmetricp2p.wire;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.core.Digest;
import org.symmetricp2p.core.Message;

/**
 * Reads one frame, field by field, whatever its bytes are. It remembers the first thing that is wrong;
 * from there on it reads nothing more and gives the lowest value of each field, so that the code which
 * reads a message is a list of its fields, and only {@link #end} asks whether all went well. Loops ask
 * {@link #isGood}: what is allocated is bounded by the bytes that are there, not by the counts in them (spec 7.4).
 */
final class FrameReader {

    private final ByteBuffer in;
    private String what = "frame";
    private Optional<Decoded.Bad> bad = Optional.empty();

    /** Reads the remaining bytes of a buffer, and leaves its position where it is. */
    FrameReader(ByteBuffer frame) {
        in = frame.slice();
    }

    /** Whether nothing was wrong so far. */
    boolean isGood() {
        return bad.isEmpty();
    }

    /** The length of the frame, which must be that of the bytes that follow it; then the type. */
    FrameType header() {
        long length = get(FrameType.LENGTH);
        if (length != in.remaining()) {
            violation("length is " + length + ", but " + in.remaining() + " bytes follow", 0);
        }
        FrameType type = FrameType.of(getInt(FrameType.NUMBER));
        what = type.name();
        return type;
    }

    /** The next field: in bounds, always. */
    long get(Field field) {
        if (!has(field.width(), field.name())) {
            return field.min();
        }
        int at = in.position();
        long value = 0;
        for (int i = 0; i < field.width(); i++) {
            value = value << 8 | Byte.toUnsignedLong(in.get());
        }
        if (!field.allows(value)) {
            violation(field.problem(value), at);
            return field.min();
        }
        return value;
    }

    /** The next field, if its bounds are those of an {@code int}. */
    int getInt(Field field) {
        return Math.toIntExact(get(field));
    }

    String get(Text text) {
        int length = getInt(text.length());
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < length && isGood(); i++) {
            value.append((char) getInt(text.character()));
        }
        return value.toString();
    }

    Payload getPayload(String name, int size) {
        if (!has(size, name)) {
            return Payload.EMPTY;
        }
        byte[] bytes = new byte[size];
        in.get(bytes);
        return Payload.ofBytes(bytes);
    }

    Digest getDigest() {
        return has(Digest.SIZE, "digest") ? new Digest(in.getLong(), in.getLong()) : Digest.NONE;
    }

    long getHash() {
        return has(Parts.HASH_SIZE, "hash") ? in.getLong() : 0;
    }

    /** All bytes to the end of the frame: at least one, and so many at most. */
    byte[] getRest(String name, int most) {
        int size = in.remaining();
        if (size == 0) {
            has(1, name);
        } else if (size > most) {
            violation(name + " are " + size + ", must be from 1 to " + most, in.position());
        }
        byte[] bytes = new byte[isGood() ? size : 1];
        if (isGood()) {
            in.get(bytes);
        }
        return bytes;
    }

    /** How many bytes are left. */
    int remaining() {
        return in.remaining();
    }

    /** Whether no byte is left. */
    boolean isAtEnd() {
        return !in.hasRemaining();
    }

    /** Where the next field is, in bytes from the beginning of the frame. */
    int position() {
        return in.position();
    }

    /** What a frame lists must ascend, each once. */
    <T extends Comparable<T>> void checkAscending(String name, T previous, T next, int at) {
        if (next.compareTo(previous) <= 0) {
            violation(name + " " + next + " comes after " + previous + ", must ascend", at);
        }
    }

    /** Remembers that the frame is to be rejected, unless something was wrong before. */
    void reject(Message.Reason reason, String problem) {
        if (isGood()) {
            bad = Optional.of(new Decoded.Bad(reason, problem));
        }
    }

    /** Remembers that fields which are good each for itself don't go together. */
    void rejectAt(String problem, int at) {
        violation(problem, at);
    }

    /** The message, if all its fields were good and the frame ends here; otherwise the first thing wrong. */
    Decoded end(Supplier<Message> message) {
        if (in.hasRemaining()) {
            violation("must end here, but more bytes follow: " + in.remaining(), in.position());
        }
        return bad.isPresent() ? bad.get() : new Decoded.Ok(message.get());
    }

    private void violation(String problem, int at) {
        reject(Message.Reason.VIOLATION, what + ": " + problem + " (at byte " + at + ")");
    }

    private boolean has(int size, String name) {
        if (in.remaining() < size) {
            violation("ends in " + name + ", after " + in.remaining() + " of " + size + " bytes", in.position());
        }
        return isGood();
    }
}

package org.symmetricp2p.wire;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.StampedEvent;

/**
 * The wire format, version 1: messages to frames of bytes, and back. Chapter 7 of the spec defines it, with all bounds and with
 * examples; in short, with unsigned big-endian integers:
 *
 * <pre>
 *   frame     u32 length of what follows, u8 type; then by type
 *   1 HELLO   u32 "SYMP", u16 version, u8 n, n characters of application id, u16 fps, u32 state size,
 *             u16 peer, u64 incarnation, u64 clock, u32 n, n times (u16 peer, u64 incarnation, u64 seq, 16 bytes of
 *             digest), u8 n, n times (u8 m, m characters of name, u8 required, u16 size, as many bytes of content)
 *   2 EVENTS  u64 clock, u16 n, n times (u64 tick, u16 peer, u64 incarnation, u64 seq, u32 type,
 *             u16 size, as many bytes of payload)
 *   3 SYNC    u64 clock; with rooted clocks also u64 sent, u64 heard, u64 held, u64 time, u16 root, u64 incarnation,
 *             u64 since, u64 pulse, u16 hops, u64 error; where Δ is chosen, to the end: u16 peer, u64 incarnation, u64 seq, u64 tick
 *   4 BYE     u8 reason, u8 n, n characters of text
 *   5 PROMISES     once or more, to the end: u16 peer, u64 incarnation, u64 tick, u64 seq
 *   6 DECLARATION  u64 since, u64 tick; if since is 0 u16 keeper, u64 incarnation; to the end: u16 peer, u64 incarnation, u64 seq
 *   7 CHECKPOINT   u64 tick, 8 bytes of hash
 *   8 SNAPSHOT     u64 tick, u16 keeper, u64 incarnation, u32 size, 8 bytes of hash; to the end: u16 peer, u64 incarnation, u64 seq,
 *                  16 bytes of digest
 *   9 STATE        bytes, to the end
 * </pre>
 *
 * <p>A field out of its bounds makes the whole frame bad, as does a byte too few or too many, or
 * a list that doesn't ascend (spec 7.2). A HELLO of another version is judged by no more than what stays as it is in every
 * version (spec 7.14, 7.15). {@link FrameType} is the table of all types; the codec of each has its fields, with their bounds.
 */
public final class Wire {

    /** The protocol version that this peer speaks. */
    public static final int VERSION = 1;

    /** The most events in one frame; a message with more takes several (spec 7.9). */
    public static final int MAX_EVENTS_PER_FRAME = 32;

    /** The most bytes of a state in one frame; a longer one takes several (spec 7.27). */
    public static final int MAX_STATE_BYTES_PER_FRAME = 32_768;

    /** The size of the longest frame, its length included: a HELLO's of 2,245,289 bytes (spec 7.3). */
    public static final int MAX_FRAME_SIZE = FrameType.MAX_FRAME_SIZE;

    private Wire() {}

    /**
     * How many frames a message takes: one, but for events and the bytes of a state, of which each has up to {@link #MAX_EVENTS_PER_FRAME} or
     * {@link #MAX_STATE_BYTES_PER_FRAME} (spec 7.9, 7.27).
     */
    public static int frameCount(Message message) {
        if (message instanceof Message.Events events) {
            return (events.events().size() + MAX_EVENTS_PER_FRAME - 1) / MAX_EVENTS_PER_FRAME;
        }
        return message instanceof Message.State state
                ? (state.bytes().remaining() + MAX_STATE_BYTES_PER_FRAME - 1) / MAX_STATE_BYTES_PER_FRAME
                : 1;
    }

    /**
     * One frame of a message, which can be decoded on its own. It is encoded now, and no other is: so a long history takes no
     * more memory than its sender asks for.
     *
     * @param index which of them, from 0
     * @throws IllegalArgumentException as {@link #frame(Message)} does
     * @throws IndexOutOfBoundsException if there is none with this index
     */
    public static byte[] frame(Message message, int index) {
        Objects.checkIndex(index, frameCount(message));
        if (message instanceof Message.State state) {
            return frame(new Message.State(part(state.bytes(), index)));
        }
        if (!(message instanceof Message.Events events)) {
            return frame(message);
        }
        int from = index * MAX_EVENTS_PER_FRAME;
        int to = Math.min(from + MAX_EVENTS_PER_FRAME, events.events().size());
        return frame(new Message.Events(events.clock(), events.events().subList(from, to)));
    }

    /** What is left of a message of which so many frames have been made; fewer than it takes. */
    public static Message rest(Message message, int frames) {
        Objects.checkIndex(frames, frameCount(message));
        if (message instanceof Message.Events events) {
            List<StampedEvent> all = events.events();
            return new Message.Events(events.clock(), all.subList(frames * MAX_EVENTS_PER_FRAME, all.size()));
        }
        return message instanceof Message.State state
                ? new Message.State(state.bytes().position(frames * MAX_STATE_BYTES_PER_FRAME))
                : message;
    }

    private static ByteBuffer part(ByteBuffer bytes, int index) {
        int from = bytes.position() + index * MAX_STATE_BYTES_PER_FRAME;
        int to = Math.min(from + MAX_STATE_BYTES_PER_FRAME, bytes.limit());
        return bytes.limit(to).position(from);
    }

    /** All frames of a message, each encoded when it is asked for. */
    public static Iterator<byte[]> frames(Message message) {
        return IntStream.range(0, frameCount(message))
                .mapToObj(index -> frame(message, index))
                .iterator();
    }

    /**
     * The only frame of a message.
     *
     * @throws IllegalArgumentException if the message doesn't fit in the format: more events than {@link
     *     #MAX_EVENTS_PER_FRAME}, events out of order, a field out of bounds
     */
    public static byte[] frame(Message message) {
        FrameType type = FrameType.of(message);
        FrameWriter out = new FrameWriter(type);
        type.write(message, out);
        return out.toFrame();
    }

    /** {@link #decode(ByteBuffer)} of an array. */
    public static Decoded decode(byte[] frame) {
        return decode(ByteBuffer.wrap(frame));
    }

    /**
     * The message that a frame holds: all remaining bytes of the buffer, from the length on. It leaves the
     * buffer as it is, and never throws, whatever the bytes.
     */
    public static Decoded decode(ByteBuffer frame) {
        FrameReader in = new FrameReader(frame);
        return in.header().read(in);
    }
}

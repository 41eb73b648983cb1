package org.symmetricp2p.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Message;

/** The bytes of each message, as any port must write and read them. */
class WireExamplesTest {

    private static final Map<Message, byte[]> EXAMPLES = Map.ofEntries(
            Map.entry(Examples.HELLO, Examples.HELLO_FRAME),
            Map.entry(Examples.EVENTS, Examples.EVENTS_FRAME),
            Map.entry(Examples.SYNC, Examples.SYNC_FRAME),
            Map.entry(Examples.TIMED, Examples.TIMED_FRAME),
            Map.entry(Examples.BYE, Examples.BYE_FRAME),
            Map.entry(Examples.PROMISES, Examples.PROMISES_FRAME),
            Map.entry(Examples.DECLARATION, Examples.DECLARATION_FRAME),
            Map.entry(Examples.CONTINUED, Examples.CONTINUED_FRAME),
            Map.entry(Examples.CHECKPOINT, Examples.CHECKPOINT_FRAME),
            Map.entry(Examples.SNAPSHOT, Examples.SNAPSHOT_FRAME),
            Map.entry(Examples.STATE, Examples.STATE_FRAME));

    /** Spec 7.1, 7.5, 7.6, 7.7, 7.8, 7.23, 7.24, 7.25, 7.26, 7.27. */
    @Test
    void eachMessageHasTheseBytes() {
        EXAMPLES.forEach((message, frame) -> assertArrayEquals(frame, Wire.frame(message), message.toString()));
    }

    /** Spec 7.1, 7.5, 7.6, 7.7, 7.8, 7.23, 7.24, 7.25, 7.26, 7.27. */
    @Test
    void theseBytesAreEachMessage() {
        EXAMPLES.forEach((message, frame) -> assertEquals(new Decoded.Ok(message), Wire.decode(frame)));
    }

    @Test
    void thereIsAnExampleOfEachMessage() {
        List<Class<?>> kinds = List.of(Message.class.getPermittedSubclasses());
        kinds.forEach(kind -> assertTrue(EXAMPLES.keySet().stream().anyMatch(kind::isInstance), kind.getName()));
    }

    /** Spec 6.16, 7.8. */
    @Test
    void reasonsHaveTheseNumbers() {
        List<String> reasons = List.of(
                "LEAVING", "UNLINKED", "DUPLICATE_LINK", "INCOMPATIBLE", "IDENTITY", "VIOLATION", "LIMIT", "CONFLICT");
        assertEquals(reasons.size(), Message.Reason.values().length);
        for (int i = 0; i < reasons.size(); i++) {
            Message.Bye bye = new Message.Bye(Message.Reason.valueOf(reasons.get(i)), "");
            byte[] frame = Examples.bytes("00000003 04 0" + (i + 1) + " 00");
            assertArrayEquals(frame, Wire.frame(bye));
            assertEquals(new Decoded.Ok(bye), Wire.decode(frame));
        }
    }

    /** Spec 7.3. */
    @Test
    void theLongestFrameIsAHello() {
        int fixed = 4 + 1 + 4 + 2 + 1 + 64 + 2 + 4 + 2 + 8 + 8 + 4 + 1;
        int extensions = 16 * (1 + 32 + 1 + 2 + 1_024);
        assertEquals(fixed + 65_536 * (2 + 8 + 8 + 16) + extensions, Wire.MAX_FRAME_SIZE);
        assertEquals(2_245_289, Wire.MAX_FRAME_SIZE);
    }

    /** Spec 7.27. */
    @Test
    void theBytesOfAStateTakeAsManyFramesAsTheyNeed() {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Wire.MAX_STATE_BYTES_PER_FRAME + 1);
        for (int i = 0; i < bytes.capacity(); i++) {
            bytes.put(i, (byte) (i / 1_000));
        }
        ByteBuffer joined = ByteBuffer.allocate(bytes.capacity());
        Wire.frames(new Message.State(bytes)).forEachRemaining(frame -> {
            assertTrue(frame.length <= 5 + Wire.MAX_STATE_BYTES_PER_FRAME);
            joined.put(((Message.State) ((Decoded.Ok) Wire.decode(frame)).message()).bytes());
        });
        assertEquals(bytes, joined.flip());
        assertEquals(3, Wire.frameCount(new Message.State(bytes)));
        ByteBuffer tooLong = ByteBuffer.allocate(5 + Wire.MAX_STATE_BYTES_PER_FRAME + 1);
        tooLong.putInt(0, tooLong.capacity() - 4).put(4, Examples.STATE_FRAME[4]);
        assertEquals(
                new Decoded.Bad(
                        Message.Reason.VIOLATION,
                        "STATE: bytes of a state are 32769, must be from 1 to 32768 (at byte 5)"),
                Wire.decode(tooLong));
    }

    @Test
    void aFrameMaySitAnywhereInABuffer() {
        ByteBuffer buffer = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        buffer.position(7).put(Examples.SYNC_FRAME).limit(buffer.position()).position(7);
        assertEquals(
                new Decoded.Ok(Examples.SYNC),
                Wire.decode(buffer.asReadOnlyBuffer().order(buffer.order())));
        assertEquals(new Decoded.Ok(Examples.SYNC), Wire.decode(buffer));
        assertEquals(7, buffer.position());
        assertEquals(Examples.SYNC_FRAME.length, buffer.remaining());
    }
}

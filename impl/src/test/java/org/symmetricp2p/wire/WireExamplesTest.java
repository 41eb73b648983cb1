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

    private static final Map<Message, byte[]> EXAMPLES = Map.of(
            Examples.HELLO, Examples.HELLO_FRAME,
            Examples.EVENTS, Examples.EVENTS_FRAME,
            Examples.SYNC, Examples.SYNC_FRAME,
            Examples.TIMED, Examples.TIMED_FRAME,
            Examples.BYE, Examples.BYE_FRAME,
            Examples.PROMISES, Examples.PROMISES_FRAME,
            Examples.DECLARATION, Examples.DECLARATION_FRAME,
            Examples.CONTINUED, Examples.CONTINUED_FRAME,
            Examples.CHECKPOINT, Examples.CHECKPOINT_FRAME);

    /** Spec 7.1, 7.5, 7.6, 7.7, 7.8, 7.23, 7.24, 7.25. */
    @Test
    void eachMessageHasTheseBytes() {
        EXAMPLES.forEach((message, frame) -> assertArrayEquals(frame, Wire.frame(message), message.toString()));
    }

    /** Spec 7.1, 7.5, 7.6, 7.7, 7.8, 7.23, 7.24, 7.25. */
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

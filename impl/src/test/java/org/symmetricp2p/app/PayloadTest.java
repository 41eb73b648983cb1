package org.symmetricp2p.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link Payload}: bytes in, the same bytes out, and no way to change them. */
class PayloadTest {

    @Property(seed = "1")
    void bytesComeBack(@ForAll @Size(max = Payload.MAX_SIZE) byte[] bytes) {
        Payload payload = Payload.ofBytes(bytes);
        assertEquals(bytes.length, payload.size());
        assertArrayEquals(bytes, payload.toBytes());
        assertEquals(ByteBuffer.wrap(bytes), payload.buffer());
        assertEquals(Payload.ofBytes(bytes.clone()), payload);
        assertEquals(Payload.ofBytes(bytes.clone()).hashCode(), payload.hashCode());
    }

    @Property(seed = "1")
    void integersComeBack(@ForAll @Size(max = Payload.MAX_INTS) int[] ints) {
        Payload payload = Payload.ofInts(ints);
        assertEquals(4 * ints.length, payload.size());
        for (int i = 0; i < ints.length; i++) {
            assertEquals(ints[i], payload.intAt(i));
        }
    }

    @Test
    void integersAreBigEndian() {
        Payload payload = Payload.ofInts(1, -2);
        assertEquals("00000001fffffffe", payload.toHex());
        assertEquals("00000001fffffffe", payload.toString());
    }

    @Test
    void nothingIsEmpty() {
        assertSame(Payload.EMPTY, Payload.ofBytes());
        assertEquals(Payload.EMPTY, Payload.ofInts());
        assertEquals("", Payload.EMPTY.toHex());
    }

    @Test
    void theBytesCanNotBeChanged() {
        byte[] bytes = {1, 2};
        Payload payload = Payload.ofBytes(bytes);
        bytes[0] = 9;
        payload.toBytes()[1] = 9;
        payload.buffer().get();
        assertTrue(payload.buffer().isReadOnly());
        assertEquals("0102", payload.toHex());
        assertEquals(2, payload.buffer().remaining());
    }

    @Test
    void otherBytesAreAnotherPayload() {
        assertNotEquals(Payload.ofBytes((byte) 1), Payload.ofBytes((byte) 1, (byte) 0));
        assertNotEquals(Payload.ofBytes((byte) 1), Payload.ofBytes((byte) 2));
    }

    /** Spec 1.6. */
    @Test
    void tooManyBytesAreRejected() {
        assertEquals(1024, Payload.ofBytes(new byte[1024]).size());
        var error = assertThrows(IllegalArgumentException.class, () -> Payload.ofBytes(new byte[1025]));
        assertEquals("payload of 1025 bytes, at most 1024 are allowed", error.getMessage());
    }

    @Test
    void tooManyIntegersAreRejected() {
        var error = assertThrows(IllegalArgumentException.class, () -> Payload.ofInts(1, 2, 3, 4, 5));
        assertEquals("payload of 5 integers, at most 4 are allowed", error.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"-1, 8, 2", "2, 8, 2", "1, 7, 1", "0, 0, 0", "2147483647, 3, 0"})
    void integersOutsideAreRejected(int index, int size, int holds) {
        Payload payload = Payload.ofBytes(new byte[size]);
        var error = assertThrows(IndexOutOfBoundsException.class, () -> payload.intAt(index));
        assertEquals(
                "integer " + index + " of a payload of " + size + " bytes, which holds " + holds, error.getMessage());
    }
}

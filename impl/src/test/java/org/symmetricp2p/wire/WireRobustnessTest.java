package org.symmetricp2p.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.symmetricp2p.core.Message;

/** Whatever the bytes: decoding doesn't throw, doesn't allocate more than they are worth, doesn't guess. */
class WireRobustnessTest {

    private static final long FEW_BYTES = 16_384;

    @Provide
    Arbitrary<byte[]> frames() {
        return Messages.any().map(message -> Wire.frames(message).next());
    }

    @Example
    void everyTruncationOfAnExampleIsBad() {
        Examples.FRAMES.values().forEach(WireRobustnessTest::assertTruncationsAreBad);
    }

    /** Spec 7.2. */
    @Property(seed = "1", tries = 100)
    void everyTruncationIsBad(@ForAll("frames") byte[] frame) {
        assertTruncationsAreBad(frame);
    }

    private static void assertTruncationsAreBad(byte[] frame) {
        for (int size = 0; size < frame.length; size++) {
            byte[] truncated = Arrays.copyOf(frame, size);
            assertBad(Wire.decode(truncated));
            if (size >= Integer.BYTES && isWhole(truncated)) {
                assertBadOrCanonical(withLength(truncated));
            } else if (size >= Integer.BYTES) {
                assertBad(Wire.decode(withLength(truncated)));
            }
        }
    }

    /** A SYNC that tells more begins as one that doesn't, or tells something else; a list that ends with its frame, as a shorter one. */
    private static boolean isWhole(byte[] truncated) {
        return truncated.length > Integer.BYTES
                && (truncated[4] == Examples.SYNC_FRAME[4]
                        || truncated[4] == Examples.PROMISES_FRAME[4]
                        || truncated[4] == Examples.DECLARATION_FRAME[4]
                        || truncated[4] == Examples.SNAPSHOT_FRAME[4]
                        || truncated[4] == Examples.STATE_FRAME[4]);
    }

    /** Spec 7.2. */
    @Property(seed = "1", tries = 100)
    void bytesTooManyAreBad(@ForAll("frames") byte[] frame, @ForAll @IntRange(min = 1, max = 40) int more) {
        byte[] longer = Arrays.copyOf(frame, frame.length + more);
        assertBad(Wire.decode(longer));
        if (frame[4] == Examples.STATE_FRAME[4]) {
            assertBadOrCanonical(withLength(longer));
        } else {
            assertBad(Wire.decode(withLength(longer)));
        }
    }

    /** Spec 7.2. */
    @Example
    void everyMutationOfAByteIsBadOrAnotherMessage() {
        for (byte[] frame : Examples.FRAMES.values()) {
            for (int at = 0; at < frame.length; at++) {
                for (int xor = 1; xor <= 0xff; xor++) {
                    byte[] mutated = frame.clone();
                    mutated[at] ^= (byte) xor;
                    assertBadOrCanonical(mutated);
                }
            }
        }
    }

    @Property(seed = "1")
    void mutationsAreBadOrAnotherMessage(
            @ForAll("frames") byte[] frame, @ForAll @Size(min = 1, max = 8) int[] places, @ForAll byte xor) {
        byte[] mutated = frame.clone();
        for (int place : places) {
            mutated[Math.floorMod(place, mutated.length)] ^= xor;
        }
        assertBadOrCanonical(mutated);
        assertBadOrCanonical(withLength(mutated));
    }

    @Property(seed = "1")
    void anyBytes(@ForAll byte[] bytes) {
        assertBadOrCanonical(bytes);
    }

    @Property(seed = "1")
    void anyFields(@ForAll @IntRange(min = 1, max = 4) int type, @ForAll byte[] fields) {
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + 1 + fields.length);
        frame.putInt(0).put((byte) type).put(fields);
        assertBadOrCanonical(withLength(frame.array()));
    }

    @Property(seed = "1")
    void anyFieldsOfAHello(@ForAll byte[] fields) {
        byte[] frame = Arrays.copyOf(Examples.HELLO_FRAME, 11 + fields.length);
        System.arraycopy(fields, 0, frame, 11, fields.length);
        assertBadOrCanonical(withLength(frame));
    }

    /** Spec 7.4. */
    @Example
    void aCountAllocatesNothing() {
        byte[] hello = withLength(Arrays.copyOf(Examples.with(Examples.HELLO_FRAME, 47, "00010000"), 51));
        byte[] events = withLength(Arrays.copyOf(Examples.with(Examples.EVENTS_FRAME, 13, "0020"), 15));
        byte[] payload = withLength(Arrays.copyOf(Examples.with(Examples.EVENTS_FRAME, 45, "0400"), 47));
        byte[] extensions = withLength(Arrays.copyOf(Examples.with(Examples.HELLO_FRAME, 119, "10"), 120));
        byte[] extension = withLength(Arrays.copyOf(Examples.with(Examples.HELLO_FRAME, 127, "0400"), 129));
        for (byte[] frame : new byte[][] {hello, events, payload, extensions, extension}) {
            assertBad(Wire.decode(frame)); // and loads its classes
            long allocated = Allocated.bytes(() -> Wire.decode(frame));
            assertTrue(allocated < FEW_BYTES, () -> "allocated " + allocated + " bytes for " + frame.length);
        }
    }

    private static byte[] withLength(byte[] frame) {
        return ByteBuffer.wrap(frame.clone())
                .putInt(0, frame.length - Integer.BYTES)
                .array();
    }

    private static void assertBadOrCanonical(byte[] frame) {
        Decoded decoded = Wire.decode(frame);
        if (decoded instanceof Decoded.Ok ok) {
            assertArrayEquals(frame, Wire.frame(ok.message()));
        } else {
            assertBad(decoded);
        }
    }

    /** What is wrong can be told to the neighbour as it is. */
    private static void assertBad(Decoded decoded) {
        Decoded.Bad bad = assertInstanceOf(Decoded.Bad.class, decoded);
        assertEquals(bad.what(), bad.bye().text());
        assertEquals(bad.reason() == Message.Reason.INCOMPATIBLE, bad.what().startsWith("protocol version is "));
        assertEquals(bad.reason() == Message.Reason.VIOLATION, bad.what().contains(" (at byte "));
    }
}

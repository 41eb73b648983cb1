package org.symmetricp2p.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Versions;

/** Each field takes its lowest and its highest value, and nothing beyond; errors name field, value, bound, place. */
class WireBoundsTest {

    /** Spec 1.1, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 7.2, 7.3, 7.5, 7.6, 7.7, 7.8, 7.19, 7.23, 7.24, 7.25, 7.26, 7.27. */
    @ParameterizedTest(name = "{0}, {2} at byte {1}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            HELLO  |  0 | 00000000         | frame: length is 0, must be from 1 to 2245285 (at byte 0)
            HELLO  |  0 | 002242a5         | frame: length is 2245285, but 127 bytes follow (at byte 0)
            HELLO  |  0 | 002242a6         | frame: length is 2245286, must be from 1 to 2245285 (at byte 0)
            HELLO  |  0 | ffffffff         | frame: length is 4294967295, must be from 1 to 2245285 (at byte 0)
            HELLO  |  0 | 00000080         | frame: length is 128, but 127 bytes follow (at byte 0)
            HELLO  |  0 | 0000007e         | frame: length is 126, but 127 bytes follow (at byte 0)
            HELLO  |  4 | 00               | frame: type is 0, must be from 1 to 9 (at byte 4)
            HELLO  |  4 | 0a               | frame: type is 10, must be from 1 to 9 (at byte 4)
            HELLO  |  4 | ff               | frame: type is 255, must be from 1 to 9 (at byte 4)
            HELLO  |  5 | 47455420         | HELLO: magic is 0x47455420, must be 0x53594d50 (at byte 5)
            HELLO  | 11 | 00               | HELLO: length of application id is 0, must be from 1 to 64 (at byte 11)
            HELLO  | 11 | 41               | HELLO: length of application id is 65, must be from 1 to 64 (at byte 11)
            HELLO  | 12 | 1f               | HELLO: character of application id is 31, must be from 32 to 126 (at byte 12)
            HELLO  | 22 | 7f               | HELLO: character of application id is 127, must be from 32 to 126 (at byte 22)
            HELLO  | 14 | c3a9             | HELLO: character of application id is 195, must be from 32 to 126 (at byte 14)
            HELLO  | 23 | 0000             | HELLO: fps is 0, must be from 1 to 1000 (at byte 23)
            HELLO  | 23 | 03e9             | HELLO: fps is 1001, must be from 1 to 1000 (at byte 23)
            HELLO  | 25 | 04000001         | HELLO: state size is 67108865, must be from 0 to 67108864 (at byte 25)
            HELLO  | 25 | ffffffff         | HELLO: state size is 4294967295, must be from 0 to 67108864 (at byte 25)
            HELLO  | 31 | 8000000000000000 | HELLO: incarnation is 9223372036854775808, must be from 0 to 9223372036854775807 (at byte 31)
            HELLO  | 39 | 0000010000000001 | HELLO: clock is 1099511627777, must be from 0 to 1099511627776 (at byte 39)
            HELLO  | 39 | ffffffffffffffff | HELLO: clock is 18446744073709551615, must be from 0 to 1099511627776 (at byte 39)
            HELLO  | 47 | 00010001         | HELLO: number of sources is 65537, must be from 0 to 65536 (at byte 47)
            HELLO  | 53 | ffffffffffffffff | HELLO: incarnation is 18446744073709551615, must be from 0 to 9223372036854775807 (at byte 53)
            HELLO  | 61 | 0000000000000000 | HELLO: seq is 0, must be from 1 to 9223372036854775807 (at byte 61)
            HELLO  | 61 | 8000000000000000 | HELLO: seq is 9223372036854775808, must be from 1 to 9223372036854775807 (at byte 61)
            HELLO  | 85 | 0002             | HELLO: source 2.0 comes after 3.1, must ascend (at byte 85)
            HELLO  | 85 | 0003             | HELLO: source 3.0 comes after 3.1, must ascend (at byte 85)
            HELLO  | 85 | 00030000000000000001 | HELLO: source 3.1 comes after 3.1, must ascend (at byte 85)
            HELLO  | 119 | 11              | HELLO: number of extensions is 17, must be from 0 to 16 (at byte 119)
            HELLO  | 119 | 00              | HELLO: must end here, but more bytes follow: 11 (at byte 120)
            HELLO  | 119 | 02              | HELLO: ends in length of name of extension, after 0 of 1 bytes (at byte 131)
            HELLO  | 120 | 00              | HELLO: length of name of extension is 0, must be from 1 to 32 (at byte 120)
            HELLO  | 120 | 21              | HELLO: length of name of extension is 33, must be from 1 to 32 (at byte 120)
            HELLO  | 121 | 1f              | HELLO: character of name of extension is 31, must be from 32 to 126 (at byte 121)
            HELLO  | 125 | 7f              | HELLO: character of name of extension is 127, must be from 32 to 126 (at byte 125)
            HELLO  | 126 | 02              | HELLO: whether the extension is required is 2, must be from 0 to 1 (at byte 126)
            HELLO  | 127 | 0401            | HELLO: size of extension is 1025, must be from 0 to 1024 (at byte 127)
            HELLO  | 127 | 0003            | HELLO: ends in extension, after 2 of 3 bytes (at byte 129)
            HELLO  | 119 | 02016100000001610000 | HELLO: extension a comes after a, must ascend (at byte 125)
            HELLO  | 119 | 02016200000001610000 | HELLO: extension a comes after b, must ascend (at byte 125)
            EVENTS |  5 | 0000010000000001 | EVENTS: clock is 1099511627777, must be from 0 to 1099511627776 (at byte 5)
            EVENTS | 13 | 0000             | EVENTS: number of events is 0, must be from 1 to 32 (at byte 13)
            EVENTS | 13 | 0021             | EVENTS: number of events is 33, must be from 1 to 32 (at byte 13)
            EVENTS | 15 | 0000000000000000 | EVENTS: tick is 0, must be from 1 to 1099511627776 (at byte 15)
            EVENTS | 51 | 0000010000000001 | EVENTS: tick is 1099511627777, must be from 1 to 1099511627776 (at byte 51)
            EVENTS | 25 | 8000000000000000 | EVENTS: incarnation is 9223372036854775808, must be from 0 to 9223372036854775807 (at byte 25)
            EVENTS | 33 | 0000000000000000 | EVENTS: seq is 0, must be from 1 to 9223372036854775807 (at byte 33)
            EVENTS | 33 | 8000000000000000 | EVENTS: seq is 9223372036854775808, must be from 1 to 9223372036854775807 (at byte 33)
            EVENTS | 41 | 00000001         | EVENTS: event type is 1, must be from 2 to 2147483647 (at byte 41)
            EVENTS | 41 | 80000000         | EVENTS: event type is 2147483648, must be from 2 to 2147483647 (at byte 41)
            EVENTS | 45 | 0401             | EVENTS: payload size is 1025, must be from 0 to 1024 (at byte 45)
            EVENTS | 45 | 0025             | EVENTS: ends in payload, after 36 of 37 bytes (at byte 47)
            EVENTS | 51 | 00000000000003ec | EVENTS: event 1004@5.0#2 comes after 1005@3.1#7, must ascend (at byte 51)
            EVENTS | 59 | 00030000000000000001                 | EVENTS: event 1005@3.1#2 comes after 1005@3.1#7, must ascend (at byte 51)
            EVENTS | 59 | 000300000000000000010000000000000007 | EVENTS: event 1005@3.1#7 comes after 1005@3.1#7, must ascend (at byte 51)
            SYNC   |  5 | 0000010000000001 | SYNC: clock is 1099511627777, must be from 0 to 1099511627776 (at byte 5)
            TIMED  | 13 | 0000000000000000 | SYNC: sent is 0, must be from 1 to 72057594037927936 (at byte 13)
            TIMED  | 13 | 0100000000000001 | SYNC: sent is 72057594037927937, must be from 1 to 72057594037927936 (at byte 13)
            TIMED  | 21 | 0100000000000001 | SYNC: heard is 72057594037927937, must be from 0 to 72057594037927936 (at byte 21)
            TIMED  | 29 | 0100000000000001 | SYNC: held is 72057594037927937, must be from 0 to 72057594037927936 (at byte 29)
            TIMED  | 37 | 1000000000000001 | SYNC: time is 1152921504606846977, must be from 0 to 1152921504606846976 (at byte 37)
            TIMED  | 47 | 8000000000000000 | SYNC: incarnation is 9223372036854775808, must be from 0 to 9223372036854775807 (at byte 47)
            TIMED  | 55 | 1000000000000001 | SYNC: since is 1152921504606846977, must be from 0 to 1152921504606846976 (at byte 55)
            TIMED  | 63 | 1000000000000001 | SYNC: pulse is 1152921504606846977, must be from 0 to 1152921504606846976 (at byte 63)
            TIMED  | 73 | 1000000000000001 | SYNC: error is 1152921504606846977, must be from 0 to 1152921504606846976 (at byte 73)
            TIMED  |  0 | 0000004c         | frame: length is 76, but 77 bytes follow (at byte 0)
            BYE    |  5 | 00               | BYE: reason is 0, must be from 1 to 8 (at byte 5)
            BYE    |  5 | 09               | BYE: reason is 9, must be from 1 to 8 (at byte 5)
            BYE    |  6 | 08               | BYE: must end here, but more bytes follow: 1 (at byte 15)
            BYE    |  6 | 0a               | BYE: ends in character of text, after 0 of 1 bytes (at byte 16)
            BYE    |  7 | 0a               | BYE: character of text is 10, must be from 32 to 126 (at byte 7)
            PROMISES    | 15 | 0000000000000000 | PROMISES: tick of promise is 0, must be from 1 to 1099511627776 (at byte 15)
            PROMISES    | 15 | 0000010000000001 | PROMISES: tick of promise is 1099511627777, must be from 1 to 1099511627776 (at byte 15)
            PROMISES    | 23 | 8000000000000000 | PROMISES: seq of promise is 9223372036854775808, must be from 0 to 9223372036854775807 (at byte 23)
            PROMISES    | 31 | 0003             | PROMISES: promise 3.0 comes after 3.1, must ascend (at byte 31)
            DECLARATION |  5 | 0000010000000000 | DECLARATION: since is 1099511627776, must be from 0 to 1099511627775 (at byte 5)
            DECLARATION | 13 | 0000010000000000 | DECLARATION: tick of declaration is 1099511627776, must be from 0 to 1099511627775 (at byte 13)
            DECLARATION | 13 | 0000000000000000 | DECLARATION: tick of declaration is 0, but it is since 0 (at byte 13)
            DECLARATION | 41 | 0000000000000000 | DECLARATION: seq is 0, must be from 1 to 9223372036854775807 (at byte 41)
            CONTINUED   | 13 | 00000000000003b6 | DECLARATION: tick of declaration is 950, but it is since 950 (at byte 13)
            CONTINUED   | 13 | 0000000000000000 | DECLARATION: tick of declaration is 0, but it is since 950 (at byte 13)
            CHECKPOINT  |  5 | 0000000000000000 | CHECKPOINT: tick of checkpoint is 0, must be from 1 to 1099511627775 (at byte 5)
            CHECKPOINT  |  5 | 0000010000000000 | CHECKPOINT: tick of checkpoint is 1099511627776, must be from 1 to 1099511627775 (at byte 5)
            SNAPSHOT    |  5 | 0000000000000000 | SNAPSHOT: tick of snapshot is 0, must be from 1 to 1099511627775 (at byte 5)
            SNAPSHOT    |  5 | 0000010000000000 | SNAPSHOT: tick of snapshot is 1099511627776, must be from 1 to 1099511627775 (at byte 5)
            SNAPSHOT    | 23 | 04000001         | SNAPSHOT: size of snapshot is 67108865, must be from 0 to 67108864 (at byte 23)
            SNAPSHOT    | 45 | 0000000000000000 | SNAPSHOT: seq is 0, must be from 1 to 9223372036854775807 (at byte 45)
            """)
    void beyondABound(String type, int at, String hex, String what) {
        byte[] frame = Examples.with(Examples.FRAMES.get(type), at, hex);
        assertEquals(new Decoded.Bad(Reason.VIOLATION, what), Wire.decode(frame));
    }

    /** Spec 1.2, 7.2. */
    @ParameterizedTest(name = "{0}, {2} at byte {1}")
    @CsvSource(delimiter = '|', textBlock = """
            HELLO  | 12 | 20
            HELLO  | 12 | 7e
            HELLO  | 23 | 0001
            HELLO  | 23 | 03e8
            HELLO  | 25 | 00000000
            HELLO  | 25 | 04000000
            HELLO  | 29 | 0000
            HELLO  | 29 | ffff
            HELLO  | 31 | 0000000000000000
            HELLO  | 31 | 7fffffffffffffff
            HELLO  | 39 | 0000000000000000
            HELLO  | 39 | 0000010000000000
            HELLO  | 51 | 0000
            HELLO  | 53 | 0000000000000000
            HELLO  | 53 | 7fffffffffffffff
            HELLO  | 61 | 0000000000000001
            HELLO  | 61 | 7fffffffffffffff
            HELLO  | 85 | ffff
            HELLO  | 85 | 00030000000000000002
            HELLO  | 69 | 00000000000000000000000000000000
            HELLO  | 69 | ffffffffffffffffffffffffffffffff
            HELLO  | 121 | 20
            HELLO  | 125 | 7e
            HELLO  | 126 | 01
            EVENTS |  5 | 0000000000000000
            EVENTS |  5 | 0000010000000000
            EVENTS | 15 | 0000000000000001
            EVENTS | 51 | 0000010000000000
            EVENTS | 23 | 0000
            EVENTS | 59 | ffff
            EVENTS | 25 | 0000000000000000
            EVENTS | 25 | 7fffffffffffffff
            EVENTS | 33 | 0000000000000001
            EVENTS | 33 | 7fffffffffffffff
            EVENTS | 41 | 7fffffff
            EVENTS | 59 | 000300000000000000010000000000000008
            SYNC   |  5 | 0000000000000000
            TIMED  | 13 | 0000000000000001
            TIMED  | 13 | 0100000000000000
            TIMED  | 21 | 0000000000000000
            TIMED  | 21 | 0100000000000000
            TIMED  | 29 | 0000000000000000
            TIMED  | 29 | 0100000000000000
            TIMED  | 37 | 0000000000000000
            TIMED  | 37 | 1000000000000000
            TIMED  | 45 | ffff
            TIMED  | 47 | 7fffffffffffffff
            TIMED  | 55 | 1000000000000000
            TIMED  | 63 | 0000000000000000
            TIMED  | 63 | 1000000000000000
            TIMED  | 71 | 0000
            TIMED  | 71 | ffff
            TIMED  | 73 | 0000000000000000
            TIMED  | 73 | 1000000000000000
            BYE    |  5 | 01
            BYE    |  5 | 07
            BYE    |  7 | 20
            BYE    |  7 | 7e
            """)
    void atABound(String type, int at, String hex) {
        byte[] frame = Examples.with(Examples.FRAMES.get(type), at, hex);
        Decoded.Ok ok = assertInstanceOf(Decoded.Ok.class, Wire.decode(frame));
        assertArrayEquals(frame, Wire.frame(ok.message()));
    }

    /** Spec 7.2. */
    @ParameterizedTest(name = "{0} bytes of a {1}")
    @CsvSource(delimiter = '|', textBlock = """
              0 | HELLO  | frame: ends in length, after 0 of 4 bytes (at byte 0)
              3 | HELLO  | frame: ends in length, after 3 of 4 bytes (at byte 0)
             24 | HELLO  | HELLO: ends in fps, after 1 of 2 bytes (at byte 23)
            102 | HELLO  | HELLO: ends in seq, after 7 of 8 bytes (at byte 95)
            118 | HELLO  | HELLO: ends in digest, after 15 of 16 bytes (at byte 103)
            119 | HELLO  | HELLO: ends in number of extensions, after 0 of 1 bytes (at byte 119)
            130 | HELLO  | HELLO: ends in extension, after 1 of 2 bytes (at byte 129)
             51 | EVENTS | EVENTS: ends in tick, after 0 of 8 bytes (at byte 51)
             12 | SYNC   | SYNC: ends in clock, after 7 of 8 bytes (at byte 5)
             14 | TIMED  | SYNC: ends in sent, after 1 of 8 bytes (at byte 13)
             80 | TIMED  | SYNC: ends in error, after 7 of 8 bytes (at byte 73)
              5 | BYE    | BYE: ends in reason, after 0 of 1 bytes (at byte 5)
            """)
    void cutShort(int size, String type, String what) {
        byte[] frame = Arrays.copyOf(Examples.FRAMES.get(type), size);
        if (size >= Integer.BYTES) {
            ByteBuffer.wrap(frame).putInt(0, size - Integer.BYTES);
        }
        assertEquals(new Decoded.Bad(Reason.VIOLATION, what), Wire.decode(frame));
    }

    /** Spec 7.14. */
    @ParameterizedTest
    @CsvSource({"0000, 0", "0002, 2", "ffff, 65535"})
    void anotherVersionIsIncompatible(String hex, int version) {
        Decoded.Bad bad =
                new Decoded.Bad(Reason.INCOMPATIBLE, "protocol version is " + version + ", this peer speaks 1");
        assertEquals(bad, Wire.decode(Examples.with(Examples.HELLO_FRAME, 9, hex)));
        assertEquals(bad, Wire.decode(Examples.bytes("00000007 01 53594d50" + hex)), "whatever follows");
        assertEquals(new Message.Bye(Reason.INCOMPATIBLE, bad.what()), bad.bye());
    }

    /** Spec 7.14. */
    @Test
    void whatIsNotSymmetricHasNoVersion() {
        byte[] frame = Examples.with(Examples.HELLO_FRAME, 5, "53594d51 0002");
        Decoded.Bad bad = assertInstanceOf(Decoded.Bad.class, Wire.decode(frame));
        assertEquals(Reason.VIOLATION, bad.reason());
    }

    /** Spec 7.11. */
    @Test
    void whatCantBeDecodedIsNotEncoded() {
        assertRefused("fps is 0, must be from 1 to 1000", "a", 0, 16);
        assertRefused("fps is 1001, must be from 1 to 1000", "a", 1_001, 16);
        assertRefused("state size is 67108865, must be from 0 to 67108864", "a", 50, (64 << 20) + 1);
        assertRefused("length of application id is 0, must be from 1 to 64", "", 50, 16);
        assertRefused("length of application id is 65, must be from 1 to 64", "a".repeat(65), 50, 16);
        assertRefused("character of application id is 233, must be from 32 to 126", "caf\u00e9", 50, 16);
    }

    private static void assertRefused(String what, String application, int fps, int stateSize) {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> Wire.frame(new Message.Hello(application, fps, stateSize, new Source(1, 0), 0, Versions.NONE)));
        assertEquals(what, refused.getMessage());
    }

    /** Spec 7.11. */
    @Test
    void eventsOutOfOrderAreNotEncoded() {
        List<StampedEvent> reversed = new ArrayList<>(Examples.EVENTS.events());
        Collections.reverse(reversed);
        List<StampedEvent> twice = Collections.nCopies(2, reversed.get(0));
        for (List<StampedEvent> events : List.of(reversed, twice)) {
            assertThrows(IllegalArgumentException.class, () -> Wire.frame(new Message.Events(0, events)));
        }
    }

    /** Spec 7.6, 7.11. */
    @Test
    void aSingleFrameTakesNoMoreThan32Events() {
        List<StampedEvent> events = new ArrayList<>();
        for (int tick = 1; tick <= 33; tick++) {
            events.add(new StampedEvent(new Stamp(tick, new Source(1, 0), tick), Event.of(2)));
        }
        Wire.frame(new Message.Events(0, events.subList(0, 32)));
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Wire.frame(new Message.Events(0, events)));
        assertEquals("number of events is 33, must be from 1 to 32", refused.getMessage());
    }
}

package org.symmetricp2p.wire;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.core.Claim;
import org.symmetricp2p.core.Digest;
import org.symmetricp2p.core.Extension;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Promise;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Timing;
import org.symmetricp2p.core.Version;
import org.symmetricp2p.core.Versions;

/** One worked example of each message: its bytes, written down by hand, never by the encoder. */
final class Examples {

    private static final Source THREE = new Source(3, 1);
    private static final Source FIVE = new Source(5, 0);

    static final Message.Hello HELLO = new Message.Hello(
            "rectangle/1",
            50,
            16,
            THREE,
            1_000,
            new Versions(new TreeMap<>(Map.of(
                    THREE, new Version(7, new Digest(0x0001020304050607L, 0x08090a0b0c0d0e0fL)),
                    FIVE, new Version(2, new Digest(0xf0f1f2f3f4f5f6f7L, 0xf8f9fafbfcfdfeffL))))),
            List.of(new Extension("later", false, Payload.ofBytes((byte) 0xca, (byte) 0xfe))));

    static final byte[] HELLO_FRAME = bytes("""
            0000007f                  # length of what follows: 127
            01                        # HELLO
            53594d50                  # magic: SYMP
            0001                      # protocol version
            0b                        # length of the application id
            72656374616e676c652f31    #   rectangle/1
            0032                      # fps: 50
            00000010                  # state size: 16
            0003  0000000000000001    # peer 3, incarnation 1: the sender
            00000000000003e8          # clock: 1000
            00000002                  # number of sources
            0003  0000000000000001    #   peer 3, incarnation 1
            0000000000000007          #     known up to seq 7
            0001020304050607          #     digest of these
            08090a0b0c0d0e0f
            0005  0000000000000000    #   peer 5, incarnation 0
            0000000000000002          #     known up to seq 2
            f0f1f2f3f4f5f6f7          #     digest of these
            f8f9fafbfcfdfeff
            01                        # number of extensions
            05  6c61746572            #   later
            00                        #     isn't required
            0002  cafe                #     content of 2 bytes
            """);

    static final Message.Events EVENTS = new Message.Events(
            1_000,
            List.of(
                    new StampedEvent(new Stamp(1_005, THREE, 7), Event.of(2, -2)),
                    new StampedEvent(new Stamp(1_005, FIVE, 2), Event.of(258))));

    static final byte[] EVENTS_FRAME = bytes("""
            0000004f                  # length of what follows: 79
            02                        # EVENTS
            00000000000003e8          # clock: 1000
            0002                      # number of events
            00000000000003ed          #   tick 1005
            0003  0000000000000001    #   peer 3, incarnation 1
            0000000000000007          #   seq 7
            00000002                  #   event type 2
            0004  fffffffe            #   payload of 4 bytes: -2
            00000000000003ed          #   tick 1005
            0005  0000000000000000    #   peer 5, incarnation 0
            0000000000000002          #   seq 2
            00000102                  #   event type 258
            0000                      #   no payload
            """);

    static final Message.Sync SYNC = new Message.Sync(1L << 40);

    static final byte[] SYNC_FRAME = bytes("""
            00000009                  # length of what follows: 9
            03                        # SYNC
            0000010000000000          # clock: 2^40, the last tick of all
            """);

    static final Message.Sync TIMED = new Message.Sync(
            1_000,
            Optional.of(
                    new Timing(2_500_001, 2_400_001, 40_000, 20_005_000, new Claim(THREE, 0, 20_000_000, 2, 51_000))));

    static final byte[] TIMED_FRAME = bytes("""
            0000004d                  # length of what follows: 77
            03                        # SYNC
            00000000000003e8          # clock: 1000
            00000000002625a1          # sent at 2.500001 s of local time
            0000000000249f01          # the last one heard was sent at 2.400001 s
            0000000000009c40          # and came 40 ms ago
            0000000001314088          # session time: 20.005 s
            0003  0000000000000001    # root: peer 3, incarnation 1
            0000000000000000          # since the beginning
            0000000001312d00          # its last pulse: at 20 s
            0002                      # came over 2 links
            000000000000c738          # error: 51 ms
            """);

    static final Message.Bye BYE = new Message.Bye(Message.Reason.UNLINKED, "back soon");

    static final byte[] BYE_FRAME = bytes("""
            0000000c                  # length of what follows: 12
            04                        # BYE
            02                        # reason: UNLINKED
            09                        # length of the text
            6261636b20736f6f6e        #   back soon
            """);

    static final Message.Promises PROMISES = new Message.Promises(
            new TreeMap<>(Map.of(THREE, new Promise(1_005, 7), FIVE, new Promise(Stamp.MAX_TICK, 2))));

    static final byte[] PROMISES_FRAME = bytes("""
            00000035                  # length of what follows: 53
            05                        # PROMISES
            0003  0000000000000001    # peer 3, incarnation 1
            00000000000003ed          # before tick 1005
            0000000000000007          #   no event after seq 7
            0005  0000000000000000    # peer 5, incarnation 0
            0000010000000000          # before tick 2^40
            0000000000000002          #   no event after seq 2
            """);

    static final Message.Declaration DECLARATION =
            new Message.Declaration(0, 1_000, Optional.of(FIVE), new TreeMap<>(Map.of(THREE, 7L)));

    static final byte[] DECLARATION_FRAME = bytes("""
            0000002d                  # length of what follows: 45
            06                        # DECLARATION
            0000000000000000          # since the beginning
            00000000000003e8          # up to tick 1000
            0005  0000000000000000    # keeper: peer 5, incarnation 0
            0003  0000000000000001    # peer 3, incarnation 1
            0000000000000007          #   has events up to seq 7
            """);

    static final Message.Declaration CONTINUED =
            new Message.Declaration(950, 1_000, Optional.empty(), new TreeMap<>(Map.of()));

    static final byte[] CONTINUED_FRAME = bytes("""
            00000011                  # length of what follows: 17
            06                        # DECLARATION
            00000000000003b6          # since tick 950
            00000000000003e8          # up to tick 1000
            """);

    static final Message.Checkpoint CHECKPOINT = new Message.Checkpoint(1_000, 0xfedcba9876543210L);

    static final byte[] CHECKPOINT_FRAME = bytes("""
            00000011                  # length of what follows: 17
            07                        # CHECKPOINT
            00000000000003e8          # tick 1000
            fedcba9876543210          # hash
            """);

    static final Message.Snapshot SNAPSHOT = new Message.Snapshot(
            1_000,
            FIVE,
            3,
            0xfedcba9876543210L,
            new Versions(new TreeMap<>(
                    Map.of(THREE, new Version(7, new Digest(0x0001020304050607L, 0x08090a0b0c0d0e0fL))))));

    static final byte[] SNAPSHOT_FRAME = bytes("""
            00000041                  # length of what follows: 65
            08                        # SNAPSHOT
            00000000000003e8          # tick 1000
            0005  0000000000000000    # keeper: peer 5, incarnation 0
            00000003                  # 3 bytes of state
            fedcba9876543210          # hash
            0003  0000000000000001    # peer 3, incarnation 1
            0000000000000007          #   had issued 7 events,
            000102030405060708090a0b0c0d0e0f    # with this digest
            """);

    static final Message.State STATE = new Message.State(ByteBuffer.wrap(new byte[] {1, 2, 3}));

    static final byte[] STATE_FRAME = bytes("""
            00000004                  # length of what follows: 4
            09                        # STATE
            010203
            """);

    /** Each frame by the name of its type. */
    static final Map<String, byte[]> FRAMES = new LinkedHashMap<>();

    static {
        FRAMES.put("HELLO", HELLO_FRAME);
        FRAMES.put("EVENTS", EVENTS_FRAME);
        FRAMES.put("SYNC", SYNC_FRAME);
        FRAMES.put("TIMED", TIMED_FRAME);
        FRAMES.put("BYE", BYE_FRAME);
        FRAMES.put("PROMISES", PROMISES_FRAME);
        FRAMES.put("DECLARATION", DECLARATION_FRAME);
        FRAMES.put("CONTINUED", CONTINUED_FRAME);
        FRAMES.put("CHECKPOINT", CHECKPOINT_FRAME);
        FRAMES.put("SNAPSHOT", SNAPSHOT_FRAME);
        FRAMES.put("STATE", STATE_FRAME);
    }

    private Examples() {}

    /** Hexadecimal digits; spaces, and what follows a # up to the end of a line, are for people. */
    static byte[] bytes(String hex) {
        return HexFormat.of()
                .parseHex(hex.lines()
                        .map(line -> line.replaceAll("#.*", "").replaceAll("\\s", ""))
                        .collect(Collectors.joining()));
    }

    /** A frame with other bytes at some place. */
    static byte[] with(byte[] frame, int at, String hex) {
        byte[] copy = frame.clone();
        byte[] replacement = bytes(hex);
        System.arraycopy(replacement, 0, copy, at, replacement.length);
        return copy;
    }
}

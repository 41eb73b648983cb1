package org.symmetricp2p.wire;

import static org.symmetricp2p.wire.Field.size;

import java.util.List;
import java.util.stream.IntStream;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Claim;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Digest;
import org.symmetricp2p.core.Extension;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.Timing;
import org.symmetricp2p.core.Versions;

/**
 * The fields of all frames: width and bounds of each. {@link Wire} shows their order. Every bound is one
 * of the core's, so that a field in bounds is also a value that the core takes.
 */
final class Layout {

    /** The types of frame, in the order of their numbers on the wire, from 1. */
    enum Type {
        HELLO,
        EVENTS,
        SYNC,
        BYE,
        PROMISES,
        DECLARATION,
        CHECKPOINT,
        SNAPSHOT,
        STATE;

        int number() {
            return ordinal() + 1;
        }
    }

    static final List<Type> TYPES = List.of(Type.values());

    static final Field TYPE = new Field("type", 1, 1, TYPES.size());

    static final Field MAGIC = new Field("magic", 4, 0x53594d50, 0x53594d50); // SYMP
    static final Field VERSION = new Field("protocol version", 2, 0, 65_535);
    static final Text APPLICATION = Text.of("application id", 1, 64);
    static final Field FPS = new Field("fps", 2, 1, Config.MAX_FPS);
    static final Field STATE_SIZE = new Field("state size", 4, 0, Simulation.MAX_STATE_SIZE);
    static final Field SOURCE_COUNT = new Field("number of sources", 4, 0, Versions.MAX_SOURCES);

    static final Field EXTENSION_COUNT = new Field("number of extensions", 1, 0, Extension.MAX_COUNT);
    static final Text EXTENSION = Text.of("name of extension", 1, Extension.MAX_NAME);
    static final Field REQUIRED = new Field("whether the extension is required", 1, 0, 1);
    static final Field CONTENT_SIZE = new Field("size of extension", 2, 0, Payload.MAX_SIZE);

    static final Field PEER = new Field("peer", 2, 0, Source.MAX_PEER);
    static final Field INCARNATION = new Field("incarnation", 8, 0, Long.MAX_VALUE);
    static final Field SEQ = new Field("seq", 8, 1, Long.MAX_VALUE);
    static final Field CLOCK = new Field("clock", 8, 0, Stamp.MAX_TICK);

    static final Field EVENT_COUNT = new Field("number of events", 2, 1, Wire.MAX_EVENTS_PER_FRAME);
    static final Field TICK = new Field("tick", 8, 1, Stamp.MAX_TICK);
    static final Field EVENT_TYPE = new Field("event type", 4, Event.NEXT, Integer.MAX_VALUE);
    static final Field PAYLOAD_SIZE = new Field("payload size", 2, 0, Payload.MAX_SIZE);

    static final Field SENT = new Field("sent", 8, 1, Timing.MAX_LOCAL);
    static final Field HEARD = new Field("heard", 8, 0, Timing.MAX_LOCAL);
    static final Field HELD = new Field("held", 8, 0, Timing.MAX_LOCAL);
    static final Field TIME = new Field("time", 8, 0, Timing.MAX_TIME);
    static final Field SINCE = new Field("since", 8, 0, Timing.MAX_TIME);
    static final Field PULSE = new Field("pulse", 8, 0, Timing.MAX_TIME);
    static final Field HOPS = new Field("hops", 2, 0, Claim.MAX_HOPS);
    static final Field ERROR = new Field("error", 8, 0, Timing.MAX_TIME);

    static final Field ARRIVAL_TICK = new Field("tick of arrival", 8, 0, Stamp.MAX_TICK);
    static final int ARRIVAL_SIZE = size(PEER, INCARNATION, SEQ, ARRIVAL_TICK);

    static final Field REASON = new Field("reason", 1, 1, Message.Reason.values().length);
    static final Text TEXT = Text.of("text", 0, Message.Bye.MAX_TEXT);

    static final Field PROMISED_TICK = new Field("tick of promise", 8, 1, Stamp.MAX_TICK);
    static final Field PROMISED_SEQ = new Field("seq of promise", 8, 0, Long.MAX_VALUE);
    static final Field DECLARED_SINCE = new Field("since", 8, 0, Stamp.MAX_TICK - 1);
    static final Field DECLARED_TICK = new Field("tick of declaration", 8, 0, Stamp.MAX_TICK - 1);

    static final Field CHECKPOINT_TICK = new Field("tick of checkpoint", 8, 1, Stamp.MAX_TICK - 1);
    static final Field SNAPSHOT_TICK = new Field("tick of snapshot", 8, 1, Stamp.MAX_TICK - 1);
    static final Field SNAPSHOT_SIZE = new Field("size of snapshot", 4, 0, Simulation.MAX_STATE_SIZE);
    static final int HASH_SIZE = Long.BYTES;

    private static final int LENGTH_WIDTH = Integer.BYTES;

    /** The size of the longest frame, its length included, in bytes. */
    static final int MAX_FRAME_SIZE = LENGTH_WIDTH
            + TYPE.width()
            + IntStream.of(
                            maxHello(),
                            maxEvents(),
                            maxSync(),
                            maxBye(),
                            maxPromises(),
                            maxDeclaration(),
                            maxCheckpoint(),
                            maxSnapshot(),
                            Wire.MAX_STATE_BYTES_PER_FRAME)
                    .max()
                    .getAsInt();

    static final Field LENGTH = new Field("length", LENGTH_WIDTH, TYPE.width(), MAX_FRAME_SIZE - LENGTH_WIDTH);

    private Layout() {}

    private static int maxHello() {
        return size(MAGIC, VERSION)
                + APPLICATION.maxSize()
                + size(FPS, STATE_SIZE, PEER, INCARNATION, CLOCK, SOURCE_COUNT)
                + (int) SOURCE_COUNT.max() * (size(PEER, INCARNATION, SEQ) + Digest.SIZE)
                + size(EXTENSION_COUNT)
                + (int) EXTENSION_COUNT.max() * maxExtension();
    }

    private static int maxExtension() {
        return EXTENSION.maxSize() + size(REQUIRED, CONTENT_SIZE) + (int) CONTENT_SIZE.max();
    }

    private static int maxEvents() {
        int maxEvent = size(TICK, PEER, INCARNATION, SEQ, EVENT_TYPE, PAYLOAD_SIZE) + (int) PAYLOAD_SIZE.max();
        return size(CLOCK, EVENT_COUNT) + (int) EVENT_COUNT.max() * maxEvent;
    }

    private static int maxSync() {
        return size(CLOCK, SENT, HEARD, HELD, TIME, PEER, INCARNATION, SINCE, PULSE, HOPS, ERROR)
                + Message.Sync.MAX_ARRIVALS * ARRIVAL_SIZE;
    }

    private static int maxBye() {
        return size(REASON) + TEXT.maxSize();
    }

    private static int maxPromises() {
        return Versions.MAX_SOURCES * size(PEER, INCARNATION, PROMISED_TICK, PROMISED_SEQ);
    }

    private static int maxDeclaration() {
        return size(DECLARED_SINCE, DECLARED_TICK, PEER, INCARNATION)
                + Versions.MAX_SOURCES * size(PEER, INCARNATION, SEQ);
    }

    private static int maxSnapshot() {
        return size(SNAPSHOT_TICK, PEER, INCARNATION, SNAPSHOT_SIZE)
                + HASH_SIZE
                + Versions.MAX_SOURCES * (size(PEER, INCARNATION, SEQ) + Digest.SIZE);
    }

    private static int maxCheckpoint() {
        return size(CHECKPOINT_TICK) + HASH_SIZE;
    }
}

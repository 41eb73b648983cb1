package org.symmetricp2p.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.core.Arrival;
import org.symmetricp2p.core.Claim;
import org.symmetricp2p.core.Extension;
import org.symmetricp2p.core.Identity;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Promise;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Timing;
import org.symmetricp2p.core.Version;
import org.symmetricp2p.core.Versions;

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
 * <p>A field out of its bounds, which are in {@link Layout}, makes the whole frame bad, as does a byte too few or too many, or
 * a list that doesn't ascend (spec 7.2). A HELLO of another version is judged by no more than what stays as it is in every
 * version (spec 7.14, 7.15).
 */
public final class Wire {

    /** The protocol version that this peer speaks. */
    public static final int VERSION = 1;

    /** The most events in one frame; a message with more takes several (spec 7.9). */
    public static final int MAX_EVENTS_PER_FRAME = 32;

    /** The most bytes of a state in one frame; a longer one takes several (spec 7.27). */
    public static final int MAX_STATE_BYTES_PER_FRAME = 32_768;

    /** The size of the longest frame, its length included: a HELLO's of 2,245,289 bytes (spec 7.3). */
    public static final int MAX_FRAME_SIZE = Layout.MAX_FRAME_SIZE;

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
        if (message instanceof Message.Hello hello) {
            return encode(hello);
        }
        if (message instanceof Message.Events events) {
            return encode(events);
        }
        if (message instanceof Message.Sync sync) {
            return encode(sync);
        }
        if (message instanceof Message.Promises promises) {
            return encode(promises);
        }
        if (message instanceof Message.Declaration declaration) {
            return encode(declaration);
        }
        if (message instanceof Message.Checkpoint checkpoint) {
            return encode(checkpoint);
        }
        if (message instanceof Message.Snapshot snapshot) {
            return encode(snapshot);
        }
        if (message instanceof Message.State state) {
            return encode(state);
        }
        return encode((Message.Bye) message);
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
        return switch (in.header()) {
            case HELLO -> decodeHello(in);
            case EVENTS -> decodeEvents(in);
            case SYNC -> decodeSync(in);
            case BYE -> decodeBye(in);
            case PROMISES -> decodePromises(in);
            case DECLARATION -> decodeDeclaration(in);
            case CHECKPOINT -> decodeCheckpoint(in);
            case SNAPSHOT -> decodeSnapshot(in);
            case STATE -> decodeState(in);
        };
    }

    // ---- HELLO ----

    private static byte[] encode(Message.Hello hello) {
        FrameWriter out = new FrameWriter(Layout.Type.HELLO);
        out.put(Layout.MAGIC, Layout.MAGIC.min());
        out.put(Layout.VERSION, VERSION);
        out.put(Layout.APPLICATION, hello.application());
        out.put(Layout.FPS, hello.fps());
        out.put(Layout.STATE_SIZE, hello.stateSize());
        encode(hello.self(), out);
        out.put(Layout.CLOCK, hello.clock());
        encode(hello.versions(), out);
        encode(hello.extensions(), out);
        return out.toFrame();
    }

    private static Decoded decodeHello(FrameReader in) {
        in.get(Layout.MAGIC);
        checkVersion(in.getInt(Layout.VERSION), in);
        String application = in.get(Layout.APPLICATION);
        int fps = in.getInt(Layout.FPS);
        int stateSize = in.getInt(Layout.STATE_SIZE);
        Source self = decodeSource(in);
        long clock = in.get(Layout.CLOCK);
        Versions versions = decodeVersions(in);
        List<Extension> extensions = decodeExtensions(in);
        return in.end(() -> new Message.Hello(application, fps, stateSize, self, clock, versions, extensions));
    }

    /** Nothing is said of what follows a version that this peer doesn't speak: it can't be read. */
    private static void checkVersion(int version, FrameReader in) {
        if (version != VERSION) {
            String what = "protocol version is " + version + ", this peer speaks " + VERSION;
            in.reject(Message.Reason.INCOMPATIBLE, what);
        }
    }

    private static void encode(Versions versions, FrameWriter out) {
        out.put(Layout.SOURCE_COUNT, versions.known().size());
        encodeEach(versions, out);
    }

    private static void encodeEach(Versions versions, FrameWriter out) {
        versions.known().forEach((source, version) -> {
            encode(source, out);
            out.put(Layout.SEQ, version.seq());
            out.put(version.digest());
        });
    }

    private static Versions decodeVersions(FrameReader in) {
        int count = in.getInt(Layout.SOURCE_COUNT);
        SortedMap<Source, Version> known = new TreeMap<>();
        for (int i = 0; i < count && in.isGood(); i++) {
            Source source = decodeNext("source", known, in);
            known.put(source, new Version(in.get(Layout.SEQ), in.getDigest()));
        }
        return new Versions(known);
    }

    private static void encode(List<Extension> extensions, FrameWriter out) {
        out.put(Layout.EXTENSION_COUNT, extensions.size());
        for (Extension extension : extensions) {
            out.put(Layout.EXTENSION, extension.name());
            out.put(Layout.REQUIRED, extension.isRequired() ? 1 : 0);
            out.put(Layout.CONTENT_SIZE, extension.content().size());
            out.put(extension.content());
        }
    }

    private static List<Extension> decodeExtensions(FrameReader in) {
        int count = in.getInt(Layout.EXTENSION_COUNT);
        List<Extension> extensions = new ArrayList<>();
        for (int i = 0; i < count && in.isGood(); i++) {
            int at = in.position();
            String name = in.get(Layout.EXTENSION);
            if (i > 0) {
                in.checkAscending("extension", extensions.get(i - 1).name(), name, at);
            }
            boolean isRequired = in.get(Layout.REQUIRED) == 1;
            Payload content = in.getPayload("extension", in.getInt(Layout.CONTENT_SIZE));
            if (in.isGood()) {
                extensions.add(new Extension(name, isRequired, content));
            }
        }
        return extensions;
    }

    private static void encode(Source source, FrameWriter out) {
        out.put(Layout.PEER, source.peer());
        out.put(Layout.INCARNATION, source.incarnation());
    }

    private static Source decodeSource(FrameReader in) {
        int peer = in.getInt(Layout.PEER);
        return new Source(peer, in.get(Layout.INCARNATION));
    }

    // ---- EVENTS ----

    private static byte[] encode(Message.Events events) {
        FrameWriter out = new FrameWriter(Layout.Type.EVENTS);
        out.put(Layout.CLOCK, events.clock());
        out.put(Layout.EVENT_COUNT, events.events().size());
        for (int i = 0; i < events.events().size(); i++) {
            StampedEvent event = events.events().get(i);
            if (i > 0) {
                out.checkAscending("event", events.events().get(i - 1).stamp(), event.stamp());
            }
            encode(event, out);
        }
        return out.toFrame();
    }

    private static Decoded decodeEvents(FrameReader in) {
        long clock = in.get(Layout.CLOCK);
        int count = in.getInt(Layout.EVENT_COUNT);
        List<StampedEvent> events = new ArrayList<>();
        for (int i = 0; i < count && in.isGood(); i++) {
            int at = in.position();
            StampedEvent event = decodeEvent(in);
            if (i > 0) {
                in.checkAscending("event", events.get(i - 1).stamp(), event.stamp(), at);
            }
            events.add(event);
        }
        return in.end(() -> new Message.Events(clock, events));
    }

    private static void encode(StampedEvent event, FrameWriter out) {
        out.put(Layout.TICK, event.tick());
        encode(event.source(), out);
        out.put(Layout.SEQ, event.seq());
        out.put(Layout.EVENT_TYPE, event.event().type());
        out.put(Layout.PAYLOAD_SIZE, event.event().payload().size());
        out.put(event.event().payload());
    }

    private static StampedEvent decodeEvent(FrameReader in) {
        long tick = in.get(Layout.TICK);
        Source source = decodeSource(in);
        long seq = in.get(Layout.SEQ);
        int type = in.getInt(Layout.EVENT_TYPE);
        Payload payload = in.getPayload("payload", in.getInt(Layout.PAYLOAD_SIZE));
        return new StampedEvent(new Stamp(tick, source, seq), new Event(type, payload));
    }

    // ---- SYNC ----

    private static byte[] encode(Message.Sync sync) {
        FrameWriter out = new FrameWriter(Layout.Type.SYNC);
        out.put(Layout.CLOCK, sync.clock());
        sync.timing().ifPresent(timing -> encode(timing, out));
        for (Arrival arrival : sync.arrivals()) {
            encode(arrival.event().source(), out);
            out.put(Layout.SEQ, arrival.event().seq());
            out.put(Layout.ARRIVAL_TICK, arrival.tick());
        }
        return out.toFrame();
    }

    private static void encode(Timing timing, FrameWriter out) {
        out.put(Layout.SENT, timing.sent());
        out.put(Layout.HEARD, timing.heard());
        out.put(Layout.HELD, timing.held());
        out.put(Layout.TIME, timing.time());
        encode(timing.claim().root(), out);
        out.put(Layout.SINCE, timing.claim().since());
        out.put(Layout.PULSE, timing.claim().pulse());
        out.put(Layout.HOPS, timing.claim().hops());
        out.put(Layout.ERROR, timing.claim().error());
    }

    /**
     * The timing is there or not, and so are arrivals: a link's HELLOs say which is right, so that is for the core to judge. What is there the
     * length tells (spec 7.34).
     */
    private static Decoded decodeSync(FrameReader in) {
        long clock = in.get(Layout.CLOCK);
        boolean isTimed = in.remaining() % Layout.ARRIVAL_SIZE != 0;
        Optional<Timing> timing = isTimed ? Optional.of(decodeTiming(in)) : Optional.empty();
        List<Arrival> arrivals = new ArrayList<>();
        while (in.isGood() && !in.isAtEnd()) {
            decodeNext(arrivals, in);
        }
        return in.end(() -> new Message.Sync(clock, timing, arrivals));
    }

    private static void decodeNext(List<Arrival> before, FrameReader in) {
        int at = in.position();
        Source source = decodeSource(in);
        Identity event = new Identity(source, in.get(Layout.SEQ));
        if (!before.isEmpty()) {
            in.checkAscending("arrival", before.get(before.size() - 1).event(), event, at);
        }
        if (before.size() == Message.Sync.MAX_ARRIVALS) {
            in.rejectAt("more than " + Message.Sync.MAX_ARRIVALS + " arrivals", at);
        }
        before.add(new Arrival(event, in.get(Layout.ARRIVAL_TICK)));
    }

    private static Timing decodeTiming(FrameReader in) {
        long sent = in.get(Layout.SENT);
        long heard = in.get(Layout.HEARD);
        long held = in.get(Layout.HELD);
        long time = in.get(Layout.TIME);
        Source root = decodeSource(in);
        long since = in.get(Layout.SINCE);
        long pulse = in.get(Layout.PULSE);
        int hops = in.getInt(Layout.HOPS);
        return new Timing(sent, heard, held, time, new Claim(root, since, pulse, hops, in.get(Layout.ERROR)));
    }

    // ---- BYE ----

    private static byte[] encode(Message.Bye bye) {
        FrameWriter out = new FrameWriter(Layout.Type.BYE);
        out.put(Layout.REASON, bye.reason().ordinal() + 1);
        out.put(Layout.TEXT, bye.text());
        return out.toFrame();
    }

    private static Decoded decodeBye(FrameReader in) {
        Message.Reason reason = Message.Reason.values()[in.getInt(Layout.REASON) - 1];
        String text = in.get(Layout.TEXT);
        return in.end(() -> new Message.Bye(reason, text));
    }

    // ---- PROMISES, DECLARATION and CHECKPOINT ----

    private static byte[] encode(Message.Promises promises) {
        FrameWriter out = new FrameWriter(Layout.Type.PROMISES);
        promises.bySource().forEach((source, promise) -> {
            encode(source, out);
            out.put(Layout.PROMISED_TICK, promise.tick());
            out.put(Layout.PROMISED_SEQ, promise.seq());
        });
        return out.toFrame();
    }

    private static Decoded decodePromises(FrameReader in) {
        SortedMap<Source, Promise> made = new TreeMap<>();
        do {
            Source source = decodeNext("promise", made, in);
            long tick = in.get(Layout.PROMISED_TICK);
            made.put(source, new Promise(tick, in.get(Layout.PROMISED_SEQ)));
        } while (in.isGood() && !in.isAtEnd());
        return in.end(() -> new Message.Promises(made));
    }

    private static byte[] encode(Message.Declaration declaration) {
        FrameWriter out = new FrameWriter(Layout.Type.DECLARATION);
        out.put(Layout.DECLARED_SINCE, declaration.since());
        out.put(Layout.DECLARED_TICK, declaration.tick());
        declaration.keeper().ifPresent(keeper -> encode(keeper, out));
        declaration.counts().forEach((source, count) -> {
            encode(source, out);
            out.put(Layout.SEQ, count);
        });
        return out.toFrame();
    }

    private static Decoded decodeDeclaration(FrameReader in) {
        long since = in.get(Layout.DECLARED_SINCE);
        int at = in.position();
        long tick = in.get(Layout.DECLARED_TICK);
        Optional<Source> keeper = since == 0 ? Optional.of(decodeSource(in)) : Optional.empty();
        if (tick <= since && (tick > 0 || since > 0 || !in.isAtEnd())) {
            in.rejectAt("tick of declaration is " + tick + ", but it is since " + since, at);
        }
        SortedMap<Source, Long> counts = new TreeMap<>();
        while (in.isGood() && !in.isAtEnd()) {
            Source source = decodeNext("source", counts, in);
            counts.put(source, in.get(Layout.SEQ));
        }
        return in.end(() -> new Message.Declaration(since, tick, keeper, counts));
    }

    private static byte[] encode(Message.Checkpoint checkpoint) {
        FrameWriter out = new FrameWriter(Layout.Type.CHECKPOINT);
        out.put(Layout.CHECKPOINT_TICK, checkpoint.tick());
        out.putHash(checkpoint.hash());
        return out.toFrame();
    }

    private static Decoded decodeCheckpoint(FrameReader in) {
        long tick = in.get(Layout.CHECKPOINT_TICK);
        long hash = in.getHash();
        return in.end(() -> new Message.Checkpoint(tick, hash));
    }

    // ---- SNAPSHOT and STATE ----

    private static byte[] encode(Message.Snapshot snapshot) {
        FrameWriter out = new FrameWriter(Layout.Type.SNAPSHOT);
        out.put(Layout.SNAPSHOT_TICK, snapshot.tick());
        encode(snapshot.keeper(), out);
        out.put(Layout.SNAPSHOT_SIZE, snapshot.size());
        out.putHash(snapshot.hash());
        encodeEach(snapshot.versions(), out);
        return out.toFrame();
    }

    private static Decoded decodeSnapshot(FrameReader in) {
        long tick = in.get(Layout.SNAPSHOT_TICK);
        Source keeper = decodeSource(in);
        int size = in.getInt(Layout.SNAPSHOT_SIZE);
        long hash = in.getHash();
        SortedMap<Source, Version> known = new TreeMap<>();
        while (in.isGood() && !in.isAtEnd()) {
            Source source = decodeNext("source", known, in);
            known.put(source, new Version(in.get(Layout.SEQ), in.getDigest()));
        }
        return in.end(() -> new Message.Snapshot(tick, keeper, size, hash, new Versions(known)));
    }

    private static byte[] encode(Message.State state) {
        int size = state.bytes().remaining();
        if (size > MAX_STATE_BYTES_PER_FRAME) {
            throw new IllegalArgumentException("a state of " + size + " bytes takes several frames");
        }
        FrameWriter out = new FrameWriter(Layout.Type.STATE);
        out.put(state.bytes());
        return out.toFrame();
    }

    private static Decoded decodeState(FrameReader in) {
        byte[] bytes = in.getRest("bytes of a state", MAX_STATE_BYTES_PER_FRAME);
        return in.end(() -> new Message.State(ByteBuffer.wrap(bytes)));
    }

    /** The source of the next entry of a list that ascends. */
    private static Source decodeNext(String name, SortedMap<Source, ?> before, FrameReader in) {
        int at = in.position();
        Source source = decodeSource(in);
        if (!before.isEmpty()) {
            in.checkAscending(name, before.lastKey(), source, at);
        }
        if (before.size() == Versions.MAX_SOURCES) {
            in.rejectAt("more than " + Versions.MAX_SOURCES + " entries", at);
        }
        return source;
    }
}

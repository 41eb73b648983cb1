package org.symmetricp2p.vectors;

import static org.symmetricp2p.vectors.FrameParts.arrivals;
import static org.symmetricp2p.vectors.FrameParts.bye;
import static org.symmetricp2p.vectors.FrameParts.checkpoint;
import static org.symmetricp2p.vectors.FrameParts.declaration;
import static org.symmetricp2p.vectors.FrameParts.events;
import static org.symmetricp2p.vectors.FrameParts.hello;
import static org.symmetricp2p.vectors.FrameParts.helloWithExtension;
import static org.symmetricp2p.vectors.FrameParts.helloWithoutEntries;
import static org.symmetricp2p.vectors.FrameParts.manyArrivals;
import static org.symmetricp2p.vectors.FrameParts.promises;
import static org.symmetricp2p.vectors.FrameParts.rooted;
import static org.symmetricp2p.vectors.FrameParts.rootedArrivals;
import static org.symmetricp2p.vectors.FrameParts.snapshot;
import static org.symmetricp2p.vectors.FrameParts.state;
import static org.symmetricp2p.vectors.FrameParts.sync;
import static org.symmetricp2p.vectors.Samples.fields;

import java.util.Arrays;
import java.util.List;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.wire.Decoded;
import org.symmetricp2p.wire.Wire;

/** Frames, and the messages in them, up to the bounds of each field. */
final class ValidFrames {

    private static final String TOP = "7fffffffffffffff"; // 2^63 - 1
    private static final String LOCAL_TOP = "0100000000000000"; // 2^56
    private static final String TIME_TOP = "1000000000000000"; // 2^60
    private static final String LAST_TICK = "0000010000000000"; // 2^40
    private static final String ZERO = "0000000000000000";
    private static final String ONE = "0000000000000001";

    static final Topic TOPIC = Topic.single(
            "wire/valid-frames",
            "A whole frame, its length included, and the message that it is. Decode it, and encode the message: the "
                    + "same bytes must come out. (spec 7.1, spec 7.5 to 7.8, spec 7.21, spec 7.23 to 7.27)",
            fields("given.frame", "the bytes", "expect.message", "what they say, field by field"),
            () -> List.of(
                    valid("hello", "with two sources", hello()),
                    valid("hello-without-sources", "", helloWithoutEntries(0)),
                    valid("hello-application-of-1-character", "", hello("idLength", "01", "id", "61")),
                    valid("hello-application-of-64-characters", "", hello("idLength", "40", "id", "7a".repeat(64))),
                    valid(
                            "hello-application-space-and-tilde",
                            "the bounds of printable ASCII",
                            hello("idLength", "02", "id", "207e")),
                    valid("hello-application-quote-and-backslash", "", hello("idLength", "02", "id", "225c")),
                    valid("hello-fps-1", "", hello("fps", "0001")),
                    valid("hello-fps-1000", "", hello("fps", "03e8")),
                    valid("hello-state-size-0", "", hello("stateSize", "00000000")),
                    valid("hello-state-size-2-to-26", "", hello("stateSize", "04000000")),
                    valid("hello-peer-0", "", hello("peer", "0000")),
                    valid("hello-peer-65535", "unsigned", hello("peer", "ffff")),
                    valid("hello-incarnation-0", "", hello("incarnation", ZERO)),
                    valid("hello-incarnation-highest", "2^63 - 1", hello("incarnation", TOP)),
                    valid("hello-clock-0", "", hello("clock", ZERO)),
                    valid("hello-clock-highest", "2^40", hello("clock", LAST_TICK)),
                    valid("hello-source-lowest", "", hello("peer1", "0000", "incarnation1", ZERO, "seq1", ONE)),
                    valid("hello-source-highest", "", hello("peer2", "ffff", "incarnation2", TOP, "seq2", TOP)),
                    valid("hello-two-lives-of-a-peer", "", hello("peer2", "0003", "incarnation2", "0000000000000002")),
                    valid("hello-digest-0", "", hello("digest1", ZERO + ZERO)),
                    valid("hello-digest-of-ones", "any bits", hello("digest2", "f".repeat(32))),
                    valid("hello-extension", "which isn't required", helloWithExtension()),
                    valid("hello-extension-required", "", helloWithExtension("required1", "01")),
                    valid(
                            "hello-extension-empty",
                            "of a name of 1 character",
                            helloWithExtension(
                                    "nameLength1", "01", "name1", "7e", "contentSize1", "0000", "content1", "")),
                    valid(
                            "hello-extension-largest",
                            "a name of 32 characters, 1024 bytes",
                            helloWithExtension(
                                    "nameLength1",
                                    "20",
                                    "name1",
                                    "20".repeat(32),
                                    "contentSize1",
                                    "0400",
                                    "content1",
                                    "5a".repeat(1024))),
                    valid(
                            "hello-two-extensions",
                            "a name, and a longer one that begins with it",
                            helloWithExtension("extensions", "02", "extension2", "06 6c6174657220 01 0000")),
                    valid("hello-16-extensions", "as many as there may be", FrameParts.manyExtensions(16)),
                    valid("events", "two of one tick", events()),
                    valid(
                            "events-one",
                            "",
                            events(
                                    "events",
                                    "0001",
                                    "tick2",
                                    "",
                                    "peer2",
                                    "",
                                    "incarnation2",
                                    "",
                                    "seq2",
                                    "",
                                    "type2",
                                    "",
                                    "size2",
                                    "")),
                    valid("events-32", "as many as a frame takes", FrameParts.manyEvents(32)),
                    valid("events-clock-0", "", events("clock", ZERO)),
                    valid("events-clock-highest", "2^40", events("clock", LAST_TICK)),
                    valid("event-tick-1", "", events("tick1", ONE)),
                    valid("event-tick-highest", "2^40", events("tick2", LAST_TICK)),
                    valid("event-peer-0", "", events("peer1", "0000")),
                    valid("event-peer-65535", "", events("peer2", "ffff")),
                    valid("event-incarnation-0", "", events("incarnation1", ZERO)),
                    valid("event-incarnation-highest", "2^63 - 1", events("incarnation2", TOP)),
                    valid("event-seq-1", "", events("seq1", ONE)),
                    valid("event-seq-highest", "2^63 - 1", events("seq2", TOP)),
                    valid("event-type-highest", "2^31 - 1", events("type1", "7fffffff")),
                    valid("event-payload-of-1024-bytes", "", events("size2", "0400", "payload2", "5a".repeat(1024))),
                    valid(
                            "events-ascend-by-incarnation",
                            "",
                            events("peer2", "0003", "incarnation2", "0000000000000002")),
                    valid(
                            "events-ascend-by-seq",
                            "",
                            events("peer2", "0003", "incarnation2", ONE, "seq2", "0000000000000008")),
                    valid("sync-clock-highest", "2^40", sync()),
                    valid("sync-clock-0", "", sync("clock", ZERO)),
                    valid("sync-rooted", "", rooted()),
                    valid(
                            "sync-rooted-lowest",
                            "",
                            rooted(
                                    "sent",
                                    ONE,
                                    "heard",
                                    ZERO,
                                    "held",
                                    ZERO,
                                    "time",
                                    ZERO,
                                    "root",
                                    "0000",
                                    "rootIncarnation",
                                    ZERO,
                                    "pulse",
                                    ZERO,
                                    "hops",
                                    "0000",
                                    "error",
                                    ZERO)),
                    valid(
                            "sync-rooted-highest",
                            "",
                            rooted(
                                    "sent",
                                    LOCAL_TOP,
                                    "heard",
                                    LOCAL_TOP,
                                    "held",
                                    LOCAL_TOP,
                                    "time",
                                    TIME_TOP,
                                    "root",
                                    "ffff",
                                    "rootIncarnation",
                                    TOP,
                                    "since",
                                    TIME_TOP,
                                    "pulse",
                                    TIME_TOP,
                                    "hops",
                                    "ffff",
                                    "error",
                                    TIME_TOP)),
                    valid("sync-arrivals", "when events came", arrivals()),
                    valid(
                            "sync-arrivals-ascend-by-seq",
                            "as late as can be, and as early",
                            arrivals("peer2", "0003", "incarnation2", ONE, "seq2", "0000000000000008", "tick1", ZERO)),
                    valid("sync-arrivals-256", "", manyArrivals(256)),
                    valid("sync-rooted-arrivals", "the length tells that both are there", rootedArrivals()),
                    valid("bye", "reason 2", bye()),
                    valid("bye-without-text", "", bye("textLength", "00", "text", "")),
                    valid("bye-text-of-255-characters", "", bye("textLength", "ff", "text", "7e".repeat(255))),
                    reason(1),
                    reason(3),
                    reason(4),
                    reason(5),
                    reason(6),
                    reason(7),
                    reason(8),
                    valid("promises", "the second one final", promises()),
                    valid("promise-of-tick-1", "and no event", promises("tick1", ONE, "seq1", ZERO)),
                    valid("promise-seq-highest", "2^63 - 1", promises("seq2", TOP)),
                    valid("declaration", "", declaration()),
                    valid(
                            "declaration-of-nothing",
                            "no source has issued",
                            declaration("peer1", "", "incarnation1", "", "seq1", "")),
                    valid(
                            "declaration-that-begins",
                            "it tells the keeper",
                            declaration("since", ZERO, "keeper", "0005 0000000000000000")),
                    valid(
                            "declaration-that-tells-the-keeper-alone",
                            "",
                            declaration(
                                    "since",
                                    ZERO,
                                    "tick",
                                    ZERO,
                                    "keeper",
                                    "ffff" + TOP,
                                    "peer1",
                                    "",
                                    "incarnation1",
                                    "",
                                    "seq1",
                                    "")),
                    valid("declaration-tick-highest", "2^40 - 1", declaration("tick", "000000ffffffffff")),
                    valid("declaration-count-highest", "2^63 - 1", declaration("seq1", TOP)),
                    valid("checkpoint", "", checkpoint()),
                    valid("checkpoint-tick-highest", "2^40 - 1", checkpoint("tick", "000000ffffffffff")),
                    valid("checkpoint-tick-1", "and a hash of 0", checkpoint("tick", ONE, "hash", ZERO)),
                    valid("snapshot", "", snapshot()),
                    valid(
                            "snapshot-without-sources",
                            "nobody has issued anything; and the state has no bytes",
                            snapshot("size", "00000000", "peer1", "", "incarnation1", "", "seq1", "", "digest1", "")),
                    valid("snapshot-of-the-greatest-state", "2^26 bytes", snapshot("size", "04000000")),
                    valid("snapshot-seq-highest", "2^63 - 1", snapshot("seq1", TOP)),
                    valid("state", "", state()),
                    valid("state-of-1-byte", "", state("bytes", "00"))),
            ValidFrames::run);

    private ValidFrames() {}

    private static Case valid(String name, String about, byte[] frame) {
        return Case.of(name, about, "frame", frame);
    }

    private static Case reason(int number) {
        return valid("bye-reason-" + number, "", bye("reason", "0" + number));
    }

    private static Found run(Given given) {
        byte[] frame = given.bytes("frame", Wire.MAX_FRAME_SIZE);
        Decoded decoded = Wire.decode(frame);
        if (decoded instanceof Decoded.Bad bad) {
            throw given.mistake("frame", "can't be decoded: " + bad.what());
        }
        Message message = ((Decoded.Ok) decoded).message();
        if (!Arrays.equals(frame, Wire.frame(message))) {
            throw given.mistake("frame", "is not what comes out if its message is encoded again");
        }
        return Found.of("message", message);
    }
}

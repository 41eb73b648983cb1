package org.symmetricp2p.vectors;

import static org.symmetricp2p.vectors.FrameParts.arrivals;
import static org.symmetricp2p.vectors.FrameParts.bye;
import static org.symmetricp2p.vectors.FrameParts.bytes;
import static org.symmetricp2p.vectors.FrameParts.checkpoint;
import static org.symmetricp2p.vectors.FrameParts.cut;
import static org.symmetricp2p.vectors.FrameParts.declaration;
import static org.symmetricp2p.vectors.FrameParts.events;
import static org.symmetricp2p.vectors.FrameParts.hello;
import static org.symmetricp2p.vectors.FrameParts.helloWithExtension;
import static org.symmetricp2p.vectors.FrameParts.manyArrivals;
import static org.symmetricp2p.vectors.FrameParts.promises;
import static org.symmetricp2p.vectors.FrameParts.rooted;
import static org.symmetricp2p.vectors.FrameParts.rootedArrivals;
import static org.symmetricp2p.vectors.FrameParts.snapshot;
import static org.symmetricp2p.vectors.FrameParts.state;
import static org.symmetricp2p.vectors.FrameParts.sync;
import static org.symmetricp2p.vectors.Samples.fields;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.wire.Decoded;
import org.symmetricp2p.wire.Wire;

/** Bytes that a decoder of whole frames must reject, each because of one flaw; {@link Streams} has what it never gets. */
final class InvalidFrames {

    private static final String ZERO = "0000000000000000";
    private static final String TWO_TO_63 = "8000000000000000";
    private static final String TICK_TOO_HIGH = "0000010000000001"; // 2^40 + 1
    private static final String LOCAL_TOO_HIGH = "0100000000000001"; // 2^56 + 1
    private static final String TIME_TOO_HIGH = "1000000000000001"; // 2^60 + 1
    private static final String ALL_ONES = "ffffffffffffffff";

    static final Topic TOPIC = Topic.single(
            "wire/invalid-frames",
            "Frames that a decoder must reject, each with one flaw, which 'about' names. A peer that reads one answers "
                    + "BYE with this reason and closes the link. The advice is the text that the reference sends "
                    + "with it; others may say it in other words. (spec 7.2, spec 7.3, spec 7.13, spec 7.14, spec 7.21)",
            fields(
                    "given.frame",
                    "the bytes: exactly as many as the length at their beginning says",
                    "expect.reason",
                    "VIOLATION, or INCOMPATIBLE for another version"),
            InvalidFrames::cases,
            InvalidFrames::run);

    private InvalidFrames() {}

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.addAll(ofAnyType());
        cases.addAll(ofHello());
        cases.addAll(ofSources());
        cases.addAll(ofExtensions());
        cases.addAll(ofEvents());
        cases.addAll(ofSyncAndBye());
        cases.addAll(ofSettling());
        cases.addAll(ofWindows());
        return cases;
    }

    private static List<Case> ofAnyType() {
        return List.of(
                bad("length-0", "not even a type", bytes("00000000")),
                bad("type-0", "there is no such type, whatever follows it", bye("type", "00")),
                bad("type-10", "there is no such type", sync("type", "0a")),
                bad("type-255", "there is no such type", sync("type", "ff")));
    }

    private static List<Case> ofHello() {
        return List.of(
                bad("magic-other", "SYMQ", hello("magic", "53594d51")),
                bad("magic-lower-case", "symp", hello("magic", "73796d70")),
                bad("version-0", "another version: not a violation", hello("version", "0000")),
                bad("version-2", "another version: not a violation", hello("version", "0002")),
                bad("version-65535", "another version: not a violation", hello("version", "ffff")),
                bad(
                        "version-2-without-more",
                        "whatever follows isn't needed either",
                        bytes("00000007 01 53594d50 0002")),
                bad("version-2-and-other-magic", "no Symmetric at all", hello("magic", "53594d51", "version", "0002")),
                bad("version-cut-short", "it ends after one byte of it", cut(hello(), 10)),
                bad(
                        "version-2-whatever-follows",
                        "nothing behind the version is judged",
                        bytes("00000008 01 53594d50 0002 ff")),
                bad("application-empty", "length below 1", hello("idLength", "00", "id", "")),
                bad("application-of-65-characters", "length above 64", hello("idLength", "41", "id", "61".repeat(65))),
                bad("application-with-control-character", "a line feed", hello("idLength", "01", "id", "0a")),
                bad("application-with-1f", "just below printable ASCII", hello("idLength", "01", "id", "1f")),
                bad("application-with-7f", "just above printable ASCII", hello("idLength", "01", "id", "7f")),
                bad("application-in-utf-8", "two bytes of one character", hello("idLength", "02", "id", "c3a9")),
                bad("fps-0", "below 1", hello("fps", "0000")),
                bad("fps-1001", "above 1000", hello("fps", "03e9")),
                bad("state-size-too-high", "2^26 + 1", hello("stateSize", "04000001")),
                bad("state-size-negative", "as a signed integer", hello("stateSize", "ffffffff")),
                bad("hello-incarnation-too-high", "2^63", hello("incarnation", TWO_TO_63)),
                bad("hello-clock-too-high", "2^40 + 1", hello("clock", TICK_TOO_HIGH)),
                bad("hello-clock-negative", "as a signed integer", hello("clock", ALL_ONES)),
                bad("hello-cut-in-fps", "it ends in the middle of a field", cut(hello(), 24)),
                bad("hello-cut-in-last-seq", "it ends a byte too early", cut(hello(), 102)),
                bad("hello-cut-in-last-digest", "it ends a byte too early", cut(hello(), 118)),
                bad("hello-with-more", "a byte after the end", hello("end", "00")));
    }

    private static List<Case> ofSources() {
        return List.of(
                bad(
                        "sources-announced-but-missing",
                        "65536 are announced, 2 follow: nothing may be allocated for the rest",
                        hello("sources", "00010000")),
                bad("sources-fewer-than-follow", "the second is a surplus of bytes", hello("sources", "00000001")),
                bad("source-seq-0", "a source without events isn't listed", hello("seq1", ZERO)),
                bad("source-seq-too-high", "2^63", hello("seq2", TWO_TO_63)),
                bad("source-incarnation-too-high", "2^64 - 1", hello("incarnation1", ALL_ONES)),
                bad("sources-descend", "peer 2 after peer 3", hello("peer2", "0002")),
                bad("sources-descend-by-incarnation", "3.0 after 3.1", hello("peer2", "0003")),
                bad("source-twice", "3.1 after 3.1", hello("peer2", "0003", "incarnation2", "0000000000000001")));
    }

    private static List<Case> ofExtensions() {
        return List.of(
                bad("extensions-missing", "their number is, too", cut(hello(), 119)),
                bad("extensions-17", "more than 16, and all of them are there", FrameParts.manyExtensions(17)),
                bad("extensions-announced-but-missing", "16 are announced, none follows", hello("extensions", "10")),
                bad(
                        "extensions-fewer-than-follow",
                        "the first is a surplus of bytes",
                        helloWithExtension("extensions", "00")),
                bad("extension-without-name", "length below 1", helloWithExtension("nameLength1", "00", "name1", "")),
                bad(
                        "extension-name-of-33-characters",
                        "length above 32",
                        helloWithExtension("nameLength1", "21", "name1", "61".repeat(33))),
                bad("extension-name-in-latin-1", "not ASCII", helloWithExtension("name1", "6c617465e9")),
                bad("extension-required-2", "neither yes nor no", helloWithExtension("required1", "02")),
                bad(
                        "extension-of-1025-bytes",
                        "more than 1024",
                        helloWithExtension("contentSize1", "0401", "content1", "5a".repeat(1025))),
                bad(
                        "extension-cut-short",
                        "3 bytes are announced, 2 follow: nothing may be allocated for the rest",
                        helloWithExtension("contentSize1", "0003")),
                bad(
                        "extensions-descend",
                        "\"late\" after \"later\"",
                        helloWithExtension("extensions", "02", "extension2", "04 6c617465 00 0000")),
                bad(
                        "extension-twice",
                        "\"later\" after \"later\", with other content",
                        helloWithExtension("extensions", "02", "extension2", "05 6c61746572 00 0000")));
    }

    private static List<Case> ofEvents() {
        return List.of(
                bad("events-clock-too-high", "2^40 + 1", events("clock", TICK_TOO_HIGH)),
                bad("events-none", "at least 1", bytes("0000000b 02 00000000000003e8 0000")),
                bad("events-33", "more than 32, and all of them are there", FrameParts.manyEvents(33)),
                bad("events-fewer-than-announced", "3 are announced, 2 follow", events("events", "0003")),
                bad("events-more-than-announced", "1 is announced, 2 follow", events("events", "0001")),
                bad("event-tick-0", "no event is stamped with tick 0", events("tick1", ZERO)),
                bad("event-tick-too-high", "2^40 + 1", events("tick2", TICK_TOO_HIGH)),
                bad("event-incarnation-too-high", "2^63", events("incarnation1", TWO_TO_63)),
                bad("event-seq-0", "seqs start at 1", events("seq1", ZERO)),
                bad("event-seq-too-high", "2^63", events("seq1", TWO_TO_63)),
                bad("event-type-start", "0 is predefined", events("type1", "00000000")),
                bad("event-type-tick", "1 is predefined", events("type1", "00000001")),
                bad("event-type-negative", "as a signed integer", events("type1", "80000000")),
                bad("payload-of-1025-bytes", "more than 1024", events("size2", "0401", "payload2", "5a".repeat(1025))),
                bad(
                        "payload-cut-short",
                        "1024 bytes are announced, 1023 follow",
                        events("size2", "0400", "payload2", "5a".repeat(1023))),
                bad(
                        "payload-size-negative",
                        "as a signed integer: -1, for which no bytes follow",
                        events("size2", "ffff")),
                bad("events-descend-by-tick", "1004 after 1005", events("tick2", "00000000000003ec")),
                bad("events-descend-by-peer", "peer 2 after peer 3 at one tick", events("peer2", "0002")),
                bad(
                        "events-descend-by-seq",
                        "seq 2 after seq 7 of one source",
                        events("peer2", "0003", "incarnation2", "0000000000000001")),
                bad(
                        "event-twice",
                        "the same stamp again",
                        events("peer2", "0003", "incarnation2", "0000000000000001", "seq2", "0000000000000007")),
                bad("events-cut-in-first-tick", "the first event is missing", cut(events(), 22)),
                bad("events-with-more", "a byte after the end", events("end", "00")));
    }

    private static List<Case> ofSyncAndBye() {
        return List.of(
                bad("sync-clock-too-high", "2^40 + 1", sync("clock", TICK_TOO_HIGH)),
                bad("sync-cut-short", "it ends a byte too early", cut(sync(), 12)),
                bad("sync-with-more", "a byte after the end", sync("end", "00")),
                bad("sync-rooted-sent-0", "local times start at 1", rooted("sent", ZERO)),
                bad("sync-rooted-sent-too-high", "2^56 + 1", rooted("sent", LOCAL_TOO_HIGH)),
                bad("sync-rooted-heard-too-high", "2^56 + 1", rooted("heard", LOCAL_TOO_HIGH)),
                bad("sync-rooted-held-too-high", "2^56 + 1", rooted("held", LOCAL_TOO_HIGH)),
                bad("sync-rooted-time-too-high", "2^60 + 1", rooted("time", TIME_TOO_HIGH)),
                bad("sync-rooted-incarnation-negative", "2^63", rooted("rootIncarnation", TWO_TO_63)),
                bad("sync-rooted-since-too-high", "2^60 + 1", rooted("since", TIME_TOO_HIGH)),
                bad("sync-rooted-pulse-too-high", "2^60 + 1", rooted("pulse", TIME_TOO_HIGH)),
                bad("sync-rooted-error-too-high", "2^60 + 1", rooted("error", TIME_TOO_HIGH)),
                bad("sync-rooted-cut-short", "it ends a byte too early", cut(rooted(), 80)),
                bad("sync-rooted-with-more", "a byte after the end", rooted("end", "00")),
                bad("sync-arrival-seq-0", "seqs start at 1", arrivals("seq1", ZERO)),
                bad("sync-arrival-incarnation-negative", "2^63", arrivals("incarnation2", TWO_TO_63)),
                bad("sync-arrival-tick-too-high", "2^40 + 1", arrivals("tick2", TICK_TOO_HIGH)),
                bad(
                        "sync-arrival-twice",
                        "each event once, whatever its tick",
                        arrivals("peer2", "0003", "incarnation2", "0000000000000001", "seq2", "0000000000000007")),
                bad("sync-arrivals-descend", "by peer", arrivals("peer2", "0002")),
                bad("sync-arrivals-257", "one more than 256", manyArrivals(257)),
                bad("sync-arrivals-cut-short", "the last ends a byte too early", cut(arrivals(), 64)),
                bad("sync-rooted-arrivals-cut-short", "the last ends a byte too early", cut(rootedArrivals(), 132)),
                bad("reason-0", "reasons start at 1", bye("reason", "00")),
                bad("reason-9", "the last reason is 8", bye("reason", "09")),
                bad("bye-without-reason", "it ends after the type", cut(bye(), 5)),
                bad(
                        "bye-text-shorter-than-announced",
                        "10 characters are announced, 9 follow",
                        bye("textLength", "0a")),
                bad("bye-text-longer-than-announced", "8 characters are announced, 9 follow", bye("textLength", "08")),
                bad("bye-text-with-control-character", "an escape", bye("text", "1b61636b20736f6f6e")),
                bad("bye-with-more", "a byte after the end", bye("end", "00")));
    }

    private static List<Case> ofSettling() {
        return List.of(
                bad("promises-without-any", "it ends after the type", cut(promises(), 5)),
                bad("promises-cut-short", "it ends a byte too early", cut(promises(), 56)),
                bad("promises-with-more", "a byte after the end", promises("end", "00")),
                bad("promises-descend", "peer 2 after peer 3", promises("peer2", "0002")),
                bad(
                        "promises-same-source-twice",
                        "each source has one promise",
                        promises("peer2", "0003", "incarnation2", "0000000000000001")),
                bad("promise-tick-0", "ticks of stamps begin with 1", promises("tick1", "0000000000000000")),
                bad("promise-tick-too-high", "2^40 + 1", promises("tick1", TICK_TOO_HIGH)),
                bad("promise-seq-too-high", "2^63", promises("seq1", "8000000000000000")),
                bad("declaration-without-tick", "it ends after since", cut(declaration(), 13)),
                bad("declaration-cut-short", "it ends a byte too early", cut(declaration(), 38)),
                bad("declaration-goes-back", "its tick is before since", declaration("tick", "00000000000003b5")),
                bad("declaration-stays", "its tick is since", declaration("tick", "00000000000003b6")),
                bad("declaration-tick-too-high", "2^40", declaration("tick", "0000010000000000")),
                bad("declaration-count-0", "seqs begin with 1", declaration("seq1", "0000000000000000")),
                bad(
                        "declaration-keeper-missing",
                        "what stands there is read as the keeper, and ends too early",
                        declaration("since", "0000000000000000")),
                bad(
                        "declaration-counts-without-tick",
                        "of tick 0, but it has a count",
                        declaration(
                                "since",
                                "0000000000000000",
                                "tick",
                                "0000000000000000",
                                "keeper",
                                "0005 0000000000000000")),
                bad(
                        "declaration-counts-descend",
                        "peer 2 after peer 3",
                        declaration("end", "0002 0000000000000001 0000000000000001")));
    }

    private static List<Case> ofWindows() {
        return List.of(
                bad("checkpoint-tick-0", "ticks of stamps begin with 1", checkpoint("tick", ZERO)),
                bad("checkpoint-tick-too-high", "2^40", checkpoint("tick", "0000010000000000")),
                bad("checkpoint-cut-short", "it ends a byte too early", cut(checkpoint(), 20)),
                bad("checkpoint-with-more", "a byte after the end", checkpoint("end", "00")),
                bad("snapshot-tick-0", "ticks of stamps begin with 1", snapshot("tick", ZERO)),
                bad("snapshot-tick-too-high", "2^40", snapshot("tick", "0000010000000000")),
                bad("snapshot-keeper-too-high", "2^63", snapshot("keeper", "0005" + TWO_TO_63)),
                bad("snapshot-size-too-high", "2^26 + 1", snapshot("size", "04000001")),
                bad("snapshot-seq-0", "seqs begin with 1", snapshot("seq1", ZERO)),
                bad("snapshot-cut-short", "it ends a byte too early", cut(snapshot(), 68)),
                bad(
                        "snapshot-same-source-twice",
                        "each source has one entry",
                        snapshot("end", "0003 0000000000000001 0000000000000007 000102030405060708090a0b0c0d0e0f")),
                bad("state-without-bytes", "it ends after the type", state("bytes", "")));
    }

    private static Case bad(String name, String flaw, byte[] frame) {
        return Case.of("invalid-" + name, flaw, "frame", frame);
    }

    private static Found run(Given given) {
        byte[] frame = given.bytes("frame", Wire.MAX_FRAME_SIZE);
        if (frame.length < Integer.BYTES || ByteBuffer.wrap(frame).getInt() != frame.length - Integer.BYTES) {
            throw given.mistake("frame", "must have as many bytes as its length says");
        }
        Decoded decoded = Wire.decode(frame);
        if (decoded instanceof Decoded.Bad bad) {
            return new Found(Json.object("reason", bad.reason().name()), List.of(bad.what()));
        }
        throw given.mistake("frame", "is good: " + ((Decoded.Ok) decoded).message());
    }
}

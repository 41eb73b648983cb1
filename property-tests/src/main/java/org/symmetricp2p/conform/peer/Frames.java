package org.symmetricp2p.conform.peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.symmetricp2p.core.Claim;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Timing;
import org.symmetricp2p.demo.Rectangle.Key;
import org.symmetricp2p.wire.Wire;

/** Bytes: how they are cut, and those that are no frame (spec 7). */
final class Frames {

    private static final int MUCH = 4 << 20; // bytes

    private static final String EVENTS_OF_2 = "0000004b 02 0000000000000000 0002";

    static final List<Scenario> ALL = List.of(
            new Scenario("frames-a-byte-at-a-time", stage -> cut(stage, 1)),
            new Scenario("a-frame-in-two-pieces", Frames::halves),
            new Scenario("frames-cut-anywhere", stage -> cut(stage, 17)),
            new Scenario("several-frames-in-a-piece", stage -> cut(stage, Integer.MAX_VALUE)),
            new Scenario("a-frame-that-never-ends", Frames::unfinished),
            bad("7.2", "a-text-that-is-missing", "00000003 04 02 01"),
            bad("7.2", "a-byte-too-many", "00000004 04 02 00 00"),
            bad("7.8", "a-reason-that-is-none", "00000003 04 00 00"),
            bad("7.8", "a-reason-of-a-later-version", "00000003 04 09 00"),
            bad("1.1", "a-clock-beyond-the-last-tick", "00000009 03 0000010000000001"),
            bad("7.7", "a-sync-that-is-short", "00000008 03 00000000000000"),
            bad("7.1", "a-type-that-is-none", "00000001 05"),
            bad("7.3", "no-type", "00000000"),
            bad("7.3", "a-length-beyond-all", "002242a6"),
            bad("7.3", "a-length-of-4-gigabytes", "ffffffff"),
            bad(
                    "7.6",
                    "events-in-the-wrong-order",
                    EVENTS_OF_2 + "0000000000000009 0005 0000000000000000 0000000000000001 00000002 0000"
                            + "0000000000000009 0003 0000000000000000 0000000000000001 00000002 0000"),
            bad("7.6", "no-events", "0000000b 02 0000000000000000 0000"),
            bad("7.4", "events-that-arent-there", "0000000b 02 0000000000000000 0020"),
            bad(
                    "1.1",
                    "a-stamp-at-tick-0",
                    event("0000000000000000", "0000000000000000", "0000000000000001", "00000002")),
            bad(
                    "1.3",
                    "a-negative-incarnation",
                    event("0000000000000009", "8000000000000000", "0000000000000001", "00000002")),
            bad("1.4", "a-seq-of-0", event("0000000000000009", "0000000000000000", "0000000000000000", "00000002")),
            bad(
                    "1.5",
                    "an-event-of-type-1",
                    event("0000000000000009", "0000000000000000", "0000000000000001", "00000001")),
            bad(
                    "1.5",
                    "an-event-of-type-2-31",
                    event("0000000000000009", "0000000000000000", "0000000000000001", "80000000")),
            bad(
                    "1.6",
                    "a-payload-of-1025-bytes",
                    "0000042c 02 0000000000000000 0001 0000000000000009 0003 0000000000000000 0000000000000001 00000002 0401"
                            + "00".repeat(1_025)),
            bad("7.5", "a-hello-that-is-cut", "00000008 01 53594d50 0001 07"),
            bad("1.7", "an-application-without-a-name", hello("00", "0032", "00000020", "00000000 00")),
            bad("1.7", "an-application-that-cant-be-printed", hello("0107", "0032", "00000020", "00000000 00")),
            bad("7.5", "a-hello-of-0-fps", hello("0161", "0000", "00000020", "00000000 00")),
            bad("1.8", "a-state-of-more-than-2-26-bytes", hello("0161", "0032", "04000001", "00000000 00")),
            bad(
                    "7.4",
                    "a-hello-of-65536-sources-of-which-none-is-there",
                    hello("0161", "0032", "00000020", "00010000 00")),
            bad(
                    "7.19",
                    "extensions-in-the-wrong-order",
                    hello("0161", "0032", "00000020", "00000000 02 0162 00 0000 0161 00 0000")),
            new Scenario("a-sync-of-a-rooted-clock", Frames::rooted),
            new Scenario("what-only-settling-peers-say", Frames::settling),
            new Scenario("wrong-magic", Frames::magic),
            new Scenario("bye-arrives-though-much-is-unread", Frames::much));

    private Frames() {}

    /** What has come of a frame stays until the rest comes: as a SYNC in between shows, it was read by then. */
    private static void halves(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour witness = stage.links(stage.higher(1));
        Neighbour one = stage.dials(stage.lower(1));
        byte[] hello = Wire.frame(one.hello());
        one.says(Arrays.copyOf(hello, 20));
        witness.hearsNothing("7.1");
        one.says(Arrays.copyOfRange(hello, 20, hello.length)).hearsHello("7.1");
        byte[] sync = Wire.frame(new Message.Sync(0));
        one.says(Arrays.copyOf(sync, 3));
        witness.hearsNothing("7.1");
        one.says(Arrays.copyOfRange(sync, 3, sync.length)).lives().hearsNothing("7.1");
        stage.links(stage.lower(2)).hearsNothing("7.1");
        one.hearsNothing("7.1");
    }

    private static void cut(Stage stage, int size) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour witness = stage.links(stage.higher(1));
        Neighbour one = stage.dials(stage.lower(1));
        StampedEvent first = one.event(40, Key.UP);
        StampedEvent second = one.event(50, Key.DOWN);
        StampedEvent third = one.event(60, Key.LEFT);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Message> messages = List.of(
                one.hello(),
                new Message.Events(0, List.of(first)),
                new Message.Sync(0),
                new Message.Events(0, List.of(second, third)));
        for (Message message : messages) {
            for (Iterator<byte[]> frames = Wire.frames(message); frames.hasNext(); ) {
                bytes.writeBytes(frames.next());
            }
        }
        for (StampedEvent event : List.of(first, second, third)) {
            stage.learn(event, one);
        }
        byte[] all = bytes.toByteArray();
        for (int at = 0, next; at < all.length; at = next) {
            next = Math.min(all.length - at, size) + at;
            one.says(Arrays.copyOfRange(all, at, next));
        }
        witness.hearsEvents("7.1", first);
        witness.hearsEvents("7.1", second, third);
        one.lives().hearsHello("6.1");
        one.hearsNothing("7.1");
        stage.ends();
    }

    private static void unfinished(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour one = stage.links(stage.lower(1));
        one.says(new byte[] {0, 0, 0, 9, 3, 0, 0}).cuts();
        Neighbour two = stage.links(stage.lower(2));
        two.hearsNothing("7.17");
    }

    /** An event, alone in its frame. */
    private static String event(String tick, String incarnation, String seq, String type) {
        return framed("02 0000000000000000 0001" + tick + "0003" + incarnation + seq + type + "0000");
    }

    private static String hello(String application, String fps, String stateSize, String rest) {
        return framed(
                "01 53594d50 0001" + application + fps + stateSize + "0003 0000000000000001 0000000000000000" + rest);
    }

    private static String framed(String content) {
        return "%08x".formatted(content.replace(" ", "").length() / 2) + content;
    }

    /** On a live link, and as the first thing on another connection. */
    private static Scenario bad(String rule, String what, String hex) {
        byte[] frame = HexFormat.of().parseHex(hex.replace(" ", ""));
        return new Scenario("bad-frame-" + what, stage -> {
            stage.starts();
            Neighbour witness = stage.links(stage.higher(1));
            Neighbour live = stage.links(stage.lower(1));
            live.says(frame).hearsBye(rule, Reason.VIOLATION);
            Neighbour stranger = stage.dials(stage.lower(2));
            stranger.says(frame).hearsBye("7.13", Reason.VIOLATION);
            witness.hearsNothing("7.13");
        });
    }

    /** It is in order, but not between these two. */
    private static void rooted(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Neighbour one = stage.starts().links(stage.lower(1));
        Claim claim = new Claim(one.self(), 0, 1_000, 0, 0);
        one.says(new Message.Sync(0, Optional.of(new Timing(1_000, 0, 0, 1_000, claim))));
        one.hearsBye("7.21", Reason.VIOLATION);
    }

    private static void settling(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Source one = stage.lower(1);
        List<Message> all = List.of(
                Settlements.promise(one, 100, 0),
                new Message.Declaration(0, 100, Optional.of(one), Collections.emptySortedMap()),
                new Message.Checkpoint(250, 7));
        for (Message message : all) {
            stage.links(one).says(message).hearsBye("7.22", Reason.VIOLATION);
        }
    }

    private static void magic(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour one = stage.dials(stage.lower(1));
        byte[] frame = Wire.frame(one.hello());
        frame[8] ^= 1;
        one.says(frame).hearsBye("7.14", Reason.VIOLATION);
    }

    /** The neighbour reads only when it has sent all of it, which whoever closes meanwhile would make impossible. */
    private static void much(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour witness = stage.links(stage.higher(1));
        Neighbour one = stage.dialsDeaf(stage.lower(1));
        one.says(one.hello());
        witness.hearsNothing("6.8");
        byte[] frames = new byte[MUCH];
        frames[3] = 1;
        frames[4] = 9; // a bad one, and whatever the others are
        one.says(frames).listens();
        one.hearsHello("6.17");
        one.hearsBye("6.17", Reason.VIOLATION);
    }
}

package org.symmetricp2p.vectors;

import static org.symmetricp2p.vectors.Script.PEER;
import static org.symmetricp2p.vectors.Script.events;
import static org.symmetricp2p.vectors.Script.hello;
import static org.symmetricp2p.vectors.Script.linkDown;
import static org.symmetricp2p.vectors.Script.linkUp;
import static org.symmetricp2p.vectors.Script.live;
import static org.symmetricp2p.vectors.Script.local;
import static org.symmetricp2p.vectors.Script.readAtTick;
import static org.symmetricp2p.vectors.Script.received;
import static org.symmetricp2p.vectors.Script.script;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.core.Adaptive;
import org.symmetricp2p.core.Arrival;
import org.symmetricp2p.core.Claim;
import org.symmetricp2p.core.ClockKind;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Extension;
import org.symmetricp2p.core.Identity;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Timing;

/** Scripts of a peer that chooses Δ, peer 1: what it tells others of their events, and which Δ it chooses for its own. */
final class AdaptiveCases {

    private static final Extension ADAPTIVE = new Extension("adaptive-delta", false, Payload.EMPTY);
    private static final Extension ROOTED = new Extension("rooted-clock", true, Payload.EMPTY);
    private static final Config CHOOSING = PEER.withAdaptive(new Adaptive(2, 60, 10));
    private static final Source SELF = PEER.self();
    private static final Source TWO = new Source(2, 1);
    private static final Source THREE = new Source(3, 1);
    private static final int FPS = Script.FPS;

    static final Topic TOPIC = PeerScript.topic(
            "clock/adaptive-delta",
            "A peer that chooses \u0394: what it notes and tells of when others' events came, and what it makes of what it is told of its own. In a "
                    + "port whose \u0394 is fixed only these can be skipped. (spec 5.20, spec 5.21, spec 5.22, spec 7.34)",
            AdaptiveCases::cases);

    private AdaptiveCases() {}

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.addAll(ofGreetings());
        cases.addAll(ofNoting());
        cases.addAll(ofTellingOn());
        cases.addAll(ofChoosing());
        return cases;
    }

    // ---- parts ----

    private static Message.Hello greeting(Source self, Extension... extensions) {
        Message.Hello plain = hello(self.peer(), 0);
        return new Message.Hello(
                plain.application(),
                plain.fps(),
                plain.stateSize(),
                self,
                plain.clock(),
                plain.versions(),
                List.of(extensions));
    }

    /** A link to a peer that chooses Δ as well. */
    private static ObjectNode[] link(long link, Source self) {
        return new ObjectNode[] {linkUp(link), received(link, greeting(self, ADAPTIVE))};
    }

    private static Arrival arrival(Source source, long seq, long tick) {
        return new Arrival(new Identity(source, seq), tick);
    }

    private static ObjectNode told(long link, Arrival... arrivals) {
        return received(link, new Message.Sync(0, Optional.empty(), List.of(arrivals)));
    }

    private static StampedEvent event(long tick, Source source, long seq) {
        return new StampedEvent(new Stamp(tick, source, seq), Event.of(2, (int) seq));
    }

    private static ObjectNode[] all(Object... parts) {
        return Arrays.stream(parts)
                .flatMap(part -> part instanceof ObjectNode[] several
                        ? Arrays.stream(several)
                        : Arrays.stream(new ObjectNode[] {(ObjectNode) part}))
                .toArray(ObjectNode[]::new);
    }

    // ---- who links ----

    private static List<Case> ofGreetings() {
        return List.of(
                script("adaptive-hello", "says so", CHOOSING, link(1, TWO)),
                script(
                        "adaptive-neighbour-without",
                        "is as welcome, and isn't told what it can't read",
                        CHOOSING,
                        all(
                                linkUp(1),
                                received(1, hello(2, 0)),
                                readAtTick(20),
                                events(1, 0, event(10, TWO, 1)),
                                readAtTick(50))),
                script(
                        "adaptive-told-by-one-without",
                        "the extension isn't in use",
                        CHOOSING,
                        all(linkUp(1), received(1, hello(2, 0)), told(1, arrival(SELF, 1, 7)))),
                script(
                        "fixed-told-by-one-with",
                        "as it isn't on a link of a peer whose \u0394 is fixed",
                        PEER,
                        all(linkUp(1), received(1, greeting(TWO, ADAPTIVE)), told(1, arrival(SELF, 1, 7)))),
                script(
                        "adaptive-and-rooted",
                        "extensions ascend by name; arrivals come after what a rooted clock tells",
                        CHOOSING.withClock(ClockKind.ROOTED),
                        all(
                                linkUp(1),
                                received(1, greeting(TWO, ADAPTIVE, ROOTED)),
                                readAtTick(20),
                                events(1, 0, event(10, TWO, 1)),
                                received(1, timed(arrival(TWO, 1, 33))),
                                readAtTick(30),
                                readAtTick(70))));
    }

    private static Message.Sync timed(Arrival arrival) {
        Timing timing = new Timing(1, 0, 0, 0, new Claim(TWO, 0, 0, 0, 0));
        return new Message.Sync(0, Optional.of(timing), List.of(arrival));
    }

    // ---- what is noted ----

    private static List<Case> ofNoting() {
        int patience = 20 * FPS;
        return List.of(
                script(
                        "note-a-late-event",
                        "told back once, over the link over which it came first",
                        CHOOSING,
                        all(
                                link(1, TWO),
                                link(2, THREE),
                                readAtTick(30),
                                events(1, 0, event(10, TWO, 1)),
                                events(2, 0, event(10, TWO, 1)),
                                readAtTick(50),
                                readAtTick(100))),
                script(
                        "note-an-early-event",
                        "and one of another source, in the order of sources and seqs",
                        CHOOSING,
                        all(
                                link(1, TWO),
                                readAtTick(30),
                                events(1, 0, event(40, THREE, 1)),
                                events(1, 0, event(41, TWO, 1), event(42, TWO, 2)),
                                readAtTick(50))),
                script(
                        "note-not-so-old",
                        "20 s after its tick, and a tick more",
                        CHOOSING,
                        all(
                                link(1, TWO),
                                readAtTick(patience + 10),
                                events(1, 0, event(9, TWO, 1), event(10, TWO, 2)),
                                readAtTick(patience + 60))),
                script(
                        "note-goes-with-its-link",
                        "what was noted is told over no other",
                        CHOOSING,
                        all(
                                link(1, TWO),
                                readAtTick(30),
                                events(1, 0, event(10, TWO, 1)),
                                linkDown(1),
                                link(2, TWO),
                                readAtTick(50))),
                script(
                        "note-a-whole-frame",
                        "all are told together",
                        CHOOSING,
                        all(
                                link(1, TWO),
                                readAtTick(30),
                                received(
                                        1,
                                        new Message.Events(
                                                0,
                                                LongStream.rangeClosed(1, 32)
                                                        .mapToObj(seq -> event(30, TWO, seq))
                                                        .toList())),
                                readAtTick(50),
                                readAtTick(100))));
    }

    // ---- what is told on ----

    private static List<Case> ofTellingOn() {
        ObjectNode[] noted =
                all(link(1, TWO), link(2, THREE), readAtTick(30), events(1, 0, event(10, TWO, 1)), readAtTick(50));
        return List.of(
                script(
                        "tell-on-what-is-later",
                        "not what is earlier, or as late",
                        CHOOSING,
                        all(
                                noted,
                                told(2, arrival(TWO, 1, 30)),
                                readAtTick(100),
                                told(2, arrival(TWO, 1, 44), arrival(TWO, 2, 44)),
                                readAtTick(150),
                                told(2, arrival(TWO, 1, 43)),
                                readAtTick(200))),
                script(
                        "tell-on-for-20-s",
                        "since it came",
                        CHOOSING,
                        all(
                                noted,
                                readAtTick(30 + 20 * FPS - 1),
                                told(2, arrival(TWO, 1, 44)),
                                readAtTick(30 + 20 * FPS),
                                told(2, arrival(TWO, 1, 45)),
                                readAtTick(30 + 21 * FPS),
                                readAtTick(30 + 22 * FPS))));
    }

    // ---- which Δ ----

    /** Events at every second from the first on, each of which came to somebody at a tick; 21 s later another one, which has the Δ. */
    private static ObjectNode[] chosen(int count, LongUnaryOperator needed) {
        List<ObjectNode> steps = new ArrayList<>(List.of(link(1, TWO)));
        for (int i = 1; i <= count; i++) {
            steps.add(readAtTick((long) i * FPS));
            steps.add(local(i));
            steps.add(told(1, arrival(SELF, i, (long) i * FPS + needed.applyAsLong(i) - 1)));
        }
        steps.add(readAtTick((count + 21L) * FPS));
        steps.add(local(count + 1));
        return steps.toArray(ObjectNode[]::new);
    }

    private static List<Case> ofChoosing() {
        return List.of(
                script(
                        "choose-first",
                        "what it began with, if nothing was told",
                        CHOOSING,
                        all(link(1, TWO), readAtTick(FPS), local(1), readAtTick(30 * FPS), local(2))),
                script(
                        "choose-first-within",
                        "the bounds",
                        CHOOSING.withDelta(100),
                        all(link(1, TWO), readAtTick(FPS), local(1))),
                script("choose-alone-of-one", "what the only event needed", CHOOSING, chosen(1, i -> 12)),
                script("choose-greatest-of-few", "a tenth of three is none", CHOOSING, chosen(3, i -> i == 2 ? 12 : 7)),
                script("choose-but-for-a-share", "the second greatest of 20", CHOOSING, chosen(20, i -> i)),
                script("choose-by-the-last-64", "the first are forgotten", CHOOSING, chosen(72, i -> i <= 8 ? 50 : 9)),
                script(
                        "choose-the-least",
                        "what was there before it was issued needed less than nothing",
                        CHOOSING,
                        chosen(2, i -> -30)),
                script("choose-the-greatest", "", CHOOSING, chosen(2, i -> 4_000)),
                script(
                        "choose-later-of-two",
                        "what is told last may be earlier",
                        CHOOSING,
                        all(
                                link(1, TWO),
                                readAtTick(FPS),
                                local(1),
                                told(1, arrival(SELF, 1, 68)),
                                told(1, arrival(SELF, 1, 59)),
                                readAtTick(60 * FPS),
                                local(2))),
                script(
                        "choose-at-once-if-late",
                        "the tick that it was stamped, or later",
                        CHOOSING,
                        all(
                                link(1, TWO),
                                readAtTick(FPS),
                                local(1),
                                told(1, arrival(SELF, 1, FPS + 4)),
                                readAtTick(FPS + 20),
                                local(2),
                                told(1, arrival(SELF, 1, FPS + 5)),
                                local(3))),
                script(
                        "choose-after-20-s",
                        "when all have told that it wasn't late",
                        CHOOSING,
                        all(
                                link(1, TWO),
                                readAtTick(FPS),
                                local(1),
                                told(1, arrival(SELF, 1, FPS + 2)),
                                readAtTick(21 * FPS - 1),
                                local(2),
                                readAtTick(21 * FPS),
                                local(3))),
                script(
                        "choose-by-one-a-second",
                        "the second is no sample; stamps don't decrease as \u0394 does",
                        CHOOSING,
                        all(
                                link(1, TWO),
                                readAtTick(FPS),
                                local(1),
                                readAtTick(2 * FPS - 1),
                                local(2),
                                told(1, arrival(SELF, 1, FPS + 2), arrival(SELF, 2, 2 * FPS + 40)),
                                readAtTick(21 * FPS - 1),
                                local(3),
                                readAtTick(21 * FPS),
                                local(4))),
                script(
                        "fixed-tells-nothing",
                        "a peer without the option notes nothing",
                        PEER,
                        all(live(1, 2, 0), readAtTick(20), events(1, 0, event(10, TWO, 1)), readAtTick(50))));
    }
}

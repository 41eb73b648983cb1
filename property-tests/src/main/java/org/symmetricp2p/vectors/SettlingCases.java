package org.symmetricp2p.vectors;

import static org.symmetricp2p.vectors.Samples.event;
import static org.symmetricp2p.vectors.Script.PEER;
import static org.symmetricp2p.vectors.Script.events;
import static org.symmetricp2p.vectors.Script.linkDown;
import static org.symmetricp2p.vectors.Script.linkUp;
import static org.symmetricp2p.vectors.Script.local;
import static org.symmetricp2p.vectors.Script.look;
import static org.symmetricp2p.vectors.Script.read;
import static org.symmetricp2p.vectors.Script.readAtTick;
import static org.symmetricp2p.vectors.Script.received;
import static org.symmetricp2p.vectors.Script.script;
import static org.symmetricp2p.vectors.Script.steps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Extension;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Promise;
import org.symmetricp2p.core.Settling;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.Versions;

/** Scripts of the chapter on settling: a peer that is the keeper, or that another one is. */
final class SettlingCases {

    private static final long SECOND = 1_000_000_000;
    private static final Source SELF = new Source(1, 1);
    static final Source TWO = new Source(2, 1);
    static final Source THREE = new Source(3, 1);
    static final Source KEEPER = new Source(9, 1);

    static final Config JOINS = PEER.withSettling(Settling.JOINING);
    private static final Config LEAVES_IT = PEER.withSettling(Settling.JOINING.withIssuesAgain(false));
    private static final Config KEEPS = PEER.withSettling(Settling.keptBy(SELF));

    static final Topic TOPIC = PeerScript.topic(
            "settling/settled",
            "Sessions that settle: who the keeper is, what is promised and declared, what is void, and what becomes of it. (spec 8.3 to 8.19, spec 8.21, spec 8.22, spec 7.22)",
            SettlingCases::cases);

    private SettlingCases() {}

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.addAll(ofGreeting());
        cases.addAll(ofPromises());
        cases.addAll(ofDeclarations());
        cases.addAll(ofVoid());
        cases.addAll(ofKeeper());
        cases.addAll(WindowCases.all());
        return cases;
    }

    private static List<Case> ofGreeting() {
        return List.of(
                script(
                        "settled-no-keeper-known",
                        "both say so, and neither promises",
                        JOINS,
                        steps(live(1, 2, null, 0), readAtTick(50), look())),
                script(
                        "settled-keeper-adopted",
                        "from a HELLO: the peer promises at once",
                        JOINS,
                        steps(live(1, 2, KEEPER, 0), look())),
                script(
                        "settled-keeper-passed-on",
                        "to who was linked before and knows none",
                        JOINS,
                        steps(steps(live(1, 2, null, 0), live(2, 3, KEEPER, 0)), look())),
                script(
                        "settled-keeper-by-declaration",
                        "that tells nothing else",
                        JOINS,
                        steps(
                                steps(live(1, 2, null, 0), live(2, 3, null, 0)),
                                received(1, declared(0, 0, Map.of())),
                                look())),
                script("settled-keeper-told-in-hello", "and how far it declared", JOINS, steps(kept(20), linkUp(2))),
                script(
                        "settled-another-keeper",
                        "than the neighbour's",
                        JOINS,
                        steps(live(1, 2, KEEPER, 0), linkUp(2), received(2, hello(3, THREE, 0)), look())),
                script(
                        "settled-another-keeper-later",
                        "both knew none when they greeted",
                        JOINS,
                        steps(
                                steps(live(1, 2, KEEPER, 0), live(2, 3, null, 0)),
                                received(2, new Message.Declaration(0, 0, Optional.of(THREE), new TreeMap<>())),
                                look())),
                script(
                        "settled-here-only",
                        "the neighbour's session doesn't settle",
                        JOINS,
                        linkUp(1),
                        received(1, Script.hello(2, 0))),
                script(
                        "settled-there-only",
                        "the peer's session doesn't settle",
                        PEER,
                        linkUp(1),
                        received(1, hello(2, KEEPER, 0))),
                script(
                        "settled-content-too-short",
                        "17 bytes",
                        JOINS,
                        linkUp(1),
                        received(1, hello(2, Payload.ofBytes(new byte[17])))),
                script(
                        "settled-content-out-of-bounds",
                        "an incarnation of 2^63",
                        JOINS,
                        linkUp(1),
                        received(
                                1,
                                hello(
                                        2,
                                        Payload.ofBytes(ByteBuffer.allocate(18)
                                                .putLong(2, Long.MIN_VALUE)
                                                .array())))),
                script(
                        "settled-history",
                        "events, then what was declared since the neighbour's tick, then promises",
                        JOINS,
                        steps(
                                steps(kept(20), received(1, declared(20, 40, Map.of(TWO, 2L)))),
                                received(1, promised(THREE, 90, 0)),
                                linkUp(2),
                                received(2, hello(4, KEEPER, 20)),
                                linkUp(3),
                                received(3, hello(5, null, 0)),
                                linkUp(4),
                                received(4, hello(6, KEEPER, 40)))));
    }

    private static List<Case> ofPromises() {
        return List.of(
                script(
                        "settled-promises-each-second",
                        "with the seq of its last event",
                        JOINS,
                        steps(
                                live(1, 2, KEEPER, 0),
                                readAtTick(40),
                                local(1),
                                readAtTick(49),
                                readAtTick(50),
                                readAtTick(99),
                                readAtTick(100))),
                script(
                        "settled-promises-where-it-is-going",
                        "a clock that catches up",
                        JOINS,
                        steps(live(1, 2, KEEPER, 0), received(1, new Message.Sync(1_000)), read(0), read(SECOND))),
                script(
                        "settled-promise-passed-on",
                        "once, and not to whom it came from",
                        JOINS,
                        steps(
                                steps(live(1, 2, KEEPER, 0), live(2, 3, KEEPER, 0)),
                                received(1, promised(TWO, 20, 0)),
                                received(1, promised(TWO, 20, 0)),
                                received(2, promised(TWO, 19, 0)),
                                received(2, promised(TWO, 21, 0)))),
                script(
                        "settled-promise-of-a-later-life",
                        "takes the place of the one before",
                        JOINS,
                        steps(
                                steps(live(1, 2, KEEPER, 0), live(2, 3, KEEPER, 0)),
                                received(1, promised(TWO, 20, 0)),
                                received(1, promised(new Source(2, 2), 9, 0)),
                                received(1, promised(TWO, 90, 0)),
                                linkUp(3),
                                received(3, hello(4, KEEPER, 0)))),
                script(
                        "settled-promise-counts-a-missing-event",
                        "",
                        JOINS,
                        steps(live(1, 2, KEEPER, 0), received(1, promised(TWO, 20, 1)))),
                script(
                        "settled-promise-without-keeper",
                        "none was told",
                        JOINS,
                        steps(live(1, 2, null, 0), received(1, promised(TWO, 20, 0)))),
                script(
                        "settled-promise-where-nothing-settles",
                        "",
                        PEER,
                        steps(Script.live(1, 2, 0), received(1, promised(TWO, 20, 0)))),
                script(
                        "settled-final-promise",
                        "of a peer that leaves; it says HELLO as another, if it ever does",
                        JOINS,
                        steps(live(1, 2, KEEPER, 0), local(1), leaving(), linkUp(2))),
                script(
                        "settled-stamps",
                        "not before what was promised, nor up to what is settled",
                        JOINS,
                        steps(
                                live(1, 2, KEEPER, 0),
                                received(1, new Message.Sync(200)),
                                read(0),
                                read(SECOND),
                                local(1),
                                received(1, declared(0, 500, Map.of())),
                                local(2),
                                look())));
    }

    private static List<Case> ofDeclarations() {
        return List.of(
                script(
                        "settled-declaration-taken",
                        "passed on, with what was declared since the peer's own tick",
                        JOINS,
                        steps(
                                steps(live(1, 2, KEEPER, 0), live(2, 3, KEEPER, 0)),
                                events(1, 0, event(3, 2, 1, 7), event(9, 2, 2, 8)),
                                received(1, declared(0, 5, Map.of(TWO, 1L))),
                                received(1, declared(0, 20, Map.of(TWO, 2L))),
                                readAtTick(12),
                                look(),
                                readAtTick(30),
                                look())),
                script(
                        "settled-declaration-known",
                        "nothing happens, whatever it counts",
                        JOINS,
                        steps(
                                kept(20),
                                received(1, declared(0, 20, Map.of())),
                                received(1, declared(5, 19, Map.of(THREE, 9L))))),
                script(
                        "settled-declaration-counts-a-missing-event",
                        "",
                        JOINS,
                        steps(live(1, 2, KEEPER, 0), received(1, declared(0, 20, Map.of(TWO, 1L))))),
                script(
                        "settled-declaration-after-a-missing-one",
                        "",
                        JOINS,
                        steps(kept(20), received(1, declared(21, 30, Map.of())))),
                script(
                        "settled-declaration-without-keeper",
                        "none was told",
                        JOINS,
                        steps(live(1, 2, null, 0), received(1, declared(3, 30, Map.of())))),
                script(
                        "settled-declaration-where-nothing-settles",
                        "",
                        PEER,
                        steps(Script.live(1, 2, 0), received(1, declared(0, 30, Map.of())))));
    }

    private static List<Case> ofVoid() {
        return List.of(
                script(
                        "settled-void-taken-out",
                        "with what its source issued later; a rollback",
                        JOINS,
                        steps(
                                steps(live(1, 2, KEEPER, 0), live(2, 3, KEEPER, 0)),
                                events(1, 0, event(5, 2, 1, 1), event(6, 2, 2, 2), event(60, 2, 3, 3)),
                                events(1, 0, event(6, 4, 1, 4), event(60, 4, 2, 5)),
                                readAtTick(10),
                                received(1, declared(0, 50, Map.of(TWO, 1L, new Source(4, 1), 1L))),
                                look(),
                                readAtTick(10),
                                look())),
                script(
                        "settled-void-ignored",
                        "an event up to the settled tick, and all later ones of its source, and its promises",
                        JOINS,
                        steps(
                                kept(20),
                                events(1, 0, event(20, 3, 1, 7)),
                                events(1, 0, event(80, 3, 2, 8), event(80, 3, 4, 8)),
                                received(1, promised(THREE, 90, 4)),
                                events(1, 0, event(21, 4, 1, 9)),
                                look())),
                script(
                        "settled-void-late-at-once",
                        "an event that came late and is void before the next reading: no rollback",
                        JOINS,
                        steps(
                                live(1, 2, KEEPER, 0),
                                readAtTick(10),
                                events(1, 0, event(5, 2, 1, 7)),
                                received(1, declared(0, 8, Map.of())),
                                readAtTick(11),
                                look())),
                script(
                        "settled-own-void-again",
                        "as another source, in order, before what waits; it promises anew",
                        JOINS,
                        steps(
                                live(1, 2, KEEPER, 0),
                                local(1),
                                local(2),
                                received(1, declared(0, 90, Map.of())),
                                look(),
                                readAtTick(1),
                                look())),
                script(
                        "settled-own-void-left-to-the-application",
                        "",
                        LEAVES_IT,
                        steps(
                                live(1, 2, KEEPER, 0),
                                local(1),
                                received(1, declared(0, 90, Map.of())),
                                readAtTick(1),
                                look())),
                script(
                        "settled-own-partly-void",
                        "what was counted stays with the source that it had",
                        JOINS,
                        steps(
                                live(1, 2, KEEPER, 0),
                                local(1),
                                readAtTick(10),
                                local(2),
                                received(1, declared(0, 90, Map.of(SELF, 1L))),
                                readAtTick(11),
                                look())));
    }

    private static List<Case> ofKeeper() {
        ObjectNode[] seconds = {readAtTick(60), readAtTick(61), readAtTick(76), readAtTick(91), look()};
        return List.of(
                script(
                        "settled-keeper-alone",
                        "a second behind, each 300 ms",
                        KEEPS,
                        steps(live(1, 2, SELF, 0), seconds)),
                script(
                        "settled-keeper-counts",
                        "its own events and others'",
                        KEEPS,
                        steps(
                                live(1, 2, SELF, 0),
                                local(1),
                                events(1, 0, event(8, 2, 1, 7), event(70, 2, 2, 7)),
                                received(1, promised(TWO, 2_000, 2)),
                                readAtTick(60),
                                readAtTick(120),
                                look())),
                script(
                        "settled-keeper-waits",
                        "for whom it has heard of, until it promises",
                        KEEPS,
                        steps(
                                live(1, 2, SELF, 0),
                                events(1, 0, event(8, 2, 1, 7)),
                                readAtTick(100),
                                received(1, promised(TWO, 31, 1)),
                                readAtTick(101),
                                linkDown(1),
                                readAtTick(9_000),
                                look())),
                script(
                        "settled-keeper-stops-waiting",
                        "after a silence of 2 s",
                        PEER.withSettling(Settling.keptBy(SELF).withSilenceNanos(2 * SECOND)),
                        steps(
                                live(1, 2, SELF, 0),
                                received(1, promised(TWO, 6, 0)),
                                readAtTick(100),
                                readAtTick(101),
                                look(),
                                events(1, 0, event(40, 2, 1, 7)),
                                look())),
                script(
                        "settled-keeper-next-life",
                        "of a peer, in the place of the one before; and a final promise",
                        KEEPS,
                        steps(
                                live(1, 2, SELF, 0),
                                received(1, promised(TWO, 6, 0)),
                                readAtTick(100),
                                received(1, promised(new Source(2, 2), 50, 0)),
                                readAtTick(101),
                                received(1, promised(new Source(2, 2), Stamp.MAX_TICK, 0)),
                                readAtTick(120),
                                look())),
                script(
                        "settled-keeper-lost-its-memory",
                        "it hears that it has declared what it doesn't know: it is another source, and no keeper",
                        KEEPS,
                        steps(
                                live(1, 2, SELF, 30),
                                received(1, declared(0, 30, SELF, Map.of())),
                                readAtTick(200),
                                look())),
                script(
                        "settled-keeper-lost-its-memory-later",
                        "it hears so by a declaration",
                        KEEPS,
                        steps(
                                live(1, 2, SELF, 0),
                                received(1, declared(0, 30, SELF, Map.of())),
                                readAtTick(200),
                                look())));
    }

    // ---- steps ----

    /** A peer that has taken a declaration, with two events of peer 2. */
    static ObjectNode[] kept(long tick) {
        return steps(
                live(1, 2, KEEPER, 0),
                events(1, 0, event(3, 2, 1, 7), event(tick + 5, 2, 2, 8)),
                received(1, declared(0, tick, Map.of(TWO, 1L))));
    }

    private static ObjectNode leaving() {
        return Json.object("input", "leaving");
    }

    static ObjectNode[] live(long link, int peer, Source keeper, long tick) {
        return new ObjectNode[] {linkUp(link), received(link, hello(peer, keeper, tick))};
    }

    /** @param keeper null if it knows none */
    static Message.Hello hello(int peer, Source keeper, long tick) {
        return hello(
                peer,
                keeper == null
                        ? Payload.EMPTY
                        : Payload.ofBytes(ByteBuffer.allocate(18)
                                .putShort((short) keeper.peer())
                                .putLong(keeper.incarnation())
                                .putLong(tick)
                                .array()));
    }

    private static Message.Hello hello(int peer, Payload settled) {
        Message.Hello plain = Script.hello(new Source(peer, 1), 0, Versions.NONE);
        return new Message.Hello(
                plain.application(),
                plain.fps(),
                plain.stateSize(),
                plain.self(),
                plain.clock(),
                plain.versions(),
                List.of(new Extension("settled", true, settled)));
    }

    private static Message.Promises promised(Source source, long tick, long seq) {
        return new Message.Promises(new TreeMap<>(Map.of(source, new Promise(tick, seq))));
    }

    static Message.Declaration declared(long since, long tick, Map<Source, Long> counts) {
        return declared(since, tick, KEEPER, counts);
    }

    private static Message.Declaration declared(long since, long tick, Source keeper, Map<Source, Long> counts) {
        return new Message.Declaration(
                since, tick, since == 0 ? Optional.of(keeper) : Optional.empty(), new TreeMap<>(counts));
    }
}

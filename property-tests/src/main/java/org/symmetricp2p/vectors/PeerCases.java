package org.symmetricp2p.vectors;

import static org.symmetricp2p.vectors.Samples.event;
import static org.symmetricp2p.vectors.Samples.stamp;
import static org.symmetricp2p.vectors.Script.PEER;
import static org.symmetricp2p.vectors.Script.events;
import static org.symmetricp2p.vectors.Script.linkDown;
import static org.symmetricp2p.vectors.Script.linkUp;
import static org.symmetricp2p.vectors.Script.live;
import static org.symmetricp2p.vectors.Script.local;
import static org.symmetricp2p.vectors.Script.look;
import static org.symmetricp2p.vectors.Script.readAtTick;
import static org.symmetricp2p.vectors.Script.received;
import static org.symmetricp2p.vectors.Script.script;
import static org.symmetricp2p.vectors.Script.steps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Message;

/** Scripts of the chapter on the peer: flooding, what closes a link, and input that waits. */
final class PeerCases {

    /** Links 1 and 2 are live, to the peers 2 and 3; link 3 has only been greeted. */
    private static final ObjectNode[] LINKED = steps(steps(live(1, 2, 0), live(2, 3, 0)), linkUp(3));

    static final Topic FLOOD = PeerScript.topic(
            "peer/flooding",
            "Who is sent an event: what is new goes to all live links but the one that it came from, with the "
                    + "sender's own clock. (spec 3.3, spec 3.8, spec 3.9, spec 3.11)",
            () -> List.of(
                    script("own-event-to-all-live-links", "", PEER, steps(LINKED, readAtTick(2), local(7))),
                    script(
                            "new-event-to-all-but-its-sender",
                            "",
                            PEER,
                            steps(LINKED, readAtTick(2), events(1, 3, event(9, 4, 1, 7)), look())),
                    script(
                            "duplicate-is-not-forwarded",
                            "",
                            PEER,
                            steps(LINKED, events(1, 3, event(9, 4, 1, 7)), events(2, 3, event(9, 4, 1, 7)), look())),
                    script(
                            "own-event-that-comes-back",
                            "a duplicate, too",
                            PEER,
                            steps(LINKED, local(7), events(1, 3, event(5, 1, 1, 7)), look())),
                    script(
                            "of-a-message-only-what-is-new",
                            "",
                            PEER,
                            steps(
                                    LINKED,
                                    events(1, 3, event(9, 4, 1, 7)),
                                    events(2, 4, event(8, 5, 1, 1), event(9, 4, 1, 7), event(9, 4, 2, 8)),
                                    look())),
                    script(
                            "late-event-is-forwarded-at-once",
                            "and replayed at the next reading",
                            PEER,
                            steps(
                                    LINKED,
                                    readAtTick(6),
                                    events(1, 6, event(4, 4, 1, 7)),
                                    look(),
                                    readAtTick(6),
                                    look())),
                    script("nothing-to-a-link-that-is-down", "", PEER, steps(LINKED, linkDown(1), local(7), look())),
                    script(
                            "nothing-from-a-link-that-is-down",
                            "what still arrives is ignored",
                            PEER,
                            steps(LINKED, linkDown(1), events(1, 3, event(9, 4, 1, 7)), look())),
                    script("nobody-there", "", PEER, local(7), look())));

    static final Topic CLOSE = PeerScript.topic(
            "peer/closing",
            "What a neighbour must not send, and how the link is closed. Events of the message before the one that is "
                    + "wrong are taken and flooded; nothing behind it is. (spec 3.1, spec 3.4, spec 3.5, spec 6.4, spec 6.19, spec 6.26)",
            () -> List.of(
                    bad(
                            "gap-closes",
                            "seq 3 after 1",
                            events(1, 3, event(9, 4, 1, 7), event(9, 4, 3, 7), event(9, 5, 1, 1))),
                    bad("gap-at-the-start-closes", "the first seq is 2", events(1, 3, event(9, 4, 2, 7))),
                    bad(
                            "disorder-closes",
                            "a tick before that of the source's previous event",
                            events(1, 3, event(9, 4, 1, 7)),
                            events(2, 3, event(8, 4, 2, 7))),
                    bad(
                            "conflict-by-payload-closes",
                            "",
                            events(1, 3, event(9, 4, 1, 7)),
                            events(2, 3, event(9, 4, 1, 8))),
                    bad(
                            "conflict-by-tick-closes",
                            "",
                            events(1, 3, event(9, 4, 1, 7)),
                            events(2, 3, event(10, 4, 1, 7))),
                    bad(
                            "unknown-event-of-mine-closes",
                            "somebody else issues events as this peer",
                            events(1, 3, event(9, 1, 1, 7))),
                    bad("event-of-my-other-life-is-fine", "", events(1, 3, event(stamp(9, 1, 0, 1), 7))),
                    script(
                            "stamp-just-not-too-far-ahead",
                            "the later clock, 10000 (the highest delta) and maxLead",
                            PEER.withMaxLead(20_000),
                            steps(LINKED, events(1, 90, event(90 + 10_000 + 20_000, 4, 1, 7)), look())),
                    script(
                            "stamp-too-far-ahead-closes",
                            "one tick more",
                            PEER.withMaxLead(20_000),
                            steps(LINKED, events(1, 90, event(90 + 10_000 + 20_001, 4, 1, 7)), look())),
                    script(
                            "clock-just-not-too-far-ahead",
                            "a 200th of maxLead, as it has had a link",
                            PEER.withMaxLead(20_000),
                            steps(LINKED, received(1, new Message.Sync(100)), look())),
                    script(
                            "clock-too-far-ahead-closes",
                            "in a SYNC",
                            PEER.withMaxLead(20_000),
                            steps(LINKED, received(1, new Message.Sync(101)), look())),
                    script(
                            "clock-of-events-too-far-ahead-closes",
                            "and the events aren't taken",
                            PEER.withMaxLead(20_000),
                            steps(LINKED, events(1, 101, event(9, 4, 1, 7)), look())),
                    script(
                            "clock-further-ahead-is-believed-later",
                            "24 ticks more for each tick of its life, but one more would close",
                            PEER.withMaxLead(20_000),
                            steps(
                                    LINKED,
                                    readAtTick(10),
                                    received(1, new Message.Sync(10 + 100 + 240)),
                                    received(2, new Message.Sync(10 + 100 + 241)),
                                    look())),
                    script(
                            "clock-that-was-believed-is-spent",
                            "the second is one too far ahead of where the peer goes since the first",
                            PEER.withMaxLead(20_000),
                            steps(
                                    LINKED,
                                    received(1, new Message.Sync(60)),
                                    readAtTick(0),
                                    readAtTick(25),
                                    received(1, new Message.Sync(60 + 25 + 40 + 600)),
                                    received(2, new Message.Sync(60 + 25 + 40 + 601)),
                                    look())),
                    script(
                            "clock-that-is-tolerated-spends-nothing",
                            "it is ahead by no more than delta",
                            PEER.withMaxLead(20_000),
                            steps(
                                    LINKED,
                                    received(1, new Message.Sync(5)),
                                    received(1, new Message.Sync(5)),
                                    readAtTick(0),
                                    received(1, new Message.Sync(100)),
                                    look())),
                    script(
                            "clock-below-one-that-was-heard-gives-nothing-back",
                            "a lead isn't negative: all trust is spent, and stays so",
                            PEER.withMaxLead(20_000),
                            steps(
                                    LINKED,
                                    received(1, new Message.Sync(100)),
                                    received(2, new Message.Sync(6)),
                                    received(1, new Message.Sync(101)),
                                    look())),
                    script(
                            "clock-of-the-first-hello-spends-nothing",
                            "a newcomer to an old session believes afterwards what others believe",
                            PEER.withMaxLead(20_000),
                            steps(
                                    live(1, 2, 5_000),
                                    readAtTick(0),
                                    received(1, new Message.Sync(5_000 + 100)),
                                    look())),
                    script(
                            "clock-of-the-first-that-was-dialled",
                            "somebody who had dialled before has no say in how old a session this peer can join; from then on it believes less",
                            PEER.withMaxLead(20_000),
                            steps(
                                    live(1, 2, 100),
                                    linkUp(3, 4),
                                    received(3, Script.hello(4, 100 + 20_000)),
                                    linkUp(4, 5),
                                    received(4, Script.hello(5, 100 + 20_000 + 101)),
                                    look())),
                    script(
                            "clock-of-the-first-that-was-dialled-has-bounds",
                            "one tick more than the greatest lead",
                            PEER.withMaxLead(20_000),
                            steps(live(1, 2, 100), linkUp(3, 4), received(3, Script.hello(4, 100 + 20_001)), look())),
                    bad("events-before-hello-close", "", events(3, 3, event(9, 4, 1, 7))),
                    bad("sync-before-hello-closes", "", received(3, new Message.Sync(3))),
                    bad("second-hello-closes", "", received(1, Script.hello(2, 0))),
                    bad("bye-ends-the-link", "", received(1, new Message.Bye(Message.Reason.LEAVING, "bye"))),
                    bad("bye-before-hello", "", received(3, new Message.Bye(Message.Reason.IDENTITY, "no"))),
                    bad(
                            "nothing-more-is-heard-after-a-close",
                            "",
                            events(1, 3, event(9, 4, 2, 7)),
                            events(1, 3, event(9, 4, 1, 7)),
                            local(1)),
                    script(
                            "event-without-room-closes",
                            "what came before it in the message is taken; each takes 200 bytes and its payload",
                            PEER.withMaxEventBytes(2 * 204),
                            steps(
                                    LINKED,
                                    events(
                                            1,
                                            3,
                                            event(9, 4, 1, 7),
                                            event(9, 4, 2, 7),
                                            event(9, 4, 3, 7),
                                            event(9, 5, 1, 7)),
                                    events(2, 3, event(9, 4, 1, 7)),
                                    look())),
                    script(
                            "own-event-without-room-is-refused",
                            "a sixteenth of 640 bytes is kept for those of others, so 600 are left, which three would exceed",
                            PEER.withMaxEventBytes(640),
                            steps(
                                    LINKED,
                                    local(1),
                                    local(2),
                                    local(3),
                                    events(1, 3, event(9, 4, 1, 7)),
                                    events(2, 3, event(9, 5, 1, 7)),
                                    look())),
                    script(
                            "own-event-that-takes-a-sixteenth-in-part-is-refused",
                            "fifteen sixteenths of 217 bytes are 203 and a part, and it would take 204",
                            PEER.withMaxEventBytes(217),
                            steps(LINKED, local(1), look())),
                    script(
                            "own-event-that-just-leaves-a-sixteenth",
                            "fifteen sixteenths of 218 bytes are 204 and a part",
                            PEER.withMaxEventBytes(218),
                            steps(LINKED, local(1), look()))));

    static final Topic WAIT = PeerScript.topic(
            "peer/waiting-input",
            "Local events that wait until the peer has reached anyone, or has caught up: they are stamped, in order, "
                    + "when the clock is read after that, and sent in one message. A port is free to let events "
                    + "wait at other times; then it skips these cases, and says so. No other file depends on it. (spec 2.7, spec 2.8, spec 2.9, spec 3.15)",
            () -> List.of(
                    script(
                            "waits-to-join-until-the-time-is-over",
                            "100 ms",
                            joining(),
                            local(1),
                            readAtTick(4),
                            local(2),
                            look(),
                            readAtTick(5),
                            look(),
                            local(3)),
                    script(
                            "waits-to-join-until-a-link-is-live",
                            "",
                            joining(),
                            steps(
                                    new ObjectNode[] {local(1)},
                                    steps(live(1, 2, 0), look(), readAtTick(1), local(2), look()))),
                    script(
                            "waits-for-a-catch-up",
                            "told by SYNC: from then on until a second after the next reading",
                            PEER,
                            steps(
                                    live(1, 2, 0),
                                    readAtTick(10),
                                    received(1, new Message.Sync(110)),
                                    local(1),
                                    readAtTick(11),
                                    local(2),
                                    readAtTick(60),
                                    look(),
                                    readAtTick(61),
                                    look())),
                    script(
                            "joins-far-behind",
                            "the HELLO says tick 1000: input waits for the catch-up",
                            joining(),
                            steps(
                                    new ObjectNode[] {local(1)},
                                    steps(
                                            live(1, 2, 1_000),
                                            readAtTick(1),
                                            look(),
                                            readAtTick(50),
                                            readAtTick(51),
                                            look()))),
                    script(
                            "waits-for-a-travel",
                            "of at most 100 ms",
                            PEER.withTravelNanos(100_000_000),
                            steps(
                                    live(1, 2, 0),
                                    readAtTick(20),
                                    events(1, 20, event(10, 2, 1, 7)),
                                    readAtTick(20),
                                    local(1),
                                    readAtTick(24),
                                    look(),
                                    readAtTick(25),
                                    look()))));

    private PeerCases() {}

    private static Case bad(String name, String about, ObjectNode... received) {
        return script(name, about, PEER, steps(LINKED, steps(received, look())));
    }

    private static Config joining() {
        return PEER.withJoinNanos(100_000_000);
    }
}

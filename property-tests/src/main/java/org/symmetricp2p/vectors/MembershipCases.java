package org.symmetricp2p.vectors;

import static org.symmetricp2p.vectors.Samples.event;
import static org.symmetricp2p.vectors.Samples.stamp;
import static org.symmetricp2p.vectors.Script.PEER;
import static org.symmetricp2p.vectors.Script.events;
import static org.symmetricp2p.vectors.Script.hello;
import static org.symmetricp2p.vectors.Script.linkDown;
import static org.symmetricp2p.vectors.Script.linkUp;
import static org.symmetricp2p.vectors.Script.live;
import static org.symmetricp2p.vectors.Script.local;
import static org.symmetricp2p.vectors.Script.look;
import static org.symmetricp2p.vectors.Script.read;
import static org.symmetricp2p.vectors.Script.readAtTick;
import static org.symmetricp2p.vectors.Script.received;
import static org.symmetricp2p.vectors.Script.script;
import static org.symmetricp2p.vectors.Script.steps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Versions;

/** Scripts of the chapters on membership and on the clock: joining, duplicate links, new lives, SYNC. */
final class MembershipCases {

    private static final long SECOND = 1_000_000_000;
    private static final Source ONE = new Source(1, 1);
    private static final Source TWO = new Source(2, 1);
    private static final Source FOUR = new Source(4, 1);
    private static final Config THREE =
            Config.of(new Source(3, 1)).withTravelNanos(0).withJoinNanos(0);

    /** Peer 1 has two events of its own and one of peer 4. */
    private static final ObjectNode[] WITH_EVENTS =
            steps(live(1, 4, 0), events(1, 0, event(3, 4, 1, 7)), local(1), readAtTick(2), local(2), linkDown(1));

    private static final List<StampedEvent> EVENTS = List.of(event(3, 4, 1, 7), event(5, 1, 1, 1), event(7, 1, 2, 2));

    static final Topic JOIN = PeerScript.topic(
            "membership/join",
            "How a link becomes live: both say HELLO; in the step that accepts the other's HELLO, exactly those events "
                    + "that the other lacks are sent, before anything else; unless it knows other events than the peer, under seqs that both know. (spec 2.16, spec 6.2, spec 6.3, spec 6.7, spec 6.8)",
            () -> List.of(
                    script("join-both-know-nothing", "", PEER, steps(live(1, 2, 0), look())),
                    script("join-hello-says-clock-and-events", "", PEER, steps(WITH_EVENTS, readAtTick(7), linkUp(2))),
                    join("join-neighbour-knows-nothing", "it gets everything, in stamp order", Versions.NONE),
                    join("join-neighbour-knows-some", "", Samples.versions(EVENTS, Map.of(ONE, 1L))),
                    join(
                            "join-neighbour-knows-all",
                            "nothing is sent",
                            Samples.versions(EVENTS, Map.of(ONE, 2L, FOUR, 1L))),
                    join("join-neighbour-knows-others", "", Samples.versions(EVENTS, Map.of(TWO, 3L, FOUR, 1L))),
                    join(
                            "join-neighbour-knows-another-event",
                            "of peer 4, under the one seq that both know: refused",
                            Samples.versions(List.of(event(3, 4, 1, 8)), Map.of(FOUR, 1L))),
                    join(
                            "join-neighbour-knows-another-event-and-fewer",
                            "they are compared at its seq",
                            Samples.versions(List.of(event(5, 1, 1, 9)), Map.of(ONE, 1L))),
                    script(
                            "join-neighbour-knows-another-event-and-more",
                            "which only the neighbour can tell, and does",
                            PEER,
                            steps(
                                    WITH_EVENTS,
                                    linkUp(2),
                                    received(
                                            2,
                                            hello(
                                                    TWO,
                                                    2,
                                                    Samples.versions(
                                                            List.of(event(3, 4, 1, 8), event(6, 4, 2, 9)),
                                                            Map.of(FOUR, 2L)))),
                                    received(2, new Message.Bye(Message.Reason.CONFLICT, "other events of source 4.1")),
                                    look())),
                    script(
                            "join-neighbour-knows-another-event-of-mine",
                            "the peer stays who it is: that it has issued the other can't be undone",
                            PEER,
                            steps(
                                    WITH_EVENTS,
                                    linkUp(2),
                                    received(
                                            2,
                                            hello(
                                                    TWO,
                                                    2,
                                                    Samples.versions(
                                                            List.of(event(5, 1, 1, 1), event(7, 1, 2, 3)),
                                                            Map.of(ONE, 2L)))),
                                    local(3),
                                    look())),
                    script(
                            "join-more-than-a-frame",
                            "40 events are one message, in two frames",
                            PEER,
                            steps(many(40), linkUp(2), received(2, hello(2, 0)))),
                    script(
                            "join-history-before-live-events",
                            "what is new while the other's HELLO is awaited is part of the "
                                    + "history, not sent before it",
                            PEER,
                            steps(WITH_EVENTS, linkUp(2), local(3), received(2, hello(2, 2)), local(4))),
                    script(
                            "join-history-is-flooded",
                            "what a newcomer learns it tells its other neighbours",
                            PEER,
                            steps(
                                    steps(live(1, 4, 0), linkUp(2)),
                                    received(2, hello(new Source(2, 1), 0, Samples.versions(Map.of(TWO, 2L)))),
                                    events(2, 0, event(3, 2, 1, 7), event(4, 2, 2, 8)),
                                    look())),
                    script(
                            "join-far-behind-catches-up",
                            "from the HELLO's clock",
                            PEER,
                            steps(
                                    live(1, 2, 1_000),
                                    readAtTick(0),
                                    look(),
                                    readAtTick(25),
                                    look(),
                                    readAtTick(50),
                                    look())),
                    script(
                            "join-after-a-partition",
                            "the same life on a new link: only what came meanwhile",
                            PEER,
                            steps(
                                    steps(
                                            live(1, 2, 0),
                                            events(1, 0, event(3, 2, 1, 7)),
                                            linkDown(1),
                                            local(1),
                                            linkUp(2)),
                                    received(2, hello(TWO, 4, Samples.versions(Map.of(TWO, 2L)))),
                                    events(2, 4, event(6, 2, 2, 8)),
                                    look())),
                    script("join-expected-peer", "", PEER, linkUp(1, 2), received(1, hello(2, 0))),
                    script(
                            "join-unexpected-peer",
                            "refused as IDENTITY, and nothing is sent",
                            PEER,
                            linkUp(1, 3),
                            received(1, hello(2, 0)),
                            look())));

    static final Topic DUPLICATES = PeerScript.topic(
            "membership/duplicate-links",
            "Two links between the same two lives of two peers: the peer with the lower identifier refuses the "
                    + "newer one; the other peer refuses none. (spec 6.10, spec 6.11)",
            () -> List.of(
                    script(
                            "lower-keeps-the-older-link",
                            "peer 1 and peer 2",
                            PEER,
                            steps(steps(live(1, 2, 0), live(2, 2, 0)), local(1), look())),
                    script(
                            "lower-takes-the-next-when-the-older-is-down",
                            "",
                            PEER,
                            steps(
                                    steps(live(1, 2, 0), live(2, 2, 0)),
                                    linkDown(1),
                                    linkUp(3),
                                    received(3, hello(2, 0)),
                                    look())),
                    script(
                            "higher-refuses-none",
                            "peer 3 and peer 2: it waits for the other's BYE",
                            THREE,
                            steps(
                                    steps(live(1, 2, 0), live(2, 2, 0)),
                                    local(1),
                                    received(
                                            1, new Message.Bye(Message.Reason.DUPLICATE_LINK, "there is another link")),
                                    local(2),
                                    look())),
                    script(
                            "lower-ignores-links-that-are-not-live",
                            "",
                            PEER,
                            steps(live(1, 2, 0), linkUp(2), local(1), look())),
                    script(
                            "link-to-an-earlier-life-stays",
                            "it ends by itself",
                            PEER,
                            steps(
                                    live(1, 2, 0),
                                    linkUp(2),
                                    received(2, hello(new Source(2, 2), 0, Versions.NONE)),
                                    look())),
                    script(
                            "links-to-two-neighbours-stay",
                            "",
                            PEER,
                            steps(steps(live(1, 2, 0), live(2, 3, 0)), look()))));

    static final Topic RESTART = PeerScript.topic(
            "membership/restart",
            "A peer that comes back without its memory is another life: a source of its own, whose seqs start at 1. Its "
                    + "earlier events come to it as history, like any others. (spec 6.13, spec 6.14, spec 6.25)",
            () -> List.of(
                    script(
                            "restart-gets-its-old-events",
                            "from peer 2, and issues under its new incarnation",
                            life(2),
                            steps(
                                    new ObjectNode[] {linkUp(1)},
                                    received(1, hello(TWO, 30, Samples.versions(Map.of(ONE, 2L)))),
                                    events(1, 30, event(5, 1, 1, 7), event(9, 1, 2, 8)),
                                    readAtTick(0),
                                    readAtTick(50),
                                    local(1),
                                    look())),
                    script(
                            "restart-in-the-same-life",
                            "amnesia: the neighbour knows events that this peer would issue again; it goes on as another",
                            life(1),
                            linkUp(1),
                            received(1, hello(TWO, 30, Samples.versions(Map.of(ONE, 2L)))),
                            events(1, 30, event(5, 1, 1, 7), event(9, 1, 2, 8)),
                            readAtTick(0),
                            readAtTick(50),
                            local(1),
                            look()),
                    script(
                            "somebody-else-issues-as-this-peer",
                            "it goes on as the next life of which it knows no event",
                            life(1),
                            steps(
                                    live(1, 2, 0),
                                    local(1),
                                    events(1, 0, event(stamp(9, 1, 2, 1), 7)),
                                    events(1, 0, event(9, 1, 2, 8)),
                                    local(2),
                                    linkUp(2),
                                    look())),
                    script(
                            "somebody-else-issued-what-this-peer-did",
                            "that link ends, and the peer goes on as another",
                            life(1),
                            steps(
                                    steps(live(1, 2, 0), live(2, 3, 0)),
                                    local(1),
                                    events(1, 0, event(9, 1, 1, 8)),
                                    local(2),
                                    look())),
                    script(
                            "somebody-else-issues-as-this-peer-in-its-last-life",
                            "after the highest incarnation comes 0",
                            life(Long.MAX_VALUE),
                            steps(
                                    live(1, 2, 0),
                                    events(1, 0, event(stamp(9, 1, Long.MAX_VALUE, 1), 7)),
                                    local(2),
                                    look())),
                    script(
                            "somebody-else-issues-as-this-peer-and-a-gap",
                            "the peer goes on as another, though the link is closed",
                            life(1),
                            steps(
                                    steps(live(1, 2, 0), live(2, 3, 0)),
                                    events(1, 0, event(9, 1, 2, 8)),
                                    local(2),
                                    look())),
                    script(
                            "somebody-else-issues-as-both-lives",
                            "in one message: it goes on as the life after both, and tells each step",
                            life(1),
                            steps(
                                    live(1, 2, 0),
                                    events(1, 0, event(9, 1, 1, 7), event(stamp(9, 1, 2, 1), 7)),
                                    local(1),
                                    look())),
                    script(
                            "neighbour-of-a-restarted-peer",
                            "it sends the old life's events to the new one",
                            THREE,
                            steps(
                                    steps(
                                            live(1, 1, 0),
                                            events(1, 0, event(5, 1, 1, 7), event(5, 1, 2, 8)),
                                            linkDown(1)),
                                    linkUp(2),
                                    received(2, hello(new Source(1, 2), 0, Versions.NONE)),
                                    events(2, 1, event(stamp(6, 1, 2, 1), 9)),
                                    look())),
                    script(
                            "both-lives-at-one-tick",
                            "ordered by incarnation",
                            THREE,
                            steps(
                                    live(1, 2, 0),
                                    events(1, 0, event(stamp(6, 1, 1, 1), 7), event(stamp(6, 1, 2, 1), 9)),
                                    readAtTick(6),
                                    look()))));

    static final Topic SYNC = PeerScript.topic(
            "clock/sync",
            "When a peer tells its clock: with every HELLO and message of events, and in a SYNC to all live links at the "
                    + "first reading that is a second or more after the last such reading, or after the start. (spec 5.3, spec 5.6, "
                    + "spec 5.8, spec 5.10)",
            () -> List.of(
                    script(
                            "sync-once-a-second",
                            "",
                            PEER,
                            steps(
                                    steps(live(1, 2, 0), linkUp(2)),
                                    read(SECOND - 1),
                                    read(SECOND),
                                    read(SECOND + 1),
                                    read(2 * SECOND - 1),
                                    read(2 * SECOND + 500),
                                    read(3 * SECOND),
                                    read(3 * SECOND + 500))),
                    script(
                            "sync-to-all-live-links",
                            "",
                            PEER,
                            steps(steps(steps(live(1, 2, 0), live(2, 3, 0)), linkUp(3)), read(SECOND))),
                    script(
                            "sync-is-due-without-links",
                            "nobody hears it, and the next comes a second later",
                            PEER,
                            steps(
                                    new ObjectNode[] {read(SECOND)},
                                    steps(live(1, 2, 50), read(SECOND + SECOND / 2), read(2 * SECOND)))),
                    script(
                            "sync-tells-the-clock-after-the-reading",
                            "also while catching up",
                            PEER,
                            steps(
                                    live(1, 2, 0),
                                    read(SECOND / 2),
                                    received(1, new Message.Sync(525)),
                                    read(SECOND / 2),
                                    read(SECOND),
                                    read(2 * SECOND))),
                    script(
                            "clock-of-events-is-heard",
                            "as that of a SYNC",
                            PEER,
                            steps(
                                    live(1, 2, 0),
                                    events(1, 100, event(105, 2, 1, 7)),
                                    read(0),
                                    look(),
                                    read(SECOND),
                                    look())),
                    script(
                            "stamp-is-no-clock",
                            "an event far ahead doesn't move the clock",
                            PEER,
                            steps(
                                    live(1, 2, 0),
                                    events(1, 0, event(105, 2, 1, 7)),
                                    read(0),
                                    look(),
                                    read(SECOND),
                                    look()))));

    private MembershipCases() {}

    private static Case join(String name, String about, Versions theirs) {
        return script(name, about, PEER, steps(WITH_EVENTS, linkUp(2), received(2, hello(TWO, 2, theirs)), look()));
    }

    private static ObjectNode[] many(int count) {
        ObjectNode[] many = new ObjectNode[count];
        for (int i = 0; i < count; i++) {
            many[i] = local(i);
        }
        return many;
    }

    private static Config life(long incarnation) {
        return Config.of(new Source(1, incarnation)).withTravelNanos(0).withJoinNanos(0);
    }
}

package org.symmetricp2p.vectors;

import static org.symmetricp2p.vectors.Samples.event;
import static org.symmetricp2p.vectors.Samples.fields;
import static org.symmetricp2p.vectors.Samples.stamp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.sim.Chain;

/** What a peer makes of an event that arrives ({@code spec 3.2}). */
final class EventJudgement {

    private static final Source SELF = new Source(7, 3);
    private static final long NOW = 50;
    private static final long SENDER = 60;
    private static final long MAX_LEAD = 1_000;

    /** The furthest tick that is believed. */
    private static final long FURTHEST = SENDER + Config.MAX_DELTA + MAX_LEAD;

    private static final List<StampedEvent> KNOWN =
            List.of(event(10, 1, 1, 5), event(10, 1, 2, 6), event(12, 2, 1, 7), event(20, 1, 3, 8));

    static final Topic TOPIC = Topic.single(
            "peer/judge-events",
            "An event arrives at a peer that knows some: is it new, a duplicate, or bad, and for which reason? (spec 3.2, "
                    + "spec 3.6)",
            fields(
                    "given.peer", "who the judging peer is",
                    "given.incarnation", "which life of it; it has issued no events",
                    "given.clock", "its own clock",
                    "given.maxLead", "its greatest lead",
                    "given.known", "the events that it knows, in stamp order",
                    "given.sender", "the clock in the message with the event",
                    "given.event", "the one that arrives",
                    "expect.verdict", "new, duplicate or bad",
                    "expect.reason", "with which the link is closed, if it is bad; otherwise null"),
            EventJudgement::cases,
            EventJudgement::run);

    private EventJudgement() {}

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>(List.of(
                judge("first-of-a-source", "", event(61, 3, 1, 0)),
                judge("first-of-a-source-late", "", event(1, 3, 1, 0)),
                judge("next-of-a-source", "", event(21, 1, 4, 0)),
                judge("next-at-the-same-tick", "ticks of a source may be equal", event(20, 1, 4, 0)),
                judge("next-of-another-source-earlier", "late, but in order", event(12, 2, 2, 0)),
                judge("another-life-starts-at-1", "", event(stamp(5, 1, 2, 1), 5)),
                judge("known-latest", "", event(20, 1, 3, 8)),
                judge("known-older", "", event(10, 1, 1, 5)),
                judge("furthest-tick", "the greater clock + 10000 + greatest lead", event(FURTHEST, 3, 1, 0))));
        cases.addAll(List.of(
                judge("first-seq-must-be-1", "events are missing", event(1, 3, 2, 0)),
                judge("gap-of-one", "events are missing", event(21, 1, 5, 0)),
                judge("gap-of-many", "events are missing", event(21, 1, Long.MAX_VALUE, 0)),
                judge("gap-of-another-life", "its seqs are its own", event(stamp(21, 1, 2, 4), 0)),
                judge("tick-before-the-previous", "the source went back in time", event(19, 1, 4, 0)),
                judge("known-but-other-payload", "another event has this identity", event(20, 1, 3, 9)),
                judge("known-but-other-tick", "another event has this identity", event(21, 1, 3, 8)),
                judge("known-but-other-type", "another event has this identity", otherType()),
                judge(
                        "next-of-the-peer-itself",
                        "somebody else issues as it (spec 6.25)",
                        event(new Stamp(61, SELF, 1), 0)),
                judge("gap-of-the-peer-itself", "like any other", event(new Stamp(61, SELF, 2), 0)),
                judge("beyond-the-furthest-tick", "", event(FURTHEST + 1, 3, 1, 0)),
                judge("beyond-and-gap", "what is missing comes first", event(FURTHEST + 1, 3, 2, 0)),
                judge("beyond-and-known-but-other-tick", "the identity comes first", event(FURTHEST + 1, 1, 3, 8))));
        return cases;
    }

    private static StampedEvent otherType() {
        return new StampedEvent(stamp(10, 1, 1, 1), Event.of(3, 5));
    }

    private static Case judge(String name, String about, StampedEvent event) {
        ObjectNode given = Json.object("peer", SELF.peer(), "incarnation", SELF.incarnation(), "clock", NOW)
                .setAll(Json.object("maxLead", MAX_LEAD, "known", KNOWN, "sender", SENDER, "event", event));
        return new Case("judge-" + name, about, given, List.of());
    }

    private static Found run(Given given) {
        Simulation<?> simulation = new Chain();
        Config config = Config.of(CoreValues.source(given)).withMaxLead(given.integer("maxLead", 1, Stamp.MAX_TICK));
        Subject<?> subject = new Subject<>(config, simulation);
        subject.receive(CoreValues.stampedEvents(given, "known"));
        subject.readAt(given.integer("clock", 0, Fold.MAX_TICK));
        long sender = given.integer("sender", 0, Stamp.MAX_TICK);
        StampedEvent event = CoreValues.stampedEvent(given.object("event"));
        int before = subject.peer().timeline().size();
        Step<?> step = subject.received(new Message.Events(sender, List.of(event)));
        for (Output output : step.outputs()) {
            if (output instanceof Output.Close close) {
                Message.Bye bye = close.bye();
                return new Found(
                        Json.object("verdict", "bad", "reason", bye.reason().name()), List.of(bye.text()));
            }
        }
        boolean isNew = step.peer().timeline().size() > before;
        return Found.of("verdict", isNew ? "new" : "duplicate", "reason", null);
    }
}

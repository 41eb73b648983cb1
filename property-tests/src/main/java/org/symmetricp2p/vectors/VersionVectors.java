package org.symmetricp2p.vectors;

import static org.symmetricp2p.vectors.Samples.event;
import static org.symmetricp2p.vectors.Samples.fields;
import static org.symmetricp2p.vectors.Samples.stamp;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Timeline;
import org.symmetricp2p.core.Versions;

/** What a peer says of what it knows, and what it sends to one that says what it knows. */
final class VersionVectors {

    private static final Source A = new Source(1, 1);
    private static final Source A2 = new Source(1, 2);
    private static final Source B = new Source(2, 1);

    private static final List<StampedEvent> FIVE = List.of(
            event(stamp(4, 1, 2, 1), 3), event(4, 1, 1, 1), event(3, 2, 1, 0), event(9, 2, 2, 4), event(4, 1, 2, 2));

    private static final List<StampedEvent> THREE_TYPES = List.of(
            typed(2, event(3, 2, 1, 0)), typed(258, event(3, 2, 2, 0)), typed(Integer.MAX_VALUE, event(9, 2, 3, 4)));

    private static final List<StampedEvent> DRAWN = Samples.drawn(21, 40, 5, 1, 50);

    static final Topic TOPIC = Topic.single(
            "order/version-vectors",
            "A peer's version vector; what it must send to a neighbour whose version vector it hears: exactly the "
                    + "events that the neighbour lacks, in stamp order; and whether it must refuse that neighbour instead, since "
                    + "the two know different events of a source. (spec 2.12, spec 2.15, spec 2.16, spec 6.8)",
            fields(
                    "given.known",
                            "the events of the peer, as they came, which isn't stamp order: " + Samples.EVENT_FIELDS,
                    "given.theirs",
                            "the neighbour's version vector: the highest seq that it knows of each source, and the digest",
                    "expect.versions", "the peer's own version vector, ascending by (peer, incarnation)",
                    "expect.lacking", "the stamps of the events that the neighbour lacks, in stamp order",
                    "expect.conflict",
                            "the first source of which it knows other events, as far as the peer can tell; or null"),
            () -> List.of(
                    vector("nothing-known", "", List.of(), Versions.NONE),
                    vector("neighbour-knows-nothing", "gets everything", FIVE, Versions.NONE),
                    vector("neighbour-knows-all", "", FIVE, known(FIVE, Map.of(A, 2L, A2, 1L, B, 2L))),
                    vector(
                            "neighbour-knows-more",
                            "of what is beyond, nothing can be told",
                            FIVE,
                            known(FIVE, Map.of(A, 2L, A2, 7L, B, 99L))),
                    vector("neighbour-knows-others", "of another source", FIVE, known(FIVE, Map.of(B, 1L))),
                    vector(
                            "first-life-known-second-not",
                            "an incarnation is a source of its own",
                            FIVE,
                            known(FIVE, Map.of(A, 2L, B, 2L))),
                    vector(
                            "same-count-other-events",
                            "who goes by the number of events sends the wrong ones",
                            FIVE,
                            known(FIVE, Map.of(A, 1L, B, 2L))),
                    vector(
                            "lacking-events-are-the-oldest",
                            "who goes by ticks takes them for known",
                            FIVE,
                            known(FIVE, Map.of(A, 2L, A2, 1L))),
                    vector("event-of-another-type", "", THREE_TYPES, known(THREE_TYPES, Map.of(B, 2L))),
                    conflict("conflict-in-payload", event(3, 2, 1, 1), Map.of(B, 1L)),
                    conflict("conflict-in-tick", event(2, 2, 1, 0), Map.of(B, 1L)),
                    conflict("conflict-in-type", typed(3, event(3, 2, 1, 0)), Map.of(B, 1L)),
                    conflict("conflict-at-the-last", event(9, 2, 2, 5), Map.of(B, 2L)),
                    conflict("conflict-before-the-last", event(3, 2, 1, 1), Map.of(B, 2L)),
                    conflict("conflict-of-one-source-among-others", event(4, 1, 1, 0), Map.of(A, 2L, A2, 1L, B, 2L)),
                    conflict("conflict-beyond", event(3, 2, 1, 1), Map.of(B, 3L)),
                    vector(
                            "drawn-events-partly-known",
                            "",
                            DRAWN,
                            known(
                                    DRAWN,
                                    Map.of(new Source(1, 1), 3L, new Source(301, 1), 1L, new Source(601, 1), 4L)))),
            VersionVectors::run);

    private VersionVectors() {}

    private static Case vector(String name, String about, List<StampedEvent> known, Versions theirs) {
        return Case.of(name, about, "known", known, "theirs", theirs);
    }

    private static Versions known(List<StampedEvent> events, Map<Source, Long> seqs) {
        return Samples.versions(events, seqs);
    }

    /** The neighbour knows the same, up to these seqs, but for one event. */
    private static Case conflict(String name, StampedEvent theirs, Map<Source, Long> seqs) {
        List<StampedEvent> events = FIVE.stream()
                .map(mine -> isSameIdentity(mine, theirs) ? theirs : mine)
                .toList();
        String what = "the neighbour knows another event " + theirs.source() + "#" + theirs.seq();
        boolean isBeyond = Collections.max(seqs.values()) > 2;
        return vector(
                name, isBeyond ? what + ", and more of them: it has to find out" : what, FIVE, known(events, seqs));
    }

    private static boolean isSameIdentity(StampedEvent one, StampedEvent other) {
        return one.source().equals(other.source()) && one.seq() == other.seq();
    }

    private static StampedEvent typed(int type, StampedEvent event) {
        return new StampedEvent(event.stamp(), new Event(type, event.event().payload()));
    }

    private static Found run(Given given) {
        Timeline timeline = timeline(CoreValues.stampedEvents(given, "known"));
        Versions theirs = CoreValues.versions(given, "theirs");
        return Found.of(
                "versions",
                timeline.versions(),
                "lacking",
                timeline.beyond(theirs).stream().map(StampedEvent::stamp).toList(),
                "conflict",
                timeline.conflictWith(theirs).orElse(null));
    }

    /** @throws IllegalArgumentException if an event doesn't follow those before it */
    private static Timeline timeline(List<StampedEvent> events) {
        Timeline timeline = Timeline.EMPTY;
        for (StampedEvent event : events) {
            timeline = timeline.insert(event);
        }
        return timeline;
    }
}

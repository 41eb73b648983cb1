package org.symmetricp2p.vectors;

import static org.symmetricp2p.vectors.Samples.event;
import static org.symmetricp2p.vectors.Samples.fields;
import static org.symmetricp2p.vectors.Samples.stamp;

import java.util.List;
import java.util.Map;
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

    static final Topic TOPIC = Topic.single(
            "order/version-vectors",
            "A peer's version vector, and what it must send to a neighbour whose version vector it hears: exactly the "
                    + "events that the neighbour lacks, in stamp order. (spec 2.12, spec 6.8)",
            fields(
                    "given.known",
                            "the events of the peer, as they came, which isn't stamp order: " + Samples.EVENT_FIELDS,
                    "given.theirs", "the neighbour's version vector: the highest seq that it knows of each source",
                    "expect.versions", "the peer's own version vector, ascending by (peer, incarnation)",
                    "expect.lacking", "the stamps of the events that the neighbour lacks, in stamp order"),
            () -> List.of(
                    vector("nothing-known", "", List.of(), Versions.NONE),
                    vector("neighbour-knows-nothing", "gets everything", FIVE, Versions.NONE),
                    vector("neighbour-knows-all", "", FIVE, Samples.versions(Map.of(A, 2L, A2, 1L, B, 2L))),
                    vector("neighbour-knows-more", "", FIVE, Samples.versions(Map.of(A, 2L, A2, 7L, B, 99L))),
                    vector("neighbour-knows-others", "of another source", FIVE, Samples.versions(Map.of(B, 1L))),
                    vector(
                            "first-life-known-second-not",
                            "an incarnation is a source of its own",
                            FIVE,
                            Samples.versions(Map.of(A, 2L, B, 2L))),
                    vector(
                            "same-count-other-events",
                            "who goes by the number of events sends the wrong ones",
                            FIVE,
                            Samples.versions(Map.of(A, 1L, B, 2L))),
                    vector(
                            "lacking-events-are-the-oldest",
                            "who goes by ticks takes them for known",
                            FIVE,
                            Samples.versions(Map.of(A, 2L, A2, 1L))),
                    vector(
                            "drawn-events-partly-known",
                            "",
                            Samples.drawn(21, 40, 5, 1, 50),
                            Samples.versions(
                                    Map.of(new Source(1, 1), 3L, new Source(301, 1), 1L, new Source(601, 1), 4L)))),
            VersionVectors::run);

    private VersionVectors() {}

    private static Case vector(String name, String about, List<StampedEvent> known, Versions theirs) {
        return Case.of(name, about, "known", known, "theirs", theirs);
    }

    private static Found run(Given given) {
        Timeline timeline = timeline(CoreValues.stampedEvents(given, "known"));
        Versions theirs = CoreValues.versions(given, "theirs");
        return Found.of(
                "versions",
                timeline.versions(),
                "lacking",
                timeline.beyond(theirs).stream().map(StampedEvent::stamp).toList());
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

package org.symmetricp2p.vectors;

import static org.symmetricp2p.vectors.Samples.fields;
import static org.symmetricp2p.vectors.Samples.stamp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.symmetricp2p.app.SplitMix64;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;

/** The global order of many stamps. */
final class EventSorting {

    /** The order, said independently of the core. */
    private static final Comparator<Stamp> MODEL = Comparator.comparing(Stamp::tick)
            .thenComparing(stamp -> stamp.source().peer())
            .thenComparing(stamp -> stamp.source().incarnation())
            .thenComparing(Stamp::seq);

    static final Topic TOPIC = Topic.single(
            "order/sort-stamps",
            "Stamps that arrive in any order, and the one order in which their events apply. (spec 2.1)",
            fields("given.stamps", "in order of arrival", "expect.sorted", "the same stamps, in stamp order"),
            () -> List.of(
                    sort("nothing-to-sort", List.of()),
                    sort("reversed", List.of(stamp(3, 1, 1, 3), stamp(2, 1, 1, 2), stamp(1, 1, 1, 1))),
                    sort(
                            "one-tick-by-peer-incarnation-seq",
                            List.of(
                                    stamp(5, 10, 1, 1),
                                    stamp(5, 2, 2, 1),
                                    stamp(5, 2, 1, 11),
                                    stamp(5, 2, 1, 9),
                                    stamp(5, 9, 0, 4),
                                    stamp(5, 2, 10, 1))),
                    sort("drawn-20-of-3-sources", shuffled(1, Samples.drawn(11, 20, 3, 1, 12))),
                    sort("drawn-60-of-8-sources", shuffled(2, Samples.drawn(12, 60, 8, 1, 30)))),
            EventSorting::run);

    private EventSorting() {}

    private static Case sort(String name, List<Stamp> stamps) {
        return Case.of(name, "", "stamps", stamps);
    }

    private static List<Stamp> shuffled(long seed, List<StampedEvent> events) {
        List<Stamp> stamps =
                new ArrayList<>(events.stream().map(StampedEvent::stamp).toList());
        SplitMix64 random = new SplitMix64(seed);
        for (int left = stamps.size(); left > 1; left--) {
            Collections.swap(stamps, left - 1, random.below(left));
            random = random.next();
        }
        return stamps;
    }

    private static Found run(Given given) {
        List<Stamp> stamps = CoreValues.stamps(given, "stamps");
        List<Stamp> sorted = stamps.stream().sorted().toList();
        if (!sorted.equals(stamps.stream().sorted(MODEL).toList())) {
            throw new IllegalArgumentException("the core's order isn't (tick, peer, incarnation, seq): " + sorted);
        }
        return Found.of("sorted", sorted);
    }
}

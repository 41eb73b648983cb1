package org.symmetricp2p.check.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.symmetricp2p.core.Stamp;

/** The faults of a run, in the order in which they happened; of those that repeat themselves, the first ones. */
final class Faults {

    /** A clock that is wrong is wrong at every reading. */
    private static final int MOST_ALIKE = 3;

    private final LongSupplier now;
    private final List<Fault> all = new ArrayList<>();
    private final Map<String, Integer> alike = new TreeMap<>();

    Faults(LongSupplier now) {
        this.now = now;
    }

    List<Fault> all() {
        return List.copyOf(all);
    }

    /** A fault about events: each is noted, since any of them may be the one in question. */
    void add(int peer, Fault.Topic topic, List<Stamp> events, String what) {
        all.add(new Fault(now.getAsLong(), peer, topic, events, what));
    }

    /** A fault that may go on for long: noted a few times for each peer. */
    void addSome(int peer, Fault.Topic topic, String kind, String what) {
        addSome(peer, topic, kind, List.of(), what);
    }

    void addSome(int peer, Fault.Topic topic, String kind, List<Stamp> events, String what) {
        if (alike.merge(peer + " " + kind, 1, Integer::sum) <= MOST_ALIKE) {
            add(peer, topic, events, what);
        }
    }
}

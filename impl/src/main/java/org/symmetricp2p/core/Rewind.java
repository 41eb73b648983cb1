package org.symmetricp2p.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * A rollback that the next reading of the clock will complete (spec 4.9): what was, and what came late since then.
 *
 * @param past the time machine before the first late event
 * @param late the late events, in order of arrival; at least one
 */
record Rewind<S>(TimeMachine<S> past, List<StampedEvent> late) {

    Rewind<S> with(List<StampedEvent> later) {
        List<StampedEvent> all = new ArrayList<>(late);
        all.addAll(later);
        return new Rewind<>(past, all);
    }

    /** The report of the rollback of a peer whose clock was at tick {@code to}. */
    Output.RolledBack report(long to) {
        List<StampedEvent> sorted = new ArrayList<>(late);
        Collections.sort(sorted);
        StampedEvent first = sorted.get(0);
        List<StampedEvent> reordered = new ArrayList<>();
        Iterator<StampedEvent> applied = past.timeline().from(first.tick());
        while (applied.hasNext()) {
            StampedEvent event = applied.next();
            if (event.tick() > to) {
                break;
            }
            if (event.compareTo(first) > 0) {
                reordered.add(event);
            }
        }
        return new Output.RolledBack(first.tick(), to, sorted, reordered);
    }
}

package org.symmetricp2p.check;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Timeline;

/** Where a peer ought to be: the places of its past in the {@link Oracle}, by tick, for the events that it knows. */
public final class Path<S> {

    private final Oracle<S> oracle;
    private final List<Oracle.Place<S>> places = new ArrayList<>();

    public Path(Oracle<S> oracle) {
        this.oracle = oracle;
        places.add(oracle.start());
    }

    /** The place at a tick; folds on as far as needed, over the events of a timeline. */
    public Oracle.Place<S> at(long tick, Timeline known) {
        if (tick >= places.size()) {
            extend(tick, known.from(places.size()));
        }
        return places.get((int) tick);
    }

    /** An event at this tick became known: what was folded from there on is another past. */
    void forgetFrom(long tick) {
        if (tick < places.size()) {
            places.subList((int) tick, places.size()).clear();
        }
    }

    private void extend(long tick, Iterator<StampedEvent> events) {
        StampedEvent next = nextOf(events);
        while (places.size() <= tick) {
            long t = places.size();
            List<StampedEvent> now = List.of();
            while (next != null && next.tick() <= t) {
                now = now.isEmpty() ? new ArrayList<>() : now;
                now.add(next);
                next = nextOf(events);
            }
            places.add(oracle.after(places.get((int) t - 1), now));
        }
    }

    private static StampedEvent nextOf(Iterator<StampedEvent> events) {
        return events.hasNext() ? events.next() : null;
    }
}

package org.symmetricp2p.check;

import java.util.ArrayList;
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
        return tick < places.size() ? places.get((int) tick) : at(tick, known.events());
    }

    /** The place at a tick; folds on as far as needed, over these events, which are in stamp order. */
    public Oracle.Place<S> at(long tick, List<StampedEvent> known) {
        if (tick >= places.size()) {
            extend(tick, known);
        }
        return places.get((int) tick);
    }

    /** The places from one tick to before another, as far as they were folded. */
    public List<Oracle.Place<S>> between(long from, long to) {
        return new ArrayList<>(places.subList((int) from, (int) to));
    }

    /** An event at this tick became known: what was folded from there on is another past. */
    public void forgetFrom(long tick) {
        if (tick < places.size()) {
            places.subList((int) tick, places.size()).clear();
        }
    }

    private void extend(long tick, List<StampedEvent> known) {
        int next = firstFrom(places.size(), known);
        while (places.size() <= tick) {
            long t = places.size();
            int first = next;
            while (next < known.size() && known.get(next).tick() == t) {
                next++;
            }
            places.add(oracle.after(places.get((int) t - 1), first == next ? List.of() : known.subList(first, next)));
        }
    }

    /** The index of the first event at a tick or later: from the end, where it nearly always is. */
    private static int firstFrom(long tick, List<StampedEvent> known) {
        int first = known.size();
        while (first > 0 && known.get(first - 1).tick() >= tick) {
            first--;
        }
        return first;
    }
}

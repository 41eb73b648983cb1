package org.symmetricp2p.check.reference;

import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.check.Oracle.Place;
import org.symmetricp2p.check.Path;

/**
 * Where a peer was before late events came, which make of it another past.
 *
 * @param from the tick of the earliest of them
 * @param places those from there on
 */
record Past<S>(long from, List<Place<S>> places) {

    /** What is about to be forgotten of a path: from a tick to the present. */
    static <S> Past<S> of(Path<S> path, long from, long present) {
        return new Past<>(from, path.between(from, present + 1));
    }

    /** The same, from an earlier tick on. */
    Past<S> deepened(List<Place<S>> earlier) {
        List<Place<S>> all = new ArrayList<>(earlier);
        all.addAll(places);
        return new Past<>(from - earlier.size(), all);
    }

    boolean has(long tick) {
        return tick >= from && tick < from + places.size();
    }

    Place<S> at(long tick) {
        return places.get((int) (tick - from));
    }
}

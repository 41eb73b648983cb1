package org.symmetricp2p.check.explain;

import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.check.Oracle;

/** The states that a peer should have been in, by tick, folded from the events that it knows. */
final class Past {

    private final Oracle<Object> oracle;
    private final Known known;
    private final List<Oracle.Place<Object>> places = new ArrayList<>();

    Past(Oracle<Object> oracle, Known known) {
        this.oracle = oracle;
        this.known = known;
        places.add(oracle.start());
    }

    Oracle.Place<Object> at(long tick) {
        while (places.size() <= tick) {
            int t = places.size();
            places.add(oracle.after(places.get(t - 1), known.at(t)));
        }
        return places.get((int) tick);
    }

    /** Events of this tick became known. */
    void forgetFrom(long tick) {
        if (tick < places.size()) {
            places.subList((int) tick, places.size()).clear();
        }
    }
}

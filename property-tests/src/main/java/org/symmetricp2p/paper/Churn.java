package org.symmetricp2p.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.symmetricp2p.sim.Fate;

/** Whether peers go and come back in an experiment, so that the network falls apart now and then. */
public enum Churn {
    /** All stay. */
    NONE,
    /** Who comes back remembers all that it knew, and its local time went on. */
    WITH_MEMORY,
    /** Who comes back begins anew. */
    WITHOUT_MEMORY;

    private static final double ONLINE_MICROS = 40e6;
    private static final double OFFLINE_MICROS = 20e6;

    /** A peer's goings and comings between two times: 40 s here, 20 s away, on average, and at any time alike. */
    List<Fate> fates(int peer, long fromMicros, long untilMicros, Chance chance) {
        List<Fate> fates = new ArrayList<>();
        if (this == NONE) {
            return fates;
        }
        double at = fromMicros + chance.exponential(ONLINE_MICROS);
        while (at < untilMicros) {
            fates.add(new Fate.Stop((long) at, peer));
            at += chance.exponential(OFFLINE_MICROS);
            if (at < untilMicros) {
                fates.add(new Fate.Start((long) at, peer, this == WITH_MEMORY));
            }
            at += chance.exponential(ONLINE_MICROS);
        }
        return fates;
    }

    /** For a person, and for a file. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

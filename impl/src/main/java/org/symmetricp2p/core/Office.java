package org.symmetricp2p.core;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The keeper's own affair: whom it waits for, and how far it declares (spec 8.15, 8.16). Nothing that it does here can make anything
 * wrong; it can only make events void that needn't be, or let settling wait. An immutable value.
 *
 * @param heard of each other peer the latest life that the keeper has heard of, and when it last did
 * @param declaredNanos when it last declared, in local time
 */
record Office(SortedMap<Integer, Heard> heard, long declaredNanos) {

    /** @param nanos local time */
    record Heard(Source source, long nanos) {}

    static Office openedAt(long nanos) {
        return new Office(Collections.emptySortedMap(), nanos);
    }

    /** Something new has come from a source, over whichever link. */
    Office hearing(Source source, long nanos) {
        Heard known = heard.get(source.peer());
        if (known != null && known.source().compareTo(source) > 0) {
            return this; // an earlier life, whose next one has shown up
        }
        SortedMap<Integer, Heard> all = new TreeMap<>(heard);
        all.put(source.peer(), new Heard(source, nanos));
        return new Office(Collections.unmodifiableSortedMap(all), declaredNanos);
    }

    Office declaringAt(long nanos) {
        return new Office(heard, nanos);
    }

    boolean isDue(long nanos) {
        return nanos - declaredNanos >= Peer.DECLARE_NANOS;
    }

    /** How far the keeper can declare: as far as it, and all for whom it waits, will issue nothing more; but nothing of the last second. */
    long reach(Settlement settlement, Clock clock, Config config) {
        long reach = clock.tick() + config.delta() - 1 - config.fps();
        for (Heard life : heard.values()) {
            Source source = life.source();
            boolean isSilent = clock.nanos() - life.nanos()
                    > config.settling().orElseThrow().silenceNanos();
            if (source.peer() != config.self().peer()
                    && !isSilent
                    && !settlement.closed().contains(source)) {
                reach = Math.min(reach, settlement.promised().tickOf(source) - 1);
            }
        }
        return reach;
    }
}

package org.symmetricp2p.core;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A version vector: for each source the highest contiguous seq known, 0 for a source that isn't listed.
 * What a peer says in its HELLO of what it knows, so that its neighbour sends exactly the rest (spec 2.12).
 *
 * @param seqs at most {@link #MAX_SOURCES} sources, each with a seq of at least 1, in the order of sources
 */
public record Versions(SortedMap<Source, Long> seqs) {

    /** The most sources that a session can have: all lives of all peers that issued an event (spec 2.14). */
    public static final int MAX_SOURCES = 65_536;

    public static final Versions NONE = new Versions(Collections.emptySortedMap());

    public Versions {
        Bounds.check("number of sources", seqs.size(), 0, MAX_SOURCES);
        for (Map.Entry<Source, Long> entry : seqs.entrySet()) {
            Bounds.check("seq of source " + entry.getKey(), entry.getValue(), 1, Long.MAX_VALUE);
        }
        SortedMap<Source, Long> copy = new TreeMap<>(); // in the order of sources, whatever order seqs had
        copy.putAll(seqs);
        seqs = Collections.unmodifiableSortedMap(copy);
    }

    /** The highest contiguous seq known of a source, 0 if none. */
    public long of(Source source) {
        return seqs.getOrDefault(source, 0L);
    }

    /** Whether an event is among the known ones. */
    public boolean covers(Stamp stamp) {
        return stamp.seq() <= of(stamp.source());
    }
}

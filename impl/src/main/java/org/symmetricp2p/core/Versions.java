package org.symmetricp2p.core;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A version vector: for each source the highest contiguous seq known, 0 for a source that isn't listed, and the digest of the events
 * up to it. What a peer says in its HELLO of what it knows, so that its neighbour sends exactly the rest (spec 2.12), or
 * finds that the two know different events under one seq (spec 2.16).
 *
 * @param known at most {@link #MAX_SOURCES} sources, in their order
 */
public record Versions(SortedMap<Source, Version> known) {

    /** The most sources that a session can have: all lives of all peers that issued an event (spec 2.14). */
    public static final int MAX_SOURCES = 65_536;

    public static final Versions NONE = new Versions(Collections.emptySortedMap());

    public Versions {
        Bounds.check("number of sources", known.size(), 0, MAX_SOURCES);
        SortedMap<Source, Version> copy = new TreeMap<>(); // in the order of sources, whatever order the map had
        copy.putAll(known);
        known = Collections.unmodifiableSortedMap(copy);
    }

    /** The highest contiguous seq known of a source, 0 if none. */
    public long of(Source source) {
        Version version = known.get(source);
        return version == null ? 0 : version.seq();
    }

    /** The highest contiguous seq of each source that is listed. */
    public SortedMap<Source, Long> seqs() {
        SortedMap<Source, Long> seqs = new TreeMap<>();
        known.forEach((source, version) -> seqs.put(source, version.seq()));
        return seqs;
    }

    /** Whether an event is among the known ones. */
    public boolean covers(Stamp stamp) {
        return stamp.seq() <= of(stamp.source());
    }
}

package org.symmetricp2p.core;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Version vectors whose digests are anyone's guess: of events that the peer who hears of them doesn't know. */
public final class TestVersions {

    private TestVersions() {}

    public static Versions of(Map<Source, Long> seqs) {
        SortedMap<Source, Version> known = new TreeMap<>();
        seqs.forEach((source, seq) -> known.put(source, new Version(seq, new Digest(seq, -seq))));
        return new Versions(known);
    }
}

package org.symmetricp2p.core;

import java.util.Comparator;
import java.util.Objects;

/** Which event it is, whatever its tick (spec 2.2). Identities are ordered by source, then seq. */
public record Identity(Source source, long seq) implements Comparable<Identity> {

    private static final Comparator<Identity> ORDER =
            Comparator.comparing(Identity::source).thenComparingLong(Identity::seq);

    public Identity {
        Objects.requireNonNull(source, "source");
        Bounds.check("seq", seq, 1, Long.MAX_VALUE);
    }

    static Identity of(Stamp stamp) {
        return new Identity(stamp.source(), stamp.seq());
    }

    @Override
    public int compareTo(Identity other) {
        return ORDER.compare(this, other);
    }
}

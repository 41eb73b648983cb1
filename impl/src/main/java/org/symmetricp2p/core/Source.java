package org.symmetricp2p.core;

/**
 * Who issues events: one life of one peer. A peer that restarts without its memory is a new source, so
 * that it never reuses a stamp (spec 6.13).
 *
 * @param peer the peer's identifier, 0 to {@link #MAX_PEER}, assigned externally (paper section 3.3)
 * @param incarnation which life of that peer, 0 or higher; never used twice by the same peer
 */
public record Source(int peer, long incarnation) implements Comparable<Source> {

    /** The highest peer identifier. */
    public static final int MAX_PEER = 65_535;

    public Source {
        Bounds.check("peer id", peer, 0, MAX_PEER);
        Bounds.check("incarnation", incarnation, 0, Long.MAX_VALUE);
    }

    /** The life of the same peer with the next number; after the highest comes 0. */
    Source nextIncarnation() {
        return new Source(peer, incarnation == Long.MAX_VALUE ? 0 : incarnation + 1);
    }

    @Override
    public int compareTo(Source other) {
        int byPeer = Integer.compare(peer, other.peer);
        return byPeer != 0 ? byPeer : Long.compare(incarnation, other.incarnation);
    }

    @Override
    public String toString() {
        return peer + "." + incarnation;
    }
}

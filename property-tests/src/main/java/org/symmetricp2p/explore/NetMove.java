package org.symmetricp2p.explore;

import java.util.Locale;

/**
 * What can happen in a {@link NetWorld}. Named as the actions of {@code spec/tla/Flood.tla}.
 *
 * @param kind what
 * @param first the peer; or the number of the connection, from 1
 * @param second the other peer, or the peer at that end of the connection; 0 if there is none
 */
public record NetMove(Kind kind, int first, int second) {

    /** The kinds of moves, each with its words. */
    public enum Kind {
        ISSUE("peer %d issues an event"),
        DIAL("peer %d dials peer %d"),
        ACCEPT("connection %d is accepted"),
        RECEIVE("on connection %d, peer %d receives"),
        CUT("connection %d is cut"),
        NOTICE("the end of connection %d is noticed by peer %d"),
        CRASH("peer %d loses its memory and begins another life"),
        TICK("peer %d reads its clock");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, kind.words, first, second);
    }
}

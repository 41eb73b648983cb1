package org.symmetricp2p.explore;

import java.util.Locale;

/**
 * What can happen in a {@link TimeWorld}. Named as the actions of {@code spec/tla/TimeMachine.tla}.
 *
 * @param kind what
 * @param number the issuer, or the number of ticks; 0 if there is none
 */
public record TimeMove(Kind kind, int number) {

    /** The kinds of moves, each with its words. */
    public enum Kind {
        RECEIVE("the next event of peer %d arrives"),
        DUPLICATE("the last event of peer %d arrives once more"),
        ISSUE("the peer issues an event"),
        READ("the clock is read, %d ticks later");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, kind.words, number);
    }
}

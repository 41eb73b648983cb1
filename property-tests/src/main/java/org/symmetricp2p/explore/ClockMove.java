package org.symmetricp2p.explore;

import java.util.List;
import java.util.Locale;

/**
 * What can happen in a {@link ClockWorld}. Named as the actions of {@code spec/tla/Clock.tla}.
 *
 * @param kind what
 * @param peers those that read their clocks; or the sender and the receiver
 */
public record ClockMove(Kind kind, List<Integer> peers) {

    /** The kinds of moves, each with its words. */
    public enum Kind {
        PASS("a tick passes, and these peers read their clocks: %s"),
        AGAIN("in the same tick, these peers read their clocks: %s"),
        RECEIVE("a clock arrives, sender and receiver are: %s");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    public ClockMove {
        peers = List.copyOf(peers);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, kind.words, peers);
    }
}

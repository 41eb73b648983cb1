package org.symmetricp2p.trace;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Versions;

/**
 * A run as actions of the model, in the order in which they happened.
 *
 * @param entries the actions, each with what was seen after it
 * @param lives which life of its peer each source is, from 0: what the model calls incarnations
 */
public record Trace(List<Entry> entries, SortedMap<Source, Integer> lives) {

    /**
     * An action.
     *
     * @param seen the peer afterwards; empty if nobody looked: a cut is no peer's step
     */
    public record Entry(Action action, Optional<View> seen) {}

    /**
     * A peer, as far as the model has it.
     *
     * @param knows its version vector
     * @param links those that it holds, by number
     */
    public record View(Versions knows, List<Held> links) {
        public View {
            links = List.copyOf(links);
        }
    }

    /** A link that a peer holds: greeting, or live. */
    public record Held(int connection, boolean isLive) {}

    public Trace {
        entries = List.copyOf(entries);
        lives = new TreeMap<>(lives);
    }
}

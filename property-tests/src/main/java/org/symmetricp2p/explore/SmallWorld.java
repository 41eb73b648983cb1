package org.symmetricp2p.explore;

import java.util.List;
import org.symmetricp2p.check.Violation;

/**
 * A world that is small enough to try all that can happen in it, in one of its states: an immutable value.
 *
 * @param <M> what can happen: a value whose text, one line, tells it from all others that are possible in the same state
 */
public interface SmallWorld<M> {

    /** What can happen next, in a fixed order. None: the world has come to its end. */
    List<M> moves();

    /**
     * The world after one of its {@link #moves}.
     *
     * @throws Violation if the move breaks a property
     */
    SmallWorld<M> after(M move);

    /**
     * Looks at this state; once for all states with the same key.
     *
     * @throws Violation if a property doesn't hold in it
     */
    default void check() {}

    /** This state in words: a line for each peer, and for whatever else there is; for a person. */
    List<String> describe();

    /** The projection: two states with equal bytes are counted as one, and explored once. */
    byte[] key();
}

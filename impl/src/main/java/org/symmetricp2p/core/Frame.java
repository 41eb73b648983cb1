package org.symmetricp2p.core;

/**
 * What there is to see of a peer: the present, or during a travel the past.
 *
 * @param tick the tick that is shown
 * @param state the state at that tick
 * @param view why this tick
 */
public record Frame<S>(long tick, S state, View view) {

    /** What a frame shows. */
    public enum View {
        /** The present. */
        PRESENT,
        /** The present, which runs faster to close a gap. */
        CATCHING_UP,
        /** The past before a late event, on the walk back. */
        TRAVEL_BACK,
        /** The past with the late event, on the walk forth. */
        TRAVEL_FORTH
    }
}

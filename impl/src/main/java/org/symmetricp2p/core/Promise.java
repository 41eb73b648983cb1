package org.symmetricp2p.core;

/**
 * What a source promises: each of its events that is stamped before a tick has at most this seq (spec 8.5).
 *
 * @param tick 1 to {@link Stamp#MAX_TICK}, which is a final promise: its life is over
 * @param seq 0 or higher
 */
public record Promise(long tick, long seq) {

    public Promise {
        Bounds.check("tick of a promise", tick, 1, Stamp.MAX_TICK);
        Bounds.check("seq of a promise", seq, 0, Long.MAX_VALUE);
    }
}

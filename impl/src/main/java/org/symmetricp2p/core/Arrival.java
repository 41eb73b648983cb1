package org.symmetricp2p.core;

/**
 * When an event came, as SYNC tells it back towards the event's source (spec 5.21).
 *
 * @param event which one
 * @param tick the greatest clock of those peers at which it was new, when it came; as far as it is known
 */
public record Arrival(Identity event, long tick) {
    public Arrival {
        Bounds.check("tick of an arrival", tick, 0, Stamp.MAX_TICK);
    }
}

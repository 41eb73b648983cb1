package org.symmetricp2p.core;

/**
 * The state of an application after a tick and all of that tick's events.
 *
 * @param tick 0 or higher
 */
public record Snapshot<S>(long tick, S state) {}

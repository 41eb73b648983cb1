package org.symmetricp2p.sim;

import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Step;

/** Sees all that happens in a world: checks, statistics and pictures are made of it. It changes nothing. */
public interface Watch<S> {

    /** A run begins in this world. */
    default void begun(World<S> world) {}

    /** A life of a peer begins: the first, or another, with or without memory of the one before. */
    default void started(Host<S> host, Peer<S> peer) {}

    /** A peer stops. */
    default void stopped(Host<S> host) {}

    /** A peer simulated a tick, maybe again. */
    default void ticked(Host<S> host, long tick, S state) {}

    /** A peer made a step. */
    default void stepped(Host<S> host, Peer<S> before, Input input, Step<S> step) {}

    /** A link came up, or went down for good. */
    default void link(Line line, boolean up) {}

    /** A message was sent; the last of it will arrive at the time given unless the link drops. */
    default void sent(Line line, boolean fromA, Message message, long arrivalMicros) {}

    /** A frame arrived. */
    default void arrived(Line line, boolean fromA, Message message) {}

    /** A sender gave up a link because too much waited on it. */
    default void overflowed(Line line, boolean fromA) {}

    /** Now the world heals: nothing bad happens any more. */
    default void healing() {}

    /** The run is over. */
    default void ended() {}
}

package org.symmetricp2p.sim;

import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.link.Endpoint;
import org.symmetricp2p.link.Reaction;
import org.symmetricp2p.link.Signal;

/** Sees all that happens in a world: checks, statistics and pictures are made of it. It changes nothing. */
public interface Watch<S> {

    /** A run begins in this world. */
    default void begun(World<S> world) {}

    /** A tick is settled at a peer. */
    default void settled(Host<S> host, long tick, S state) {}

    /** A life of a peer begins: the first, or another, with or without memory of the one before. */
    default void started(Host<S> host, Peer<S> peer) {}

    /** A peer stops. */
    default void stopped(Host<S> host) {}

    /** A peer simulated a tick, maybe again. */
    default void ticked(Host<S> host, long tick, S state) {}

    /** A peer made a step. */
    default void stepped(Host<S> host, Peer<S> before, Input input, Step<S> step) {}

    /** An endpoint has reacted, and its actions are about to be performed; after the steps of its peer. */
    default void reacted(Host<S> host, Endpoint<S> before, Signal signal, Reaction<S> reaction) {}

    /** Something happens that the scenario says. */
    default void happening(Fate fate) {}

    /** A connection came to be, at its far end at first; or went down for good. */
    default void link(Line line, boolean up) {}

    /** A frame was sent; it will arrive at the time given unless the link drops. */
    default void sent(Line line, boolean fromA, Message message, long arrivalMicros) {}

    /** A frame arrived. */
    default void arrived(Line line, boolean fromA, Message message) {}

    /** Now the world heals: nothing bad happens any more. */
    default void healing() {}

    /** The run is over. */
    default void ended() {}
}

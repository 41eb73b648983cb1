package org.symmetricp2p.link;

import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.core.TickObserver;

/** Sees what happens in an {@link Endpoint}, tick by tick and step by step; it changes nothing. */
public interface StepObserver<S> extends TickObserver<S> {

    /** The peer has made a step; its outputs are not performed yet. */
    default void stepped(Peer<S> before, Input input, Step<S> step) {}
}

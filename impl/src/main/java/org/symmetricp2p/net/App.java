package org.symmetricp2p.net;

import java.io.IOException;
import java.util.Optional;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Frame;

/**
 * An application, by the four callbacks of the paper (section 3.1): {@code ini}, {@code sim}, {@code ren}
 * and {@code evt}. Only {@link #sim} is shared by all peers and must be deterministic; the others belong to
 * this peer and its user, and may have any effect. {@link Loop#run} calls them all on its own thread, but
 * the simulation, which runs on the node's.
 *
 * @param <S> the state
 * @param <I> a local input, such as a key press: what the screen or terminal gives
 */
public interface App<S, I> extends NodeListener<S> {

    /** The simulation. */
    Simulation<S> sim();

    /** Called once, before the first frame: opens windows, makes the links. */
    void ini(Node<S> node) throws IOException;

    /** Draws a frame: {@code fps} times a second, of the present or, during a travel, of the past. */
    void ren(Frame<S> frame);

    /** Turns a local input into an event for all peers, or into something local, or into nothing. */
    Optional<Event> evt(I input);

    /** Called once, when the loop has ended, for whatever reason: closes windows. */
    default void end() {}
}

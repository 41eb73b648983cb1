package org.symmetricp2p.net;

import java.util.Optional;
import java.util.function.Supplier;
import org.symmetricp2p.app.Event;

/**
 * An application's frames, one a call: injects what the user did since the last one, then draws. {@link Loop}
 * calls it for one peer, on a thread of its own. Whoever shows several peers on one thread, as window systems
 * want it, calls the frames of each in turn; that never waits for a node.
 *
 * @param <S> the state
 * @param <I> a local input
 */
public final class Frames<S, I> {

    private final Node<S> node;
    private final App<S, I> app;
    private final Supplier<I> inputs;

    /** An event that the node couldn't take yet. */
    private Optional<Event> untaken = Optional.empty();

    /**
     * The frames of an application whose {@link App#ini} was called.
     *
     * @param inputs gives the local inputs that wait, one a call, then null. While the node can't take an event,
     *     because hundreds wait already, no more inputs are asked for
     */
    public Frames(Node<S> node, App<S, I> app, Supplier<I> inputs) {
        this.node = node;
        this.app = app;
        this.inputs = inputs;
    }

    /**
     * The next frame: {@link App#evt} for each input that waits, then {@link App#ren}.
     *
     * @return whether there was one: not after {@link Node#close}
     * @throws org.symmetricp2p.core.SimulationFailure if the simulation has thrown
     */
    public boolean next() {
        if (!node.isOpen()) {
            node.throwIfFailed();
            return false;
        }
        untaken = inject();
        app.ren(node.peer().frame());
        return true;
    }

    /** Injects what the user did since the last frame; gives back an event that the node can't take yet. */
    private Optional<Event> inject() {
        Optional<Event> event = untaken;
        while (true) {
            if (event.isPresent() && !node.inject(event.get())) {
                return event;
            }
            I input = inputs.get();
            if (input == null) {
                return Optional.empty();
            }
            event = app.evt(input);
        }
    }
}

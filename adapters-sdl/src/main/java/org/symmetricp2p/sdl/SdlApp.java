package org.symmetricp2p.sdl;

import java.io.IOException;
import java.util.Optional;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Frame;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.net.Node;

/**
 * An application with a window, by the paper's callbacks (section 3.1). It is {@link org.symmetricp2p.net.App}
 * with what a window adds: a canvas to draw on, and feedback. {@link SdlLoop} calls all of it on the one thread that
 * SDL may be used on, but the simulation, which runs on the node's.
 *
 * <p>What every window has, the loop adds by itself: title, tint while travelling, the overlay of F1, closing.
 *
 * @param <S> the state
 */
public interface SdlApp<S> {

    /** What the window's title begins with. */
    String name();

    /** The canvas's size, in the application's own units; the window shows it at any size. */
    int width();

    /** The canvas's height, in the same units. */
    int height();

    /** The simulation: the only part that all peers share, and that must be deterministic. */
    Simulation<S> sim();

    /**
     * Called once, before the first frame: makes the links.
     *
     * @throws IOException if an address can't be used
     */
    void ini(Node<S> node) throws IOException;

    /** Draws a whole frame: of the present or, during a travel, of the past. Nothing else may depend on that. */
    void ren(Frame<S> frame, Canvas canvas);

    /**
     * Turns what the user does into an event for all peers, or into something local, or into nothing.
     *
     * @param feedback shows the user at once that it was understood; the event itself takes effect Δ ticks later, and
     *     everywhere
     */
    Optional<Event> evt(SdlInput input, Feedback feedback);

    /** A tick is settled: called of each once, in order, on the node's thread, in a session that settles. The moment for what can't be undone. */
    default void settled(long tick, S state) {}

    /** An event of this peer has become void, as it came too late for what is settled; called on the node's thread. */
    default void voided(Output.Voided voided) {}

    /** Called once, after the last frame, for whatever reason. */
    default void end() {}
}

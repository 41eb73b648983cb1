package org.symmetricp2p.net;

import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.TickObserver;

/**
 * Hears what happens at a node, for people, traces and statistics. Called on the node's thread, which
 * simulates and serves the links: so an implementation must be quick and must not wait.
 */
public interface NodeListener<S> extends TickObserver<S> {

    /** A tick was simulated, maybe again: the last state of a tick that is told is the right one. */
    @Override
    default void ticked(long tick, S state) {}

    /** Late events made ticks be simulated again. */
    default void rolledBack(Output.RolledBack rollback) {}

    /** A tick is settled: told of each once, in order, in a session that settles. The moment for effects that can't be undone. */
    @Override
    default void settled(long tick, S state) {}

    /** An event of this peer has become void; if it isn't issued again, that is up to whoever hears this. */
    default void voided(Output.Voided voided) {}

    /** A neighbour was in another settled state than this peer; told once for each link. A person should know. */
    default void diverged(Output.Diverged report) {
        notice(report.text());
    }

    /** A link to a neighbour is ready. */
    default void linked(int peer) {}

    /** A link to a neighbour is gone. */
    default void unlinked(int peer, String why) {}

    /** Something that a person should know of, in one line: a neighbour can't be reached, say. */
    default void notice(String text) {}

    /** The node has stopped because of this; its links are closed. */
    default void failed(Throwable cause) {}
}

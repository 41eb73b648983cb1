package org.symmetricp2p.link;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.symmetricp2p.app.SplitMix64;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Reached;

/**
 * A peer and its connections, as an immutable value: {@link #on} takes what happened, on the network, by the user or by the
 * passing of time, and gives the endpoint afterwards and what to do. It does no I/O and reads no clock. A driver feeds it one
 * signal at a time, each with the local time, and performs the actions in order before the next:
 *
 * <pre>
 *   Endpoint&lt;S&gt; endpoint = Endpoint.of(Peer.start(config, simulation, nanos), seed);
 *   for (;;) {
 *       Signal signal = ...;                // or, at endpoint.nextWakeNanos(), Wake
 *       Reaction&lt;S&gt; reaction = endpoint.on(signal, nanos, observer);
 *       endpoint = reaction.endpoint();
 *       reaction.actions().forEach(...);    // connect, write, close, tell the user
 *   }
 * </pre>
 *
 * <p>Times are those of {@link Peer}: nanoseconds from any origin. This class is what an endpoint <em>is</em>; the rules by
 * which it changes are in {@link Turn}.
 */
public final class Endpoint<S> {

    final Peer<S> peer;
    final SortedMap<LinkId, Connection> connections;
    final Dialling.Dialers dialers;
    final SortedSet<Integer> barred; // the peers that the user has unlinked
    final Strangers strangers;
    final Spent spent;
    final Reached reached;
    final long nanos; // the latest time that it was told
    final boolean isLeaving;
    final long dueNanos; // when something is due on connections, or to be dialled

    Endpoint(
            Peer<S> peer,
            SortedMap<LinkId, Connection> connections,
            Dialling.Dialers dialers,
            SortedSet<Integer> barred,
            Strangers strangers,
            Spent spent,
            Reached reached,
            long nanos,
            boolean isLeaving,
            long dueNanos) {
        this.peer = peer;
        this.connections = connections;
        this.dialers = dialers;
        this.barred = barred;
        this.strangers = strangers;
        this.spent = spent;
        this.reached = reached;
        this.nanos = nanos;
        this.isLeaving = isLeaving;
        this.dueNanos = dueNanos;
    }

    /**
     * The endpoint of a peer without links; it keeps the limits of the peer's configuration.
     *
     * @param seed of the chance in how long it waits before it dials again, so that peers who lost each other don't meet in
     *     step for ever: any value, another one for each peer
     */
    public static <S> Endpoint<S> of(Peer<S> peer, long seed) {
        return new Endpoint<>(
                peer,
                Collections.emptySortedMap(),
                new Dialling.Dialers(Collections.emptySortedMap(), 0, new SplitMix64(seed)),
                Collections.emptySortedSet(),
                Strangers.NONE,
                Spent.NOTHING,
                Reached.NOTHING,
                peer.clock().nanos(),
                false,
                Long.MAX_VALUE);
    }

    /**
     * The endpoint after something happened, and what to do about it.
     *
     * @param nanos the local time
     * @throws IllegalArgumentException if a connection has the name of one that is there
     * @throws org.symmetricp2p.core.SimulationFailure if the application throws at a tick; this endpoint, a value, is as it was, and can
     *     still {@link Signal.Leave}
     */
    public Reaction<S> on(Signal signal, long nanos, StepObserver<S> observer) {
        Turn<S> turn = new Turn<>(this, nanos, observer);
        turn.on(signal);
        return turn.outcome();
    }

    /** The peer as it is now. */
    public Peer<S> peer() {
        return peer;
    }

    /** How often it has reached each of its limits. */
    public Reached limitsReached() {
        return reached.and(peer.limitsReached());
    }

    /** The local time by which it wants to be woken if nothing else happens; after it has left, maybe never. */
    public long nextWakeNanos() {
        return isLeaving ? dueNanos : Math.min(dueNanos, peer.nextWakeNanos());
    }

    /** Whether there is a live link to a peer. */
    public boolean isLinkedTo(int id) {
        return connections.values().stream().anyMatch(connection -> connection.isLiveTo(id));
    }

    /** The names of its connections, in order: those that greet, live, or wait for the neighbour to read BYE. */
    public Set<LinkId> links() {
        return connections.keySet();
    }

    /** Whether it has been told to leave: then it takes nothing more, and its clock isn't read. */
    public boolean isLeaving() {
        return isLeaving;
    }

    /** Whether it has left and all its connections are gone. */
    public boolean isOver() {
        return isLeaving && connections.isEmpty();
    }
}

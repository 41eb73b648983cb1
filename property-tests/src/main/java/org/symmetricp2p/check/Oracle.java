package org.symmetricp2p.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.symmetricp2p.app.Memory;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.StampedEvent;

/**
 * F(E, t), the plain way: a fold without snapshots, rollback or timelines, and with an order of its own. Peers
 * that know different events have different pasts, so the pasts form a tree; a place in it is what a peer's state
 * must be, and all peers of a run share it, so each past is folded once.
 */
public final class Oracle<S> {

    /** The global order, said independently of the core's: tick, peer, incarnation, seq. */
    public static final Comparator<StampedEvent> ORDER = Comparator.<StampedEvent>comparingLong(
                    e -> e.stamp().tick())
            .thenComparingInt(e -> e.stamp().source().peer())
            .thenComparingLong(e -> e.stamp().source().incarnation())
            .thenComparingLong(e -> e.stamp().seq());

    private final Simulation<S> simulation;
    private final boolean comparesStates;
    private final Place<S> start;

    public Oracle(Simulation<S> simulation) {
        this(simulation, false);
    }

    /** @param trusted whether records of this application that are equal are known to have equal bytes */
    public Oracle(Simulation<S> simulation, boolean trusted) {
        S state = simulation.start();
        this.simulation = simulation;
        this.comparesStates = state instanceof Memory || trusted && state instanceof Record;
        this.start = new Place<>(0, state, this);
    }

    /** Tick 0, which all pasts have in common. */
    public Place<S> start() {
        return start;
    }

    /** The place one tick after another, if these are the events of that tick, in whatever order. */
    public Place<S> after(Place<S> before, List<StampedEvent> events) {
        if (events.isEmpty()) {
            if (before.quiet == null) {
                before.quiet = new Place<>(before.tick + 1, simulation.tick(before.state), this);
            }
            return before.quiet;
        }
        List<StampedEvent> sorted = new ArrayList<>(events);
        sorted.sort(ORDER);
        if (before.busy == null) {
            before.busy = new HashMap<>(2);
        }
        return before.busy.computeIfAbsent(sorted, key -> fold(before, key));
    }

    private Place<S> fold(Place<S> before, List<StampedEvent> events) {
        S state = simulation.tick(before.state);
        for (StampedEvent event : events) {
            state = simulation.event(state, event.event());
        }
        return new Place<>(before.tick + 1, state, this);
    }

    /** A tick in one of the pasts. */
    public static final class Place<S> {
        private final long tick;
        private final S state;
        private final Oracle<S> oracle;
        private long hash;
        private boolean isHashed;
        private S same; // a peer's state that is equal to this place's
        private Place<S> quiet; // one tick later, without events
        private Map<List<StampedEvent>, Place<S>> busy; // one tick later, by events; looked up only
        private Integer witness; // the first peer that was here
        private long witnessed; // the hash that it had

        Place(long tick, S state, Oracle<S> oracle) {
            this.tick = tick;
            this.state = state;
            this.oracle = oracle;
        }

        public long tick() {
            return tick;
        }

        public S state() {
            return state;
        }

        public long hash() {
            if (!isHashed) {
                hash = oracle.simulation.hash(state);
                isHashed = true;
            }
            return hash;
        }

        /** The hash of a peer's state: it isn't computed if the state is this place's and that is seen without. */
        long hashOf(S real) {
            if (real == same) { // mostly it was asked about just before
                return hash();
            }
            if (oracle.comparesStates && real.equals(state)) {
                same = real;
                return hash();
            }
            return oracle.simulation.hash(real);
        }

        /** Whether a peer's state is this place's. */
        public boolean isAt(S real) {
            return hashOf(real) == hash();
        }

        /** The hash that the first peer here had; this one's, if it is the first. */
        long witnessed(int peer, long itsHash) {
            if (witness == null) {
                witness = peer;
                witnessed = itsHash;
            }
            return witnessed;
        }

        int witness() {
            return witness;
        }
    }
}

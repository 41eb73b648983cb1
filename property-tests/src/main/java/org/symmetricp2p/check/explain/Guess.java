package org.symmetricp2p.check.explain;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.app.StateHash;
import org.symmetricp2p.core.StampedEvent;

/**
 * Finds out what a peer did in a tick that it simulated wrong, by trying mistakes until one leads to the state that it got:
 * an event left out, made twice, in another order, of another tick.
 */
final class Guess {

    private static final int MOST_ORDERED = 8; // of which all orders are tried

    private final Simulation<Object> simulation;
    private final Object base;
    private final byte[] found;

    /** @param base the state at the tick before */
    Guess(Simulation<Object> simulation, Object base, Object found) {
        this.simulation = simulation;
        this.base = base;
        this.found = simulation.bytes(found);
    }

    /** Whether applying these gives what was found. */
    boolean fits(List<StampedEvent> events) {
        return hash(events) == StateHash.of(found);
    }

    /** Whether the rules of the application are what is wrong: the same arguments give different states. */
    boolean isNoFunction(List<StampedEvent> events) {
        long once = hash(events);
        return hash(events) != once;
    }

    /** Whether simulating the tick changes the state before it, which is another value. */
    boolean isWriting(List<StampedEvent> events) {
        byte[] bytes = simulation.bytes(base);
        Object copy = simulation.decode(ByteBuffer.wrap(bytes));
        folded(simulation.tick(copy), events);
        return !Arrays.equals(bytes, simulation.bytes(copy));
    }

    private long hash(List<StampedEvent> events) {
        return StateHash.of(simulation.bytes(folded(simulation.tick(base), events)));
    }

    private Object folded(Object ticked, List<StampedEvent> events) {
        Object state = ticked;
        for (StampedEvent event : events) {
            state = simulation.event(state, event.event());
        }
        return state;
    }

    /**
     * A mistake that explains what was found.
     *
     * @param due the events of the tick, in order
     * @param others events that don't belong there
     */
    Optional<String> mistake(List<StampedEvent> due, List<StampedEvent> others) {
        if (isNoFunction(due)) {
            return Optional.of(
                    "the rules of the application give another state each time, for the same state and events");
        }
        return ticked(due)
                .or(() -> leftOut(due))
                .or(() -> reordered(due))
                .or(() -> added(due, due, "twice"))
                .or(() -> added(due, others, "too, which belongs elsewhere"));
    }

    private Optional<String> ticked(List<StampedEvent> due) {
        return StateHash.of(simulation.bytes(folded(base, due))) == StateHash.of(found)
                ? Optional.of("without the tick itself")
                : Optional.empty();
    }

    private Optional<String> leftOut(List<StampedEvent> due) {
        for (StampedEvent one : due) {
            List<StampedEvent> rest = new ArrayList<>(due);
            rest.remove(one);
            if (fits(rest)) {
                return Optional.of("without " + one.stamp());
            }
        }
        return due.size() > 1 && fits(List.of())
                ? Optional.of("without any of " + Words.names(due, MOST_ORDERED))
                : Optional.empty();
    }

    private Optional<String> reordered(List<StampedEvent> due) {
        return due.size() > MOST_ORDERED
                ? moved(due)
                : order(simulation.tick(base), List.of(), due).map(order -> wrongOrder(order, due));
    }

    private Optional<String> moved(List<StampedEvent> due) {
        for (int i = 0; i < due.size(); i++) {
            for (int k = 0; k < due.size(); k++) {
                List<StampedEvent> order = new ArrayList<>(due);
                order.add(k, order.remove(i));
                if (i != k && fits(order)) {
                    return Optional.of(wrongOrder(order, due));
                }
            }
        }
        return Optional.empty();
    }

    private static String wrongOrder(List<StampedEvent> order, List<StampedEvent> due) {
        return "in the order " + Words.names(order, MOST_ORDERED) + ", though stamps say "
                + Words.names(due, MOST_ORDERED);
    }

    /** An order that fits, beginning with the events that led to a state; what it has in common with others is simulated once. */
    private Optional<List<StampedEvent>> order(Object state, List<StampedEvent> done, List<StampedEvent> rest) {
        if (rest.isEmpty()) {
            return StateHash.of(simulation.bytes(state)) == StateHash.of(found) ? Optional.of(done) : Optional.empty();
        }
        for (StampedEvent next : rest) {
            List<StampedEvent> more = new ArrayList<>(done);
            more.add(next);
            List<StampedEvent> others = new ArrayList<>(rest);
            others.remove(next);
            Optional<List<StampedEvent>> order = order(simulation.event(state, next.event()), more, others);
            if (order.isPresent()) {
                return order;
            }
        }
        return Optional.empty();
    }

    private Optional<String> added(List<StampedEvent> due, List<StampedEvent> more, String how) {
        for (StampedEvent one : more) {
            for (int at = 0; at <= due.size(); at++) {
                List<StampedEvent> longer = new ArrayList<>(due);
                longer.add(at, one);
                if (fits(longer)) {
                    return Optional.of("with " + one.stamp() + " " + how);
                }
            }
        }
        return Optional.empty();
    }
}

package org.symmetricp2p.vectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.check.Oracle;
import org.symmetricp2p.core.StampedEvent;

/** The states that vectors expect: by the model, the plain fold of the laboratory's oracle, with which the core must agree. */
final class Fold {

    /** The most ticks that a vector may ask for. */
    static final int MAX_TICK = 100_000;

    private Fold() {}

    /** The states at the ticks 0 to {@code until}. */
    static <S> List<S> states(Simulation<S> simulation, List<StampedEvent> events, long until) {
        Oracle<S> oracle = new Oracle<>(simulation);
        Oracle.Place<S> place = oracle.start();
        Map<Long, List<StampedEvent>> byTick = events.stream().collect(Collectors.groupingBy(StampedEvent::tick));
        List<S> states = new ArrayList<>(List.of(place.state()));
        for (long tick = 1; tick <= until; tick++) {
            place = after(oracle, place, byTick.getOrDefault(tick, List.of()));
            states.add(place.state());
        }
        return states;
    }

    private static <S> Oracle.Place<S> after(Oracle<S> oracle, Oracle.Place<S> place, List<StampedEvent> events) {
        try {
            return oracle.after(place, events);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("the application fails at tick " + (place.tick() + 1) + ": " + e, e);
        }
    }

    /**
     * Insists that the core was in the same states.
     *
     * @param core by tick, those that it was in
     * @throws IllegalArgumentException if it was in another one
     */
    static <S> void checkCore(Simulation<S> simulation, List<S> model, Map<Long, S> core) {
        core.forEach((tick, state) -> {
            byte[] expected = simulation.bytes(model.get(tick.intValue()));
            byte[] found = simulation.bytes(state);
            if (!Arrays.equals(expected, found)) {
                throw new IllegalArgumentException("the core's state at tick " + tick + " is "
                        + HexFormat.of().formatHex(found) + ", by the plain fold it is "
                        + HexFormat.of().formatHex(expected));
            }
        });
    }

    /** A state as vectors have it: canonical bytes and hash. */
    static <S> ObjectNode json(Simulation<S> simulation, long tick, S state) {
        return Json.object(
                "tick", tick, "state", simulation.bytes(state), "hash", String.format("%016x", simulation.hash(state)));
    }

    static <S> List<ObjectNode> json(Simulation<S> simulation, List<S> states, long from, long to) {
        List<ObjectNode> list = new ArrayList<>();
        for (long tick = from; tick <= to; tick++) {
            list.add(json(simulation, tick, states.get((int) tick)));
        }
        return list;
    }
}

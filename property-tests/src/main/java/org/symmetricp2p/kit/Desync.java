package org.symmetricp2p.kit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.net.Evidence;

/**
 * Two peers were in different states at a tick that is settled, and each kept evidence: at which tick they first differed, in which bytes, and
 * which events came just before. With the application at hand, each one's states are also computed again from the first of them, which
 * says whose aren't what the application computes here.
 */
public final class Desync {

    private static final int MAX_EVENTS = 8;

    private final Evidence a;
    private final Evidence b;

    /** @throws IllegalArgumentException if the two aren't about one application, or have no tick in common */
    public Desync(Evidence a, Evidence b) {
        this.a = a;
        this.b = b;
        if (!a.application().equals(b.application())) {
            throw new IllegalArgumentException("A is about " + a.application() + ", B about " + b.application());
        }
        if (common().isEmpty()) {
            throw new IllegalArgumentException("A has ticks " + span(a) + ", B " + span(b) + ": there is none in both");
        }
    }

    private static String span(Evidence evidence) {
        return evidence.states().firstKey() + " to " + evidence.states().lastKey();
    }

    /** The ticks of which both have the state. */
    private SortedSet<Long> common() {
        SortedSet<Long> ticks = new TreeSet<>(a.states().keySet());
        ticks.retainAll(b.states().keySet());
        return ticks;
    }

    /** The first tick at which the two have different states; nothing if there is none. */
    public OptionalLong first() {
        return common().stream()
                .mapToLong(tick -> tick)
                .filter(tick -> !a.states().get(tick).equals(b.states().get(tick)))
                .findFirst();
    }

    /** All that can be told, in lines. */
    public String text(Optional<Simulation<?>> simulation) {
        StringBuilder text = new StringBuilder();
        OptionalLong first = first();
        if (first.isEmpty()) {
            text.append("A and B have the same states at all ticks that both have, " + common().first() + " to "
                    + common().last() + "\n");
        } else {
            difference(first.getAsLong(), text);
        }
        simulation.ifPresent(application -> {
            replay("A", a, application, text);
            replay("B", b, application, text);
        });
        return text.toString();
    }

    private void difference(long tick, StringBuilder text) {
        SortedSet<Long> before = common().headSet(tick);
        text.append("A and B first differ at tick " + tick
                + (before.isEmpty()
                        ? ", the first that both have\n"
                        : "; at tick " + before.last() + " they are the same\n"));
        text.append(Difference.of("A", a.bytesAt(tick), "B", b.bytesAt(tick)));
        List<StampedEvent> ofA = preceding(tick, a);
        text.append(ofA.isEmpty() ? "no event came before\n" : "the last events before, of A:\n");
        ofA.forEach(event -> text.append("  " + words(event) + "\n"));
        if (!ofA.equals(preceding(tick, b))) {
            text.append("of B, which are others:\n");
            preceding(tick, b).forEach(event -> text.append("  " + words(event) + "\n"));
        }
    }

    /** All of that tick, or else the last one before it. */
    private static List<StampedEvent> preceding(long tick, Evidence evidence) {
        List<StampedEvent> upTo =
                evidence.events().stream().filter(e -> e.tick() <= tick).toList();
        long ofThisTick = upTo.stream().filter(e -> e.tick() == tick).count();
        int count = (int) Math.min(upTo.size(), Math.max(1, Math.min(MAX_EVENTS, ofThisTick)));
        return upTo.subList(upTo.size() - count, upTo.size());
    }

    private static String words(StampedEvent event) {
        return event.stamp() + " of type " + event.event().type() + ", payload "
                + (event.event().payload().size() == 0
                        ? "empty"
                        : event.event().payload().toHex());
    }

    private static <S> void replay(String name, Evidence evidence, Simulation<S> simulation, StringBuilder text) {
        SortedMap<Long, byte[]> computed = computed(evidence, simulation);
        for (long tick : evidence.states().keySet()) {
            if (!Arrays.equals(computed.get(tick), evidence.bytesAt(tick))) {
                text.append("computed again from tick " + evidence.states().firstKey() + ", " + name
                        + " differs at tick " + tick + "\n");
                text.append(Difference.of("computed", computed.get(tick), name, evidence.bytesAt(tick)));
                return;
            }
        }
        text.append(name + " is what is computed here, at all its ticks, " + span(evidence) + "\n");
    }

    private static <S> SortedMap<Long, byte[]> computed(Evidence evidence, Simulation<S> simulation) {
        long from = evidence.states().firstKey();
        SortedMap<Long, byte[]> all = new TreeMap<>();
        S state = simulation.decode(ByteBuffer.wrap(evidence.bytesAt(from)));
        all.put(from, simulation.bytes(state));
        List<StampedEvent> events = new ArrayList<>(evidence.events());
        for (long tick = from + 1; tick <= evidence.states().lastKey(); tick++) {
            state = simulation.tick(state);
            for (; !events.isEmpty() && events.get(0).tick() <= tick; events.remove(0)) {
                state = applied(events.get(0), state, simulation);
            }
            if (evidence.states().containsKey(tick)) {
                all.put(tick, simulation.bytes(state));
            }
        }
        return all;
    }

    /** An event at which the application throws has no effect (spec 4.6). */
    private static <S> S applied(StampedEvent event, S state, Simulation<S> simulation) {
        try {
            return simulation.event(state, event.event());
        } catch (RuntimeException e) {
            return state;
        }
    }
}

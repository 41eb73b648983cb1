package org.symmetricp2p.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Timeline;
import org.symmetricp2p.sim.Applications;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Scenario;

/**
 * Explains a run to a person, from a {@link Recording}: who was in which state at a tick and should have been in which,
 * the events around it, and what happened to the peer before. Expected states are folded from nothing but the events
 * that the peer knows.
 */
public final class Explanation {

    private static final int TICKS_AROUND = 5;
    private static final int EVENTS_AROUND = 12;
    private static final int DEEDS = 25;
    private static final int MAX_STATE = 110;
    private static final Set<Property> ABOUT_CLOCKS =
            Set.of(Property.CLOCK, Property.NO_RUNAWAY, Property.CATCH_UP, Property.SKEW);

    private final Recording recording;
    private final Simulation<Object> simulation;
    private final Optional<Violation> violation;
    private final List<String> lines = new ArrayList<>();

    private Explanation(Scenario scenario, Recording recording, Optional<Violation> violation) {
        @SuppressWarnings("unchecked") // whatever its state is, it is passed from the simulation to itself
        Simulation<Object> itsSimulation =
                (Simulation<Object>) Applications.named(scenario.application()).simulation();
        this.simulation = itsSimulation;
        this.recording = recording;
        this.violation = violation;
    }

    /**
     * What a run violated, and how it came to that.
     *
     * @param peer whom to look at, if not the peer at which it shows
     */
    public static List<String> of(Scenario scenario, Recording recording, Violation violation, Optional<Integer> peer) {
        Explanation explanation = new Explanation(scenario, recording, Optional.of(violation));
        explanation.tellViolation(violation);
        explanation.tell(peer.orElse(violation.peer()), violation.tick());
        return explanation.lines;
    }

    /** Where a peer is, and how it got there. */
    public static List<String> of(Scenario scenario, Recording recording, int peer, OptionalLong tick) {
        Explanation explanation = new Explanation(scenario, recording, Optional.empty());
        Host<Object> host = recording.world().host(peer);
        long present = host.peer() == null ? 0 : host.peer().machine().present().tick();
        explanation.tell(peer, tick.orElse(present));
        return explanation.lines;
    }

    private void tellViolation(Violation found) {
        Property property = found.property();
        lines.add("PROPERTY " + property.number() + " " + property + " DOESN'T HOLD: " + property.words() + ".");
        lines.add("  where  peer " + found.peer() + ", tick " + found.tick() + ", "
                + Recording.seconds(recording.world().now()) + " after the world began");
        lines.add("  found  " + found.getMessage().replaceFirst("^property \\d+ \\w+: peer \\d+ at tick \\d+: ", ""));
    }

    private void tell(int peer, long tick) {
        Host<Object> host = recording.world().host(peer);
        tellStates(tick);
        if (host.peer() != null) {
            tellTicks(host, tick);
            tellEvents(host, tick);
        }
        tellLacking();
        tellDeeds(peer);
    }

    // ---- states ----

    /** All peers at one tick, found and expected side by side. */
    private void tellStates(long tick) {
        head("STATES AT TICK " + tick + " (expected: folded from the events that this peer knows)");
        for (Host<Object> host : recording.world().hosts()) {
            String name = "  peer " + host.id() + (host.isAlive() ? "" : " (not running)") + ": ";
            Object found = recording.of(host.id()).states.get(tick);
            if (host.peer() == null || found == null) {
                String where = host.peer() == null
                        ? "not started yet"
                        : "it is at tick " + host.peer().tick();
                lines.add(name + "no state of that tick in memory: " + where);
                continue;
            }
            Object expected = expected(host.peer().timeline(), tick);
            boolean same = simulation.hash(found) == simulation.hash(expected);
            lines.add(name + (same ? "as expected" : "DIFFERS") + ", with "
                    + upTo(host.peer().timeline(), tick).size() + " events up to there");
            lines.add("    found     " + state(found));
            if (!same) {
                lines.add("    expected  " + state(expected));
                lines.add("    " + firstByte(simulation.bytes(found), simulation.bytes(expected)));
            }
        }
    }

    /** The ticks before, at one peer: where does it go wrong? */
    private void tellTicks(Host<Object> host, long tick) {
        head("TICK BY TICK AT PEER " + host.id());
        lines.add("  tick      found             expected          events of the tick");
        Timeline known = host.peer().timeline();
        long first = firstDifference(host).orElse(tick);
        for (long t = Math.max(1, Math.min(tick, first) - TICKS_AROUND); t <= Math.max(tick, first) + 1; t++) {
            Object found = recording.of(host.id()).states.get(t);
            if (found == null || t > Math.min(tick, first) + TICKS_AROUND && t < Math.max(tick, first)) {
                continue;
            }
            long expected = simulation.hash(expected(known, t));
            String mark = simulation.hash(found) == expected ? "" : t == first ? "  <-- first difference" : "  differs";
            lines.add(String.format(
                    "  %-8d  %s  %016x  %s%s",
                    t, StateChecks.hex(simulation.hash(found)), expected, stamps(at(known, t)), mark));
        }
    }

    private OptionalLong firstDifference(Host<Object> host) {
        Set<Long> ticks = new TreeSet<>(recording.of(host.id()).states.keySet());
        Oracle<Object> oracle = new Oracle<>(simulation);
        Path<Object> path = new Path<>(oracle);
        return ticks.stream()
                .filter(t -> simulation.hash(recording.of(host.id()).states.get(t))
                        != path.at(t, host.peer().timeline()).hash())
                .mapToLong(t -> t)
                .findFirst();
    }

    private Object expected(Timeline known, long tick) {
        return new Path<>(new Oracle<>(simulation)).at(tick, known).state();
    }

    private String state(Object state) {
        String text = String.valueOf(state);
        String shown = text.length() <= MAX_STATE ? text : text.substring(0, MAX_STATE) + "...";
        return StateChecks.hex(simulation.hash(state)) + "  " + shown;
    }

    private static String firstByte(byte[] found, byte[] expected) {
        int at = Arrays.mismatch(found, expected);
        return at < 0
                ? "the bytes are the same"
                : "the first byte that differs is number " + at + ": found " + bytes(found, at) + ", expected "
                        + bytes(expected, at);
    }

    private static String bytes(byte[] bytes, int from) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < Math.min(bytes.length, from + 8); i++) {
            text.append(String.format(i == from ? "%02x" : " %02x", bytes[i]));
        }
        return text.toString();
    }

    // ---- events ----

    private void tellEvents(Host<Object> host, long tick) {
        head("EVENTS AROUND TICK " + tick + " (tick@peer.life#number, in the order in which they apply)");
        List<StampedEvent> all = allEvents();
        int middle = (int) all.stream().filter(event -> event.tick() <= tick).count();
        List<StampedEvent> around =
                all.subList(Math.max(0, middle - EVENTS_AROUND), Math.min(all.size(), middle + EVENTS_AROUND / 3));
        if (around.isEmpty()) {
            lines.add("  none");
        }
        for (StampedEvent event : around) {
            String how = host.peer().timeline().contains(event)
                    ? recording.of(host.id()).learned.getOrDefault(event.stamp(), "known")
                    : "NOT KNOWN to peer " + host.id();
            lines.add(String.format(
                    " %s%-18s type %d, %-10s  %s",
                    event.tick() == tick ? ">" : " ",
                    event.stamp(),
                    event.event().type(),
                    cut(event.event().payload().toHex(), 16),
                    how));
        }
    }

    /** Which events some peer knows and another doesn't. */
    private void tellLacking() {
        List<StampedEvent> all = allEvents();
        List<String> lacking = new ArrayList<>();
        for (Host<Object> host : recording.world().hosts()) {
            if (host.peer() != null) {
                List<StampedEvent> missing = all.stream()
                        .filter(event -> !host.peer().timeline().contains(event))
                        .toList();
                if (!missing.isEmpty()) {
                    lacking.add("  peer " + host.id() + " lacks " + missing.size() + " of " + all.size() + ": "
                            + cut(stamps(missing), MAX_STATE));
                }
            }
        }
        head("WHO DOESN'T KNOW WHICH EVENTS" + (lacking.isEmpty() ? ": all know all" : ""));
        lines.addAll(lacking);
    }

    private List<StampedEvent> allEvents() {
        Set<StampedEvent> all = new TreeSet<>(Oracle.ORDER);
        for (Host<Object> host : recording.world().hosts()) {
            if (host.peer() != null) {
                all.addAll(host.peer().timeline().events());
            }
        }
        return List.copyOf(all);
    }

    private static List<StampedEvent> upTo(Timeline known, long tick) {
        return known.events().stream().filter(event -> event.tick() <= tick).toList();
    }

    private static List<StampedEvent> at(Timeline known, long tick) {
        List<StampedEvent> events = new ArrayList<>();
        for (Iterator<StampedEvent> from = known.from(tick); from.hasNext(); ) {
            StampedEvent event = from.next();
            if (event.tick() > tick) {
                break;
            }
            events.add(event);
        }
        events.sort(Oracle.ORDER);
        return events;
    }

    private static String stamps(List<StampedEvent> events) {
        return events.stream().map(event -> event.stamp().toString()).collect(Collectors.joining(" "));
    }

    // ---- what led there ----

    private void tellDeeds(int peer) {
        boolean syncs = violation
                .map(Violation::property)
                .filter(ABOUT_CLOCKS::contains)
                .isPresent();
        List<Recording.Deed> deeds = recording.of(peer).deeds.stream()
                .filter(deed -> syncs || !deed.isSync())
                .toList();
        head("WHAT LED THERE: the last that happened to peer " + peer + ", by the world's time"
                + (syncs ? "" : " (without messages that tell only the clock)"));
        for (Recording.Deed deed : deeds.subList(Math.max(0, deeds.size() - DEEDS), deeds.size())) {
            lines.add(String.format("  %14s  %s", Recording.seconds(deed.micros()), deed.what()));
        }
    }

    private void head(String text) {
        lines.add("");
        lines.add(text);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "...";
    }
}

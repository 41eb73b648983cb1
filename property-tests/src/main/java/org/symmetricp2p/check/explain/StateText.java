package org.symmetricp2p.check.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.app.StateHash;
import org.symmetricp2p.sim.Host;

/** Tells the states: of all peers at one tick, and of the peer in question tick by tick, found and expected side by side. */
final class StateText {

    private static final int TICKS_AROUND = 4;
    private static final int MAX_STATE = 100;

    private StateText() {}

    // ---- all peers at one tick ----

    static void tellStates(Case what, List<String> page) {
        page.add("");
        page.add("STATES AT TICK " + what.tick() + " (expected: folded from the events that this peer knows)");
        for (Host<Object> host : what.recording().world().hosts()) {
            Optional<Recording.Life> life = what.recording().life(host.id());
            String name = "  peer " + host.id() + (host.isAlive() ? "" : " (not running)") + ": ";
            Optional<Object> found = life.flatMap(its -> its.states.state(what.tick()));
            if (found.isEmpty()) {
                OptionalLong present = what.present(host.id());
                page.add(name + "no state of that tick in memory: "
                        + (present.isEmpty() ? "not started yet" : "it is at tick " + present.getAsLong()));
            } else {
                tellState(what, name, life.get(), found.get(), page);
            }
        }
    }

    private static void tellState(Case what, String name, Recording.Life life, Object found, List<String> page) {
        Simulation<Object> simulation = what.recording().simulation();
        Object expected = life.states.expected(what.tick());
        boolean isSame = hash(simulation, found) == hash(simulation, expected);
        page.add(name + (isSame ? "as expected" : "DIFFERS") + ", with "
                + life.ideal.known.upTo(what.tick()).size() + " events up to there");
        page.add("    found     " + state(simulation, found));
        if (!isSame) {
            page.add("    expected  " + state(simulation, expected));
            page.add("    " + firstByte(simulation.bytes(found), simulation.bytes(expected)));
        }
    }

    // ---- one peer, tick by tick ----

    static void tellTicks(Case what, List<String> page) {
        what.recording().life(what.shown()).ifPresent(life -> tellTicks(what, life, page));
    }

    private static void tellTicks(Case what, Recording.Life life, List<String> page) {
        page.add("");
        page.add("TICK BY TICK AT PEER " + what.shown());
        page.add("  tick      found             expected          events of the tick");
        Simulation<Object> simulation = what.recording().simulation();
        long first = firstDifference(life, simulation).orElse(what.tick());
        for (long tick : ticks(first, what.tick())) {
            life.states.state(tick).ifPresent(found -> {
                long expected = hash(simulation, life.states.expected(tick));
                String mark = hash(simulation, found) == expected
                        ? ""
                        : tick == first ? "  <-- first difference" : "  differs";
                page.add(String.format(
                        "  %-8d  %016x  %016x  %s%s",
                        tick,
                        hash(simulation, found),
                        expected,
                        Words.names(life.ideal.known.at(tick), MAX_STATE),
                        mark));
            });
        }
    }

    /** Those around the first difference, and those around the tick in question. */
    private static List<Long> ticks(long first, long asked) {
        TreeSet<Long> ticks = new TreeSet<>();
        for (long around : new long[] {first, asked}) {
            for (long tick = Math.max(1, around - TICKS_AROUND); tick <= around + 1; tick++) {
                ticks.add(tick);
            }
        }
        return List.copyOf(ticks);
    }

    private static OptionalLong firstDifference(Recording.Life life, Simulation<Object> simulation) {
        TreeSet<Long> ticks = new TreeSet<>();
        life.states.ticks().forEach(ticks::add);
        return ticks.stream()
                .mapToLong(tick -> tick)
                .filter(tick ->
                        hash(simulation, life.states.state(tick).get()) != hash(simulation, life.states.expected(tick)))
                .findFirst();
    }

    // ---- states ----

    private static long hash(Simulation<Object> simulation, Object state) {
        return StateHash.of(simulation.bytes(state));
    }

    private static String state(Simulation<Object> simulation, Object state) {
        return String.format("%016x", hash(simulation, state)) + "  "
                + Words.cut(String.valueOf(state), MAX_STATE - 16);
    }

    private static String firstByte(byte[] found, byte[] expected) {
        int at = Arrays.mismatch(found, expected);
        return at < 0
                ? "the bytes are the same"
                : "the first byte that differs is number " + at + ": found " + bytes(found, at) + ", expected "
                        + bytes(expected, at);
    }

    private static String bytes(byte[] bytes, int from) {
        List<String> hex = new ArrayList<>();
        for (int i = from; i < Math.min(bytes.length, from + 8); i++) {
            hex.add(String.format("%02x", bytes[i]));
        }
        return String.join(" ", hex);
    }
}

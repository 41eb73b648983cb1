package org.symmetricp2p.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symmetricp2p.cli.Trace;
import org.symmetricp2p.demo.Rectangle;

/** The demo's verdict, and the canaries: files that aren't as they should be, each of which it must find. */
final class VerdictTest {

    private static final int LAST_TICK = 20;
    private static final List<String> KEYS = List.of("3 UP", "10 LEFT");
    private static final List<String> EVENTS = List.of("8 0 1000 1 2 00000000", "15 0 1000 2 2 00000003");

    @TempDir
    private Path directory;

    private List<ChildPlan> plans;

    /** Two peers: the first has pressed two keys, the second none. */
    @BeforeEach
    void writeFilesOfAGoodRun() throws IOException {
        plans = List.of(
                new ChildPlan(0, 1, 0, List.of(), List.of(), directory),
                new ChildPlan(1, 1, 0, List.of(), List.of(), directory));
        Rectangle rectangle = new Rectangle();
        Rectangle.State state = rectangle.start();
        List<String> trace = new ArrayList<>();
        for (int tick = 0; tick <= LAST_TICK; tick++) {
            state = tick == 0 ? state : rectangle.tick(state);
            state = tick == 8 ? rectangle.event(state, Rectangle.Key.UP.event()) : state;
            state = tick == 15 ? rectangle.event(state, Rectangle.Key.LEFT.event()) : state;
            trace.add(tick + " " + Trace.hex(rectangle.hash(state)));
        }
        for (ChildPlan plan : plans) {
            Files.write(plan.file("trace"), trace);
            Files.write(plan.file("events"), EVENTS);
            Files.write(plan.file("keys"), plan.peer() == 0 ? KEYS : List.of());
        }
    }

    @Test
    void aGoodRun() throws Exception {
        assertEquals(LAST_TICK, judge());
    }

    @Test
    void findsATamperedHash() throws IOException {
        List<String> trace = lines(1, "trace");
        trace.set(12, "12 00000000deadbeef");
        write(1, "trace", trace);
        assertFailure("first difference at tick 12: 00000000deadbeef at peer 1; "
                + lines(0, "trace").get(12).substring(3)
                + " at peer 0; all know the same events, within 10 ticks of it " + EVENTS);
    }

    @Test
    void findsATraceThatEndsTooEarly() throws IOException {
        write(1, "trace", lines(1, "trace").subList(0, 12));
        assertFailure("peer 1 has no hash for tick 12, where its trace ends; it should reach tick 20 at least; "
                + "all know the same events, within 10 ticks of it " + EVENTS);
    }

    @Test
    void findsAnEmptyTrace() throws IOException {
        write(0, "trace", List.of());
        assertFailure("peer 0 has no hash for tick 0, where its trace is empty; it should reach tick 20 at least; "
                + "all know the same events, within 10 ticks of it [8 0 1000 1 2 00000000]");
    }

    @Test
    void findsATickThatIsMissing() throws IOException {
        List<String> trace = lines(1, "trace");
        trace.remove(12);
        write(1, "trace", trace);
        IOException told = assertThrows(IOException.class, this::judge);
        assertEquals(
                "trace " + plans.get(1).file("trace") + ", line 13: tick 12 is missing, tick 13 is there",
                told.getMessage());
    }

    @Test
    void findsAnEventThatOneDoesNotKnow() throws IOException {
        write(1, "events", EVENTS.subList(0, 1));
        assertFailure(
                "the hashes agree, but not the events: events that not all know: peer 0 knows [" + EVENTS.get(1) + "]");
    }

    @Test
    void findsAKeyThatWasLost() throws IOException {
        write(0, "keys", List.of("3 UP", "10 LEFT", "11 DOWN"));
        assertFailure("3 keys were pressed at peer 0, but 2 events of it are known");
    }

    @Test
    void findsThatAllAreWrongInTheSameWay() throws IOException {
        for (int peer = 0; peer < 2; peer++) {
            List<String> trace = lines(peer, "trace");
            trace.set(12, "12 00000000deadbeef");
            write(peer, "trace", trace);
        }
        DemoFailure told = assertThrows(DemoFailure.class, this::judge);
        assertEquals(
                "first difference at tick 12: ",
                told.getMessage().substring(0, "first difference at tick 12: ".length()));
    }

    private long judge() throws DemoFailure, IOException {
        return new Verdict(plans, LAST_TICK).judge();
    }

    private void assertFailure(String message) {
        assertEquals(message, assertThrows(DemoFailure.class, this::judge).getMessage());
    }

    private List<String> lines(int peer, String kind) throws IOException {
        return new ArrayList<>(Files.readAllLines(plans.get(peer).file(kind)));
    }

    private void write(int peer, String kind, List<String> lines) throws IOException {
        Files.write(plans.get(peer).file(kind), lines);
    }
}

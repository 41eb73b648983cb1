package org.symmetricp2p.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.demo.Rectangle.Key;
import org.symmetricp2p.net.Evidence;
import org.symmetricp2p.sim.Chain;

/** Where two peers first differed. */
final class DiffCommandTest {

    private static final Rectangle RECTANGLE = new Rectangle();
    private static final List<StampedEvent> EVENTS = List.of(at(3, 1, Key.DOWN), at(12, 2, Key.LEFT));

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private static StampedEvent at(long tick, long seq, Key key) {
        return new StampedEvent(new Stamp(tick, new Source(1, 0), seq), key.event());
    }

    /** What a peer kept that applied these events from tick 0 on, though all knew others. */
    private String keeping(String name, List<StampedEvent> applied, long from) throws IOException {
        SortedMap<Long, String> states = new TreeMap<>();
        Rectangle.State state = RECTANGLE.start();
        List<StampedEvent> left = new ArrayList<>(applied);
        for (long tick = 0; tick <= 20; tick++) {
            state = tick == 0 ? state : RECTANGLE.tick(state);
            for (; !left.isEmpty() && left.get(0).tick() == tick; left.remove(0)) {
                state = RECTANGLE.event(state, left.get(0).event());
            }
            if (tick >= from) {
                states.put(tick, HexFormat.of().formatHex(RECTANGLE.bytes(state)));
            }
        }
        return file(
                name,
                new Evidence(
                        RECTANGLE.id(),
                        "told",
                        states,
                        EVENTS.stream().filter(e -> e.tick() > from).toList()));
    }

    private String file(String name, Evidence evidence) throws IOException {
        Path file = directory.resolve(name);
        try (Writer writer = Files.newBufferedWriter(file)) {
            evidence.writeTo(writer);
        }
        return file.toString();
    }

    private int diff(String... arguments) {
        return Commands.run(new DiffCommand(), out, err, arguments);
    }

    private void assertSays(String... lines) {
        for (String line : lines) {
            assertTrue(out.toString().contains(line + "\n"), line + " isn't in\n" + out);
        }
    }

    @Test
    void the_first_tick_the_bytes_and_the_event_before() throws IOException {
        String a = keeping("a", EVENTS, 0);
        String b = keeping("b", EVENTS.subList(0, 1), 5);
        assertEquals(1, diff(a, b));
        assertSays(
                "A and B first differ at tick 12; at tick 11 they are the same",
                "the last events before, of A:",
                "  12@1.0#2 of type 2, payload 00000003",
                "A is what is computed here, at all its ticks, 0 to 20",
                "computed again from tick 5, B differs at tick 12");
        assertTrue(out.toString().contains("the first at offset 9: A 54, B 00"), out.toString());
    }

    @Test
    void nothing_if_they_are_the_same() throws IOException {
        assertEquals(0, diff(keeping("a", EVENTS, 0), keeping("b", EVENTS, 9)));
        assertSays("A and B have the same states at all ticks that both have, 9 to 20");
    }

    @Test
    void an_application_that_is_not_known_is_named_or_else_not_computed() throws IOException {
        SortedMap<Long, String> states = new TreeMap<>();
        states.put(0L, HexFormat.of().formatHex(new Chain().bytes(new Chain().start())));
        String chain = file("chain", new Evidence(new Chain().id(), "told", states, List.of()));
        assertEquals(0, diff(chain, chain));
        assertTrue(!out.toString().contains("computed"));
        assertEquals(0, diff(chain, chain, "--simulation", Chain.class.getName()));
        assertSays("B is what is computed here, at all its ticks, 0 to 0");
        assertEquals(1, diff(chain, chain, "--simulation", Rectangle.class.getName()));
        assertEquals(1, diff(chain, chain, "--simulation", "no.such.Thing"));
        assertTrue(err.toString().contains("is rectangle/1, the files are about chain/1"), err.toString());
        assertTrue(err.toString().contains("no simulation with a constructor without parameters"), err.toString());
    }

    @Test
    void what_does_not_go_together_is_told_in_a_line() throws IOException {
        String a = keeping("a", EVENTS, 0);
        SortedMap<Long, String> other = new TreeMap<>();
        other.put(99L, "00");
        assertEquals(1, diff(a, file("b", new Evidence("rectangle/1", "told", other, List.of()))));
        assertEquals(1, diff(a, file("c", new Evidence("chain/1", "told", other, List.of()))));
        assertEquals(1, diff(a, directory.resolve("none").toString()));
        assertTrue(err.toString().contains("A has ticks 0 to 20, B 99 to 99: there is none in both"), err.toString());
        assertTrue(err.toString().contains("A is about rectangle/1, B about chain/1"), err.toString());
        assertTrue(err.toString().contains("there is no such file"), err.toString());
    }
}

package org.symmetricp2p.conform.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.symmetricp2p.cli.Trace;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.TimeMachine;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.net.EventLine;

/** The files that a peer writes at its end: all events, and the state hash of every tick, which is that of the fold of these events. */
final class Records {

    /** What the hashes of all ticks would show as well. */
    private static final List<String> FOLD = List.of("4.3", "4.4", "4.5", "4.8", "4.13", "4.16", "4.20");

    private Records() {}

    /**
     * Checks both.
     *
     * @param rule which is broken if the states are wrong
     * @param expected all events that there are, in any order
     */
    static void check(Stage stage, String rule, Path events, Path trace, Collection<StampedEvent> expected)
            throws Breach, IOException {
        List<String> lines = Files.readAllLines(events);
        List<StampedEvent> known;
        try {
            known = lines.stream().map(EventLine::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new IOException("--events: " + e.getMessage(), e);
        }
        stage.require("2.1", known.equals(known.stream().sorted().toList()), "--events isn't in stamp order");
        List<StampedEvent> all = expected.stream().sorted().toList();
        stage.require(
                "3.3",
                known.equals(all),
                "the peer knew " + Transcript.of(known) + "; there were " + Transcript.of(all));
        Trace hashes = Trace.read(trace);
        String wrong = firstDifference(hashes, all);
        stage.require(rule, wrong.isEmpty(), wrong);
        FOLD.forEach(stage::kept);
    }

    /** The first tick at which a trace isn't that of some events; empty if there is none. */
    static String firstDifference(Trace trace, List<StampedEvent> events) {
        Rectangle rectangle = new Rectangle();
        TimeMachine<Rectangle.State> machine = TimeMachine.start(rectangle);
        for (StampedEvent event : events) {
            machine = machine.insert(event);
        }
        StringBuilder wrong = new StringBuilder();
        int last = trace.size() - 1;
        if (last < 0 || trace.hashAt(0) != rectangle.hash(rectangle.start())) {
            return "--trace doesn't begin with the hash of the start";
        }
        machine.advanceTo(last, (tick, state) -> {
            long right = rectangle.hash(state);
            if (wrong.isEmpty() && trace.hashAt(tick) != right) {
                wrong.append("at tick ").append(tick).append(" the peer's state has the hash ");
                wrong.append(Trace.hex(trace.hashAt(tick))).append(", not ").append(Trace.hex(right));
            }
        });
        return wrong.toString();
    }
}

package org.symmetricp2p.cli.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Limits;

/** What is told of a load is of what happened; how fast it was isn't tested. */
class LoadTest {

    @Test
    void peersPassTicksAndAllSeeAllPresses() throws Exception {
        Load load = new LoadRun(3, 1, 1, 1_200, Limits.STANDARD)
                .run(); // fails unless all see all; the warm-up is not counted
        assertEquals(20, load.events());
        assertTrue(load.ticks() > 0 && load.cpuMillis() > 0, load.toString());
    }

    @Test
    void aPressIsSeenOnceByEachPeer() {
        Latencies latencies = new Latencies(2);
        latencies.press(1);
        Taps taps = new Taps(2);
        Taps.State pressed = taps.event(taps.start(), Taps.by(1));
        latencies.see(0, pressed);
        assertFalse(latencies.isComplete());
        latencies.see(0, taps.start()); // a rollback
        latencies.see(0, pressed);
        assertFalse(latencies.isComplete());
        latencies.see(1, pressed);
        assertTrue(latencies.isComplete());
    }

    /** How long it took isn't tested, but of whom it is told, and that nothing is told of what was forgotten. */
    @Test
    void whatTakesHowLongIsToldOfThePeerItselfAndOfOthers() {
        String nothing = "at the peer itself p50 unknown, p99 unknown; at others p50 unknown, p99 unknown";
        Latencies latencies = new Latencies(2);
        latencies.press(1);
        Taps taps = new Taps(2);
        Taps.State pressed = taps.event(taps.start(), Taps.by(1));
        assertEquals(nothing, latencies.text());
        latencies.see(1, pressed);
        assertTrue(latencies.text().endsWith("; at others p50 unknown, p99 unknown"), latencies.text());
        assertFalse(latencies.text().contains("itself p50 unknown"), latencies.text());
        latencies.see(0, pressed);
        assertFalse(latencies.text().contains("unknown"), latencies.text());
        latencies.forget();
        assertEquals(nothing, latencies.text());
    }

    @Test
    void whatIsUsedSinceIsTheDifferenceOfEach() {
        Usage before = new Usage(1, 2, 3, 4, 5);
        assertEquals(new Usage(9, 28, 47, 66, 85), new Usage(10, 30, 50, 70, 90).since(before));
    }

    @Test
    void whatIsToldIsByPeerAndTickOrByEvent() {
        Usage usage = new Usage(2_000_000, 4_000, 100, 3_000, 60);
        Load load = new Load(2, 100, 10, 1, usage, "unknown");
        assertEquals(
                List.of(
                        "load: 2 peers, 50 ticks each, 10 events in 1.0 s",
                        "  CPU       0.0200 ms by peer and tick",
                        "  wake-ups  1.00 by peer and tick",
                        "  memory    40 bytes allocated by peer and tick",
                        "  written   300 bytes in 6.0 packets by event, what is said without events included",
                        "  latency   unknown"),
                load.lines());
    }
}

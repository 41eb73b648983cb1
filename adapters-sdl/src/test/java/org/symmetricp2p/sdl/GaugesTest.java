package org.symmetricp2p.sdl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Clock;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.PaperClock;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Reached;
import org.symmetricp2p.demo.Rectangle;

/** What F1 tells. */
class GaugesTest {

    private static final int FPS = 50;
    private static final long TICK = 1_000_000_000 / FPS;

    @Test
    void skewIsTheLagBehindTheForemostClockHeardLately() {
        Clock clock = at(100);
        assertEquals(0, Gauges.ZERO.with(clock).skew());
        Gauges behind = Gauges.ZERO.with(clock.hear(104));
        assertEquals(-4, behind.skew());
        assertEquals(-4, behind.with(at(150).hear(151)).skew(), "a slower one doesn't hide it");
        assertEquals(-1, behind.with(at(201).hear(202)).skew(), "but for two seconds");
        assertEquals(3, Gauges.ZERO.with(at(200)).with(at(250).hear(247)).skew(), "the foremost itself is ahead");
    }

    @Test
    void rollbacksAddUp() {
        Gauges gauges = Gauges.ZERO
                .with(new Output.RolledBack(10, 19, List.of(), List.of()))
                .with(new Output.RolledBack(20, 20, List.of(), List.of()));
        assertEquals(2, gauges.rollbacks());
        assertEquals(11, gauges.replayed());
    }

    @Test
    void theOverlayTellsThem() {
        Peer<Rectangle.State> peer = Peer.start(Windows.config(3), new Rectangle(), 0);
        assertEquals(
                List.of(
                        "tick      0",
                        "linked    []",
                        "skew      -4 ticks, -80 ms",
                        "rollbacks 2, 11 ticks again",
                        "delta     5 ticks, 100 ms",
                        "limits    none reached"),
                Overlay.lines(peer, Reached.NOTHING, new Gauges(2, 11, -4, 100)));
        Reached reached = Reached.NOTHING.and(Limit.LINKS, 3).and(Limit.LEAD);
        assertEquals(
                "limits    links 3, lead 1",
                Overlay.lines(peer, reached, Gauges.ZERO).get(5));
    }

    private static Clock at(long tick) {
        return PaperClock.startingAt(0, FPS, 5).read(tick * TICK);
    }
}

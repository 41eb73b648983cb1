package org.symmetricp2p.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.SplitMix64;
import org.symmetricp2p.sdl.demo.Sand;

/** The board of sand is deterministic, whoever draws what, and whatever else comes. */
class SandKitTest {

    private static final Function<SplitMix64, Event> STROKES = random -> {
        SplitMix64 fromX = random.next();
        SplitMix64 fromY = fromX.next();
        SplitMix64 toX = fromY.next();
        SplitMix64 toY = toX.next();
        return Sand.stroke(
                random.below(Sand.MAX_MATERIAL + 1),
                fromX.below(Sand.WIDTH),
                fromY.below(Sand.HEIGHT),
                toX.below(Sand.WIDTH),
                toY.below(Sand.HEIGHT));
    };

    @Test
    void passesTheKit() {
        Report report = Kit.of(Sand::new, STROKES).worlds(3).check();
        assertTrue(report.worldRollbacks() > 0, report.toString());
        assertEquals("compared", report.otherJvm());
        Kit.of(Sand::new, STROKES).withOddEvents().withoutOtherJvm().worlds(1).check();
    }
}

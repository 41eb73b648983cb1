package org.symmetricp2p.paper.approach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.symmetricp2p.paper.Cell;
import org.symmetricp2p.paper.Churn;
import org.symmetricp2p.paper.ClockRule;
import org.symmetricp2p.paper.Course;
import org.symmetricp2p.paper.Graph;
import org.symmetricp2p.paper.Run;

/** What approaches are worth, on a run of a few seconds, in which a peer is offline for 4 s, or the server is gone for so long. */
final class FiguresTest {

    private static final Course SHORT = new Course(500_000, 1_000_000, 17_000_000, 17_500_000);
    private static final Run RUN = new Run(
            Graph.OfThePaper.MEASURED, ClockRule.PAPER, Cell.named("5ms/2x/200").get(0), Churn.NONE, SHORT, 1, 1, 0);

    /** Of the 20 others, one is behind it on its way from the server, and freezes too. */
    @Test
    void whoeverIsOfflineWithCroquetFreezes() {
        Figures croquet = Figures.of(Approach.CROQUET, RUN);
        assertTrue(croquet.offlineFrozenPercent() > 90, "frozen at " + croquet.offlineFrozenPercent() + " %");
        assertTrue(croquet.othersFrozenPercent() < 6, "others at " + croquet.othersFrozenPercent() + " %");
        assertTrue(croquet.serverlessFrozenPercent() > 90, "frozen at " + croquet.serverlessFrozenPercent() + " %");
        assertTrue(croquet.serverlessOwn().mean() > 100_000, "own in " + croquet.serverlessOwn());
        assertEquals(0, croquet.rollbackPercent());
        assertEquals(0, croquet.unfinished());
    }

    /** The longest way has no more than 20 hops, of 5 ms each. */
    @Test
    void whoeverIsBackWithCrdtsIsHeardOfInAWay() {
        Figures crdt = Figures.of(Approach.CRDT, RUN);
        assertTrue(crdt.returnMicros() > 0 && crdt.returnMicros() < 200_000, "back in " + crdt.returnMicros());
        assertEquals(0, crdt.offlineOwn().mean());
        assertEquals(crdt.own(), crdt.serverlessOwn());
        assertEquals(0, crdt.unfinished());
    }
}

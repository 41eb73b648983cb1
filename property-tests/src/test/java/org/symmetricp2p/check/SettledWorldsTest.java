package org.symmetricp2p.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.ScenarioFile;
import org.symmetricp2p.sim.Scenarios;
import org.symmetricp2p.sim.Watch;

/** Worlds whose sessions settle keep property 28, and what it is about does happen in them. */
class SettledWorldsTest {

    private static final int WORLDS = 40;
    private static final int HOSTILE_WORLDS = 15;

    /** Counts what happens. */
    private static final class Seen implements Watch<Object> {
        private int again;
        private int left;
        private int taken; // void events of others that were taken out
        private long settled;
        private boolean isKept;

        @Override
        public void settled(Host<Object> host, long tick, Object state) {
            settled++;
        }

        @Override
        public void stepped(Host<Object> host, Peer<Object> before, Input input, Step<Object> step) {
            for (Output output : step.outputs()) {
                if (output instanceof Output.Voided voided) {
                    again += voided.isIssuedAgain() ? 1 : 0;
                    left += voided.isIssuedAgain() ? 0 : 1;
                } else if (output instanceof Output.RolledBack report) {
                    taken += report.voided().size();
                }
            }
            isKept |=
                    step.peer().keeper().equals(Optional.of(step.peer().config().self()));
        }
    }

    @Test
    void whatIsSettledIsTheSameEverywhereAndStays() {
        int again = 0;
        int left = 0;
        int taken = 0;
        for (long seed = 1; seed <= WORLDS; seed++) {
            Seen seen = new Seen();
            Verdict verdict = Laboratory.run(Scenarios.settled(seed), Laboratory.ALL, List.of(seen));
            assertEquals(Optional.empty(), verdict.violation(), "seed " + seed);
            assertTrue(seen.settled > 100 || !seen.isKept, "seed " + seed + " settles");
            again += seen.again;
            left += seen.left;
            taken += seen.taken;
        }
        assertTrue(again > 50 && left > 20 && taken > 20, again + " again, " + left + " left, " + taken + " taken out");
    }

    /** Spec 3.15: 1,927 void events of one user, issued again each in a message of its own, closed the link, and were void again. */
    @Test
    void aStormThatBecameVoidSettlesAfterAll() {
        assertEquals(
                Optional.empty(), Laboratory.run(Scenarios.settled(6_002_283)).violation());
    }

    /** Spec 8.23: over a slow link 1,692 void ones, sent before those that were issued again, took longer than the keeper waits. */
    @Test
    void whatIsVoidDoesNotHoldUpWhatIsIssuedAgain() {
        assertEquals(
                Optional.empty(), Laboratory.run(Scenarios.settled(200_994)).violation());
    }

    /** Whoever is hostile, what is settled is the same among all; the keeper may be held (docs/properties.md). */
    @Test
    void hostilePeersChangeNothingOfIt() {
        for (long seed = 1; seed <= HOSTILE_WORLDS; seed++) {
            Verdict verdict = Laboratory.run(Scenarios.settledHostile(seed));
            assertEquals(Optional.empty(), verdict.violation(), "seed " + seed);
        }
    }

    @Test
    void aWorldThatSettlesIsWrittenAndReadAgain() {
        assertEquals(Scenarios.settled(3), ScenarioFile.parse(ScenarioFile.text(Scenarios.settled(3))));
    }
}

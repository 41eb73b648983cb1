package org.symmetricp2p.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenarios;

/** A run that doesn't end is ended. */
final class TrialTest {

    private static final Scenario SCENARIO = Scenarios.of(1);

    @Test
    void aRunThatTakesMoreWorkThanItMayIsAFailure() {
        Trial.Failure failure = Trial.of(SCENARIO, 1_000).failure().orElseThrow();
        assertEquals("Endless", failure.kind());
        assertTrue(
                failure.text().startsWith("the run broke down: stopped after 1,000 ticks and steps"), failure.text());
        assertEquals(Optional.empty(), Trial.of(SCENARIO).failure());
    }

    @Test
    void aRunThatNobodyWaitsForIsShort() {
        Thread.currentThread().interrupt();
        Trial cut = Trial.of(SCENARIO);
        assertTrue(Thread.interrupted());
        assertEquals(Optional.empty(), cut.verdict());
        assertEquals("Unwanted", cut.failure().orElseThrow().kind());
    }
}

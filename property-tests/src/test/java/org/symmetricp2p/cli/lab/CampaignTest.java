package org.symmetricp2p.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.symmetricp2p.check.Trial;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenarios;

/** A campaign's seeds are tried, each once, and what takes too long is told. */
@Timeout(60)
final class CampaignTest {

    /** Remembers what it is told. */
    private static final class Heard implements Campaign.Listener {
        private final Set<Long> tried = new ConcurrentSkipListSet<>();
        private final Set<Long> slow = new ConcurrentSkipListSet<>();
        private final CountDownLatch slowOne = new CountDownLatch(1);

        @Override
        public void tried(long seed, Trial trial) {
            assertTrue(tried.add(seed));
        }

        @Override
        public void stillRunning(long seed) {
            slow.add(seed);
            slowOne.countDown();
        }
    }

    @Test
    void eachSeedOfAShardIsTriedOnce() throws InterruptedException {
        Heard heard = new Heard();
        Campaign campaign =
                new Campaign(new Seeds(-4, 11, 2, 3), 3, Scenarios::of, new Tally(""), Long.MAX_VALUE, heard);
        assertEquals(4, campaign.run().counts().scenarios());
        assertEquals(Set.of(-3L, 0L, 3L, 6L), heard.tried);
        assertEquals(Set.of(), campaign.running());
    }

    /** Seed 2 waits until it is told of. */
    @Test
    void whatIsSlowIsTold() throws InterruptedException {
        Heard heard = new Heard();
        LongFunction<Scenario> scenarios = seed -> {
            try {
                if (seed == 2) {
                    heard.slowOne.await();
                }
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted", e);
            }
            return Scenarios.of(seed);
        };
        new Campaign(new Seeds(1, 3, 1, 1), 1, scenarios, new Tally(""), 1_000_000, heard).run();
        assertTrue(heard.slow.contains(2L));
        assertEquals(Set.of(1L, 2L, 3L), heard.tried);
    }
}

package org.symmetricp2p.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is told to end stops waiting, and can still write. */
@Timeout(60)
final class FarewellTest {

    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    void whatMayBeInterruptedIs() throws Exception {
        try (Farewell farewell = new Farewell()) {
            assertEquals("done", farewell.interruptibly(() -> "done"));
            assertThrows(
                    InterruptedException.class,
                    () -> farewell.interruptibly(() -> {
                        new Thread(farewell::tell).start();
                        never.await();
                        return null;
                    }));
            assertTrue(farewell.isNear());
            assertFalse(Thread.currentThread().isInterrupted());
        }
    }

    @Test
    void whatMayNotBeInterruptedIsNot() {
        try (Farewell farewell = new Farewell()) {
            farewell.tell();
            assertTrue(farewell.isNear());
            assertFalse(Thread.currentThread().isInterrupted());
            assertThrows(
                    InterruptedException.class,
                    () -> farewell.interruptibly(() -> {
                        never.await(); // begun when it was too late
                        return null;
                    }));
            assertFalse(Thread.currentThread().isInterrupted());
        }
    }
}

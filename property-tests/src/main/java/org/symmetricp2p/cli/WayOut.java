package org.symmetricp2p.cli;

import java.util.function.BooleanSupplier;

/** The end of a program, which mustn't wait for ever for somebody to read its last words. */
final class WayOut {

    /** How long last words wait for a reader. */
    static final long PATIENCE_MILLIS = 1_000;

    private WayOut() {}

    /** Says something, unless nobody reads it in time. */
    static void say(Runnable words) {
        succeeds(() -> {
            words.run();
            return true;
        });
    }

    /** Whether something succeeds, and in time. It goes on by itself if it takes longer. */
    static boolean succeeds(BooleanSupplier deed) {
        boolean[] success = new boolean[1];
        Thread thread = new Thread(() -> success[0] = deed.getAsBoolean(), "last words");
        thread.setDaemon(true);
        thread.start();
        return await(thread) && success[0];
    }

    /** Whether a thread ends in time. */
    static boolean await(Thread thread) {
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}

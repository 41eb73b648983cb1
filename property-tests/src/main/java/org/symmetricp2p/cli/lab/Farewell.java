package org.symmetricp2p.cli.lab;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a thread end its work in order when the process is told to end, by Ctrl-C for instance: interrupts what may be
 * interrupted, and gives it a little time to tell and to write what it has.
 */
final class Farewell implements AutoCloseable {

    private static final int SECONDS = 5;

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::hurry, "farewell");
    private boolean isNear;
    private boolean mayInterrupt;

    Farewell() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether the process was told to end. */
    synchronized boolean isNear() {
        return isNear;
    }

    /** Does something that is interrupted if the process is told to end. All else, such as writing a file, isn't. */
    <T> T interruptibly(Callable<T> work) throws Exception {
        setInterruptible(true);
        try {
            return work.call();
        } finally {
            setInterruptible(false);
        }
    }

    private synchronized void setInterruptible(boolean interruptible) {
        mayInterrupt = interruptible;
        if (interruptible && isNear) {
            worker.interrupt();
        } else if (!interruptible) {
            Thread.interrupted(); // whatever came too late
        }
    }

    private void hurry() {
        tell();
        try {
            done.await(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The process is told to end. */
    synchronized void tell() {
        isNear = true;
        if (mayInterrupt) {
            worker.interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
        if (!isNear()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException endsJustNow) {
                return; // the hook runs, and has nothing to wait for
            }
        }
    }
}

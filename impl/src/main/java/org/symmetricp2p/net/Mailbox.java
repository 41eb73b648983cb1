package org.symmetricp2p.net;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes calls from any thread to the node's thread, in order; a bounded number of them may wait. */
final class Mailbox {

    /** The most calls from other threads that wait for the node's thread. */
    static final int MAX_WAITING = 256;

    private final Executor nodeThread;
    private final AtomicInteger waiting = new AtomicInteger();

    Mailbox(Executor nodeThread) {
        this.nodeThread = nodeThread;
    }

    /**
     * Hands a call over.
     *
     * @throws IllegalStateException if too many wait already or the node is closed
     */
    void post(Runnable call) {
        if (!offer(call)) {
            throw new IllegalStateException("the node is closed, or " + MAX_WAITING + " calls wait for its thread");
        }
    }

    /** Whether the call was taken: not if {@link #MAX_WAITING} wait already or the node is closed. */
    boolean offer(Runnable call) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            return false;
        }
        try {
            nodeThread.execute(() -> {
                waiting.decrementAndGet();
                call.run();
            });
            return true;
        } catch (RejectedExecutionException closed) {
            waiting.decrementAndGet();
            return false;
        }
    }
}

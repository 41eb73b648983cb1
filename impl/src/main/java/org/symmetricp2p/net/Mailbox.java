package org.symmetricp2p.net;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/** Takes calls from any thread to the node's thread, in order; a bounded number of them may wait. */
final class Mailbox {

    private final Executor nodeThread;
    private final long most;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    /** @param most how many calls from other threads may wait for the node's thread */
    Mailbox(Executor nodeThread, long most) {
        this.nodeThread = nodeThread;
        this.most = most;
    }

    /** How many calls weren't taken because too many waited. */
    long refused() {
        return refused.get();
    }

    /**
     * Hands a call over.
     *
     * @throws IllegalStateException if too many wait already or the node is closed
     */
    void post(Runnable call) {
        if (!offer(call)) {
            throw new IllegalStateException("the node is closed, or " + most + " calls wait for its thread");
        }
    }

    /** Whether the call was taken: not if too many wait already or the node is closed. */
    boolean offer(Runnable call) {
        if (waiting.incrementAndGet() > most) {
            waiting.decrementAndGet();
            refused.incrementAndGet();
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

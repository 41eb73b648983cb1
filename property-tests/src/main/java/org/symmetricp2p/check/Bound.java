package org.symmetricp2p.check;

import java.util.Locale;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Watch;

/**
 * Ends a run that has made more ticks and steps than it may, or that nobody waits for any more. A broken core can run for
 * ever: when a clock runs away, say, or when two peers answer each other without end.
 */
final class Bound implements Watch<Object> {

    /** The run has made more ticks and steps than it may. */
    static final class Endless extends RuntimeException {
        private static final long serialVersionUID = 1;

        Endless(long max) {
            super(String.format(
                    Locale.ROOT,
                    "stopped after %,d ticks and steps; replay it with --until TICK, as it may never end",
                    max));
        }
    }

    /** The thread was interrupted: whoever asked for the run doesn't want to know any more. */
    static final class Unwanted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unwanted() {
            super("interrupted", null, false, false);
        }
    }

    private final long max;
    private long work;

    Bound(long max) {
        this.max = max;
    }

    /** How many ticks and steps were made. */
    long work() {
        return work;
    }

    @Override
    public void ticked(Host<Object> host, long tick, Object state) {
        count();
    }

    @Override
    public void stepped(Host<Object> host, Peer<Object> before, Input input, Step<Object> step) {
        count();
    }

    private void count() {
        if (++work > max) {
            throw new Endless(max);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new Unwanted();
        }
    }
}

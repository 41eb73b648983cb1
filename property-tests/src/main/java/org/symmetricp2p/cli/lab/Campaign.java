package org.symmetricp2p.cli.lab;

import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.symmetricp2p.check.Trial;
import org.symmetricp2p.sim.Scenario;

/**
 * Tries the scenarios of many seeds on many threads. What comes out is a sum, and a list by seed, so it is the same
 * whatever the number of threads.
 */
final class Campaign {

    /** Is told what happens, by any thread, but by one at a time. */
    interface Listener {

        /** A scenario is done. */
        void tried(long seed, Trial trial);

        /** A scenario isn't done after a long time, and maybe never will be: said again and again. */
        void stillRunning(long seed);
    }

    /** Worlds of correct peers don't show how a peer judges wrong ones; duels do, and a few of them are enough. */
    private static final int WORLDS_PER_DUEL = 32;

    private final Seeds seeds;
    private final int threads;
    private final LongFunction<Scenario> scenarios;
    private final Listener listener;
    private final long slowNanos;
    private final AtomicLong next = new AtomicLong();
    private final NavigableMap<Long, Long> running = new ConcurrentSkipListMap<>(); // from seeds to when they began
    private final Tally tally;
    private boolean isOver;

    /**
     * @param tally to which they are added
     * @param slowNanos after which time a scenario is said to be still running
     */
    Campaign(
            Seeds seeds,
            int threads,
            LongFunction<Scenario> scenarios,
            Tally tally,
            long slowNanos,
            Listener listener) {
        this.tally = tally;
        this.seeds = seeds;
        this.threads = threads;
        this.scenarios = scenarios;
        this.slowNanos = slowNanos;
        this.listener = listener;
    }

    /**
     * Tries them all.
     *
     * @throws InterruptedException if the thread was interrupted: then {@link #tally} has those that are done
     */
    Tally run() throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "campaign");
            thread.setDaemon(true); // one that runs for ever mustn't keep the process alive
            return thread;
        });
        try {
            CompletionService<Void> all = new ExecutorCompletionService<>(pool);
            for (int i = 0; i < threads; i++) {
                all.submit(this::tryAll, null);
            }
            for (int i = 0; i < threads; i++) {
                next(all).get();
            }
            return tally;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the campaign broke down: " + e.getCause(), e);
        } finally {
            end(); // first, as what is cut short says nothing
            pool.shutdownNow();
        }
    }

    private Future<Void> next(CompletionService<Void> all) throws InterruptedException {
        Future<Void> done = all.poll(slowNanos, TimeUnit.NANOSECONDS);
        while (done == null) {
            tellSlow();
            done = all.poll(slowNanos, TimeUnit.NANOSECONDS);
        }
        return done;
    }

    private synchronized void tellSlow() {
        long now = System.nanoTime();
        running.forEach((seed, begin) -> {
            if (now - begin >= slowNanos) {
                listener.stillRunning(seed);
            }
        });
    }

    private synchronized void end() {
        isOver = true;
    }

    private void tryAll() {
        for (long n = next.getAndIncrement(); n < seeds.size(); n = next.getAndIncrement()) {
            long seed = seeds.seed(n);
            running.put(seed, System.nanoTime());
            add(seed, trial(seed));
        }
    }

    private synchronized void add(long seed, Trial trial) {
        if (!isOver) {
            running.remove(seed);
            tally.add(seed, trial);
            listener.tried(seed, trial);
        }
    }

    private Trial trial(long seed) {
        try {
            Trial world = Trial.of(scenarios.apply(seed));
            return Math.floorMod(seed, WORLDS_PER_DUEL) == 0 ? world.orDuel(seed) : world;
        } catch (Error broken) { // of the machine, such as a lack of memory; but the seed must be known
            throw new IllegalStateException("seed " + seed + ": " + broken, broken);
        }
    }

    /** What those that are done come to; for when the run is over. */
    synchronized Tally tally() {
        return tally;
    }

    /** The seeds whose scenarios have begun, and aren't done. */
    Set<Long> running() {
        return running.keySet();
    }
}

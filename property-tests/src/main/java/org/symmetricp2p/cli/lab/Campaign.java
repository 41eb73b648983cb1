package org.symmetricp2p.cli.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.symmetricp2p.check.Shrinker;
import org.symmetricp2p.check.Trial;
import org.symmetricp2p.sim.Scenario;

/**
 * Tries the scenarios of many seeds on many threads. What comes out is a sum, and a list by seed, so it is the same
 * whatever the number of threads.
 */
final class Campaign {

    /** How many failures are shrunk: those of the lowest seeds. */
    static final int MAX_SHRUNK = 10;

    /**
     * Which seeds: every {@code shards}-th from {@code from + shard - 1} on.
     *
     * @param scenarios how many seeds there are in all shards
     * @param shard which part of them, from 1 on
     */
    record Plan(long from, long scenarios, int shard, int shards, int threads) {

        /** How many seeds this shard has. */
        long size() {
            return (scenarios - shard + shards) / shards;
        }

        long seed(long n) {
            return from + shard - 1 + n * shards;
        }
    }

    private final Plan plan;
    private final LongFunction<Scenario> scenarios;

    Campaign(Plan plan, LongFunction<Scenario> scenarios) {
        this.plan = plan;
        this.scenarios = scenarios;
    }

    /**
     * Tries them all.
     *
     * @param progress is told of each scenario that is done, by any thread
     */
    Tally run(Runnable progress) throws InterruptedException {
        AtomicLong next = new AtomicLong();
        List<Tally> tallies = onAllThreads(() -> {
            Tally tally = new Tally();
            for (long n = next.getAndIncrement(); n < plan.size(); n = next.getAndIncrement()) {
                long seed = plan.seed(n);
                tally.add(seed, Trial.of(scenarios.apply(seed)));
                progress.run();
            }
            return tally;
        });
        Tally sum = new Tally();
        tallies.forEach(sum::add);
        return sum;
    }

    /** Shrinks the failures of the lowest seeds. */
    SortedMap<Long, Shrinker.Shrunk> shrink(Tally tally) throws InterruptedException {
        List<Long> seeds = tally.failures().keySet().stream().limit(MAX_SHRUNK).toList();
        AtomicLong next = new AtomicLong();
        SortedMap<Long, Shrinker.Shrunk> all = new TreeMap<>();
        onAllThreads(() -> {
                    SortedMap<Long, Shrinker.Shrunk> mine = new TreeMap<>();
                    for (long n = next.getAndIncrement(); n < seeds.size(); n = next.getAndIncrement()) {
                        long seed = seeds.get((int) n);
                        mine.put(seed, Shrinker.shrink(scenarios.apply(seed)));
                    }
                    return mine;
                })
                .forEach(all::putAll);
        return all;
    }

    private <T> List<T> onAllThreads(Callable<T> work) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(plan.threads());
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < plan.threads(); i++) {
                futures.add(threads.submit(work));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the campaign broke down: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }
}

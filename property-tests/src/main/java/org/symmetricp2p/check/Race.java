package org.symmetricp2p.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.symmetricp2p.sim.Scenario;

/**
 * Finds the first of many scenarios that are wanted, trying several at a time. Answers are taken in order, so what is
 * found, and how many were tried for it, doesn't depend on the number of threads; unless the time is up before.
 */
final class Race implements AutoCloseable {

    /** So that no thread is idle while the answer of the oldest is awaited. */
    private static final int ATTEMPTS_PER_THREAD = 2;

    private record Attempt(Scenario scenario, Future<Boolean> answer) {}

    private final Predicate<Scenario> wanted;
    private final Shrinker.Budget budget;
    private final long beginNanos;
    private final ExecutorService threads;
    private int runs;
    private boolean isCutOff;

    Race(Predicate<Scenario> wanted, Shrinker.Budget budget) {
        this.wanted = wanted;
        this.budget = budget;
        this.beginNanos = budget.clock().getAsLong();
        this.threads = Executors.newFixedThreadPool(budget.threads(), task -> {
            Thread thread = new Thread(task, "shrinking");
            thread.setDaemon(true); // one that runs for ever mustn't keep the process alive
            return thread;
        });
    }

    /** How many scenarios were tried, those after the one that was found not counted. */
    int runs() {
        return runs;
    }

    /** Whether the time or the number of runs is used up, or the thread was interrupted: nothing is found any more. */
    boolean isCutOff() {
        return isCutOff;
    }

    Optional<Scenario> first(Stream<Scenario> candidates) {
        Deque<Attempt> open = new ArrayDeque<>();
        boolean found = candidates.takeWhile(next -> mayStart(open)).anyMatch(next -> {
            open.add(new Attempt(next, threads.submit(() -> wanted.test(next))));
            return open.size() >= budget.threads() * ATTEMPTS_PER_THREAD && isOldestWanted(open);
        });
        while (!found && !open.isEmpty() && !isCutOff) {
            found = isOldestWanted(open);
        }
        Optional<Scenario> first = Optional.ofNullable(found ? open.remove().scenario() : null);
        open.forEach(late -> late.answer().cancel(true));
        if (!found && runs >= Shrinker.MAX_RUNS) {
            isCutOff = true;
        }
        return first;
    }

    private boolean mayStart(Deque<Attempt> open) {
        isCutOff |= nanosLeft() <= 0
                || Thread.interrupted(); // who waits for an answer that is there isn't told of an interrupt
        return !isCutOff && runs + open.size() < Shrinker.MAX_RUNS;
    }

    /** Waits for the oldest attempt; it stays only if it is what was looked for. */
    private boolean isOldestWanted(Deque<Attempt> open) {
        if (isWanted(open.peek())) {
            return true;
        }
        open.remove().answer().cancel(true);
        return false;
    }

    private boolean isWanted(Attempt attempt) {
        try {
            boolean answer = attempt.answer().get(Math.max(0, nanosLeft()), TimeUnit.NANOSECONDS);
            runs++;
            return answer;
        } catch (TimeoutException | InterruptedException over) {
            isCutOff = true;
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("shrinking broke down: " + e.getCause(), e);
        }
    }

    private long nanosLeft() {
        return budget.nanos() - (budget.clock().getAsLong() - beginNanos);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

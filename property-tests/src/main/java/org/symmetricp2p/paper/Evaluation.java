package org.symmetricp2p.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes many runs, several at a time. What comes out doesn't depend on how many, or on who is done first. */
public final class Evaluation {

    private Evaluation() {}

    /**
     * The results of experiments, in their order.
     *
     * @param threads how many runs at a time
     * @param done told after each run, by any thread
     * @throws InterruptedException if this thread is interrupted; then no further run begins
     */
    public static List<Result> results(List<Experiment> experiments, int threads, Runnable done)
            throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads, Evaluation::daemon);
        try {
            List<List<Future<Outcome>>> futures = new ArrayList<>();
            for (Experiment experiment : experiments) {
                futures.add(experiment.runs().stream()
                        .map(run -> pool.submit(() -> outcome(run, done)))
                        .toList());
            }
            List<Result> results = new ArrayList<>();
            for (int i = 0; i < futures.size(); i++) {
                results.add(new Result(experiments.get(i), outcomes(futures.get(i))));
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    /** One that doesn't keep the process from ending. */
    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "evaluation");
        thread.setDaemon(true);
        return thread;
    }

    private static Outcome outcome(Run run, Runnable done) {
        Outcome outcome = Trial.outcome(run);
        done.run();
        return outcome;
    }

    private static List<Outcome> outcomes(List<Future<Outcome>> futures) throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        for (Future<Outcome> future : futures) {
            try {
                outcomes.add(future.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
            }
        }
        return outcomes;
    }
}

package org.symmetricp2p.conform.peer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.symmetricp2p.conform.Ledger;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;

/** Judges a whole peer, over real connections: plays all scenarios, many at a time, each with a peer of its own. */
public final class WholePeer {

    private static final List<Scenario> SCENARIOS = Stream.of(
                    Greetings.ALL,
                    Refusals.ALL,
                    Flooding.ALL,
                    Clocks.ALL,
                    Frames.ALL,
                    Links.ALL,
                    Crowds.ALL,
                    Dials.ALL,
                    Settlements.ALL,
                    Sessions.ALL)
            .flatMap(List::stream)
            .toList();

    private WholePeer() {}

    /** The names of all scenarios, in the order of the chapters. */
    public static List<String> scenarios() {
        return SCENARIOS.stream().map(Scenario::name).toList();
    }

    /**
     * Judges peers that are started, one for each scenario.
     *
     * @param chosen by name
     * @param folder for the files that they write
     * @param patienceMillis how long something may take that is due at once
     * @param threads how many scenarios are played at a time
     */
    public static void judge(
            Candidate.Launcher launcher,
            Predicate<String> chosen,
            Path folder,
            long patienceMillis,
            int threads,
            Ledger ledger)
            throws InterruptedException {
        Subject subject = Subject.started(launcher, patienceMillis);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> plays = new ArrayList<>();
            for (Scenario scenario : SCENARIOS) {
                if (chosen.test(scenario.name())) {
                    plays.add(pool.submit(() -> {
                        play(scenario, subject, folder, ledger);
                        return null;
                    }));
                }
            }
            for (Future<?> play : plays) {
                play.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause().toString(), failed);
        } finally {
            pool.shutdownNow();
        }
    }

    /**
     * Judges a peer that runs already, as far as that goes by connections alone: one scenario after the other, since all its neighbours
     * are in one session.
     *
     * @param life the first incarnation of the kit's neighbours, which the session must not know
     * @return who it is
     */
    public static Source judge(
            InetSocketAddress address,
            Predicate<String> chosen,
            Path folder,
            long patienceMillis,
            long life,
            Ledger ledger)
            throws IOException, InterruptedException {
        Source peer = null;
        for (Scenario scenario : SCENARIOS) {
            if (chosen.test(scenario.name())) {
                Message.Hello hello = Caller.ask(address, patienceMillis, life++);
                peer = hello.self();
                play(
                        scenario,
                        Subject.running(address, peer, hello.versions(), life++, patienceMillis),
                        folder,
                        ledger);
            }
        }
        return peer;
    }

    private static void play(Scenario scenario, Subject subject, Path folder, Ledger ledger)
            throws InterruptedException {
        Path own = folder.resolve(scenario.name());
        try (Stage stage = new Stage(subject, ledger, own)) {
            try {
                Files.createDirectories(own);
                scenario.course().play(stage);
            } catch (Breach breach) {
                ledger.broken(failure(stage, scenario, breach.rule(), breach.getMessage()));
            } catch (Skipped skipped) {
                ledger.skipped(scenario.name(), skipped.getMessage());
            } catch (IOException e) {
                ledger.broken(failure(stage, scenario, Ledger.CONTRACT, e.getMessage()));
            }
        }
    }

    private static Ledger.Failure failure(Stage stage, Scenario scenario, String rule, String what) {
        String end = stage.isRunning() ? "" : "; the peer has ended";
        return new Ledger.Failure(
                scenario.name(), List.of(rule), what + end, stage.transcript().lines());
    }
}

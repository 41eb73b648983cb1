package org.symmetricp2p.cli.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.io.FileUtils;
import org.symmetricp2p.cli.Status;

/**
 * One run of the demo: starts the peers, plays the {@link Scenario}, waits until all peers know the same
 * events, lets them end, and asks for the {@link Verdict}.
 */
final class DemoRun {

    private static final long START_MILLIS = 20_000;
    private static final long AGREEMENT_MILLIS = 20_000;
    private static final long PAUSE_MILLIS = 10;
    private static final long SECOND_MILLIS = 1_000;

    /** How long after each full second, when the peers tell their status, the table is shown. */
    private static final long TABLE_DELAY_MILLIS = 200;

    private final Scenario scenario;
    private final Path directory;
    private final PrintStream out;
    private final Cast cast;
    private volatile boolean keep;
    private Bulletin bulletin;
    private long shownSecond;

    /**
     * @param options that each peer gets besides its own
     * @param directory for the files of the peers
     * @param keep whether to keep them also if all goes well
     */
    DemoRun(Scenario scenario, List<String> options, Path directory, boolean keep, PrintStream out) {
        this.scenario = scenario;
        this.directory = directory;
        this.keep = keep;
        this.out = out;
        this.cast = new Cast(scenario, options, directory);
    }

    /** @throws IOException if anything goes wrong: says what, and where the files are */
    void run() throws IOException, InterruptedException {
        bulletin = Bulletin.on(out);
        Runtime.getRuntime().addShutdownHook(new Thread(this::cleanUp, "end"));
        long lastTick;
        try {
            lastTick = play();
        } catch (DemoFailure | IOException failure) {
            keep = true;
            throw new IOException(failure.getMessage() + "; all files are kept in " + directory, failure);
        } finally {
            cast.close();
        }
        if (!keep) {
            FileUtils.deleteDirectory(directory.toFile());
        }
        out.println("identical at every tick 0.." + lastTick + " on " + Scenario.PEERS + " peers");
    }

    private long play() throws DemoFailure, IOException, InterruptedException {
        bulletin.tell("demo of " + scenario.length() / Scenario.FPS + " s with seed " + scenario.seed()
                + (keep ? ", files in " + directory : ""));
        startFirstPeers();
        cast.begin();
        playMoments();
        bulletin.tell(tick() + "no more keys; waiting until all peers know the same events");
        awaitAgreement();
        bulletin.keepTable();
        Collection<ChildPlan> plans =
                cast.children().values().stream().map(Child::plan).toList();
        long expectedTick = statuses().stream().mapToLong(Status::tick).min().orElseThrow();
        cast.quit();
        return new Verdict(plans, expectedTick).judge();
    }

    /** One after the other, because each has to know the ports of those that it dials. */
    private void startFirstPeers() throws DemoFailure, InterruptedException {
        for (int peer = 0; peer < Scenario.FIRST_PEERS; peer++) {
            cast.start(peer);
            Child child = cast.children().get(peer);
            for (long deadline = now() + START_MILLIS; child.status().isEmpty(); ) {
                if (now() > deadline) {
                    throw new DemoFailure(
                            child.plan() + " did not start within " + START_MILLIS + " ms" + child.lastWords());
                }
                pause();
            }
        }
        bulletin.tell("peers 0 to " + (Scenario.FIRST_PEERS - 1) + " are there");
    }

    private void playMoments() throws DemoFailure, InterruptedException {
        Deque<Scenario.Moment> moments = new ArrayDeque<>(scenario.moments());
        while (!moments.isEmpty() || cast.playTick() <= scenario.lastKeyTick()) {
            pause();
            if (!moments.isEmpty() && moments.peek().tick() <= cast.playTick()) {
                Scenario.Moment moment = moments.remove();
                bulletin.tell(tick() + moment.what());
                moment.action().perform(cast);
            }
        }
    }

    private void awaitAgreement() throws DemoFailure, InterruptedException {
        long deadline = now() + AGREEMENT_MILLIS;
        while (!isAgreed()) {
            if (now() > deadline) {
                throw new DemoFailure("the peers did not agree within " + AGREEMENT_MILLIS + " ms after the last key: "
                        + cast.children().values().stream()
                                .map(DemoRun::describe)
                                .collect(Collectors.joining(", ")));
            }
            pause();
        }
    }

    /** All have pressed their last key before what they tell. */
    private boolean isAgreed() {
        return Agreement.isReached(cast.children().values(), cast::isPastKeys);
    }

    private static String describe(Child child) {
        return child.plan() + " knows "
                + child.status()
                        .map(s -> s.events() + " events, " + s.queued() + " wait")
                        .orElse("nothing");
    }

    private List<Status> statuses() {
        return cast.children().values().stream()
                .flatMap(child -> child.status().stream())
                .toList();
    }

    /** Waits a moment; meanwhile checks that all is well, and shows the table once a second. */
    private void pause() throws DemoFailure, InterruptedException {
        Thread.sleep(PAUSE_MILLIS);
        cast.checkAlive();
        long second = (now() - TABLE_DELAY_MILLIS) / SECOND_MILLIS;
        if (second != shownSecond && statuses().size() >= Scenario.FIRST_PEERS) {
            shownSecond = second;
            bulletin.show(Table.of(cast.children()));
        }
    }

    private String tick() {
        return "tick " + cast.tick() + ": ";
    }

    private static long now() {
        return System.currentTimeMillis();
    }

    /** At the end, also by Ctrl-C: leaves no process behind, and no files but those that somebody wants. */
    private void cleanUp() {
        cast.close();
        if (!keep) {
            FileUtils.deleteQuietly(directory.toFile());
        }
    }
}

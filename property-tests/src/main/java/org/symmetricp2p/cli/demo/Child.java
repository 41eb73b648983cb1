package org.symmetricp2p.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.input.ReversedLinesFileReader;
import org.symmetricp2p.cli.KeyScript;
import org.symmetricp2p.cli.Main;
import org.symmetricp2p.cli.OwnJar;
import org.symmetricp2p.cli.Status;

/**
 * One process of the demo: the tool itself, as {@code peer}. It hears commands on its standard input, with
 * which it also ends, and tells its status each second; its messages go to a file.
 */
final class Child {

    /** Small and quick to start: six of them share a laptop, or two processors of a build machine. */
    private static final List<String> JVM_OPTIONS =
            List.of("-Xmx600m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    /** How a peer says that a link has ended with CONFLICT (spec 2.2, 2.16). */
    private static final List<String> CONFLICTS =
            List.of("another event has the identity of event ", "each end knows other events of source ");

    private static final int LAST_WORDS = 5;
    private static final int STATUSES = 3;
    private static final long NANOS_PER_TICK = 1_000_000_000L / Scenario.FPS;

    private final ChildPlan plan;
    private final Process process;
    private final Writer commands;
    private final Deque<Status> statuses = new ArrayDeque<>();
    private volatile boolean killed;

    private Child(ChildPlan plan, Process process) {
        this.plan = plan;
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
    }

    static Child launch(ChildPlan plan) throws IOException {
        List<String> command = new ArrayList<>(tool());
        command.addAll(plan.arguments());
        Process process = new ProcessBuilder(command)
                .redirectError(plan.file("messages").toFile())
                .start();
        Child child = new Child(plan, process);
        Thread reader = new Thread(child::readStatuses, "status of " + plan);
        reader.setDaemon(true);
        reader.start();
        return child;
    }

    /** This very program, by the Java that runs it. */
    private static List<String> tool() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(OwnJar.path()
                .map(jar -> List.of("-jar", jar.toString()))
                .orElse(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName())));
        return command;
    }

    ChildPlan plan() {
        return plan;
    }

    /** What it told last, the newest first; at most {@value #STATUSES}. */
    List<Status> statuses() {
        synchronized (statuses) {
            return List.copyOf(statuses);
        }
    }

    /** What it told last. */
    Optional<Status> status() {
        return statuses().stream().findFirst();
    }

    /** Where it listens; 0 if it hasn't said yet. */
    int port() {
        return status().map(Status::port).orElse(plan.port());
    }

    /** The tick that it is at now, going on from what it told last. */
    long tick() {
        return status().map(status -> status.tick() + (System.nanoTime() - status.nanos()) / NANOS_PER_TICK)
                .orElse(0L);
    }

    /** Whether the demo killed it. */
    boolean isKilled() {
        return killed;
    }

    /** Lets it press keys. */
    void play(KeyScript script) throws DemoFailure {
        try {
            Files.write(
                    plan.file("keys"),
                    script.presses().stream().map(Object::toString).toList());
        } catch (IOException e) {
            throw new DemoFailure("the keys of " + plan + " can't be written: " + e.getMessage());
        }
        tell("keys " + plan.file("keys"));
    }

    void tell(String command) throws DemoFailure {
        try {
            commands.write(command + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new DemoFailure(plan + " doesn't listen to '" + command + "': " + e.getMessage() + lastWords());
        }
    }

    /** Lets it end in order: at once, for a JVM that ends waits a while for a thread that waits for input. */
    void quit() throws DemoFailure {
        tell("quit");
        IOUtils.closeQuietly(commands);
    }

    void kill() throws InterruptedException {
        killed = true;
        process.destroyForcibly().waitFor();
    }

    void destroy() {
        process.destroyForcibly();
    }

    /** @throws DemoFailure if it has ended, though nobody killed it */
    void checkAlive() throws DemoFailure {
        if (!process.isAlive() && !killed) {
            throw new DemoFailure(plan + " ended unexpectedly, with exit code " + process.exitValue() + lastWords());
        }
    }

    /** @throws DemoFailure if it doesn't end in time, or not well */
    void awaitEnd(long seconds) throws DemoFailure, InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new DemoFailure(plan + " did not end within " + seconds + " s" + lastWords());
        }
        if (process.exitValue() != 0) {
            throw new DemoFailure(plan + " ended with exit code " + process.exitValue() + lastWords());
        }
    }

    /** The end of its messages, to be appended to another message. */
    String lastWords() {
        List<String> lines = new ArrayList<>();
        try (ReversedLinesFileReader messages = ReversedLinesFileReader.builder()
                .setPath(plan.file("messages"))
                .setCharset(StandardCharsets.UTF_8)
                .get()) {
            lines.addAll(messages.readLines(LAST_WORDS));
        } catch (IOException e) {
            lines.add("(its messages can't be read: " + e.getMessage() + ")");
        }
        Collections.reverse(lines);
        return "; its last messages: " + (lines.isEmpty() ? "none" : "\"" + String.join(" / ", lines) + "\"");
    }

    /** Whether it told its user that it and a neighbour know two versions of an event. */
    boolean hasToldOfConflict() {
        try (Stream<String> lines = Files.lines(plan.file("messages"))) {
            return lines.anyMatch(line -> CONFLICTS.stream().anyMatch(line::contains));
        } catch (IOException | UncheckedIOException e) {
            return false; // not yet, then
        }
    }

    private void readStatuses() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(Status.parse(line));
            }
        } catch (JsonProcessingException e) {
            System.err.println(plan + " told no status: " + e.getOriginalMessage());
        } catch (IOException ended) {
            // It was killed in the middle of a line; who waits for it sees that it has ended.
        }
    }

    private void add(Status status) {
        synchronized (statuses) {
            statuses.addFirst(status);
            if (statuses.size() > STATUSES) {
                statuses.removeLast();
            }
        }
    }
}

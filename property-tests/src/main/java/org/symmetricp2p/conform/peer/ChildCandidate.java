package org.symmetricp2p.conform.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A peer as a child process, by the contract of {@code spec/conform.md}. */
public final class ChildCandidate implements Candidate {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long START_SECONDS = 30;
    private static final boolean IS_WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

    private final Process process;
    private final Writer in;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    private ChildCandidate(Process process) {
        this.process = process;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** @param command what starts a peer, for the system's shell; the options follow it */
    public static Launcher launcher(String command) {
        return (options, told) -> {
            String line = command
                    + String.join(
                            "", options.stream().map(o -> " \"" + o + "\"").toList());
            List<String> shell = IS_WINDOWS ? List.of("cmd", "/c", line) : List.of("/bin/sh", "-c", "exec " + line);
            ChildCandidate child = new ChildCandidate(new ProcessBuilder(shell).start());
            Thread notices = child.read(child.process.getErrorStream(), told, () -> {});
            child.read(child.process.getInputStream(), child::status, () -> child.toldNoPort(notices));
            return child;
        };
    }

    /** @param end what is done when no more can come */
    private Thread read(InputStream stream, Consumer<String> lines, Runnable end) {
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader in =
                            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                        in.lines().forEach(lines);
                    } catch (IOException | java.io.UncheckedIOException gone) {
                        lines.accept("(says no more: " + gone.getMessage() + ")");
                    } finally {
                        end.run();
                    }
                },
                "what the peer tells");
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    /** Its standard output has ended: if it has ended as a whole, what it told people comes first. */
    private void toldNoPort(Thread notices) {
        String how = "its standard output has ended";
        try {
            if (process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
                notices.join(1_000);
                how = "it has ended with exit code " + process.exitValue();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        port.completeExceptionally(new IOException(how));
    }

    private void status(String line) {
        try {
            JsonNode tells = JSON.readTree(line);
            if (tells.path("skip").isTextual()) {
                port.completeExceptionally(new Skipped(tells.path("skip").textValue()));
            }
            JsonNode at = tells.path("port");
            if (at.isInt() && at.intValue() > 0) {
                port.complete(at.intValue());
            }
        } catch (JsonProcessingException none) {
            // not a status
        }
    }

    @Override
    public int port() throws IOException, InterruptedException, Skipped {
        try {
            return port.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the peer hasn't told within " + START_SECONDS + " s at which port it listens", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Skipped skipped) {
                throw skipped;
            }
            throw new IOException(
                    "the peer hasn't told the port at which it listens: "
                            + e.getCause().getMessage(),
                    e);
        }
    }

    @Override
    public void say(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
    }

    @Override
    public int exitCode(long millis) throws IOException, InterruptedException {
        if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
            throw new IOException("it hasn't ended within " + millis + " ms");
        }
        return process.exitValue();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    /** By the signals of the system, to the process and to those that it has started. */
    @Override
    public boolean stands(boolean isStill) throws IOException, InterruptedException {
        if (IS_WINDOWS) {
            return false;
        }
        List<String> command = new ArrayList<>(List.of("kill", isStill ? "-STOP" : "-CONT"));
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .forEach(each -> command.add(Long.toString(each.pid())));
        return new ProcessBuilder(command).start().waitFor() == 0;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        try {
            process.destroyForcibly().waitFor(START_SECONDS, TimeUnit.SECONDS); // afterwards it writes no more
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.symmetricp2p.cli;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The real tool in a process of its own, for tests: the jar that the system property {@code symmetric.jar}
 * names. Waits for conditions, with a deadline; ends the process when closed.
 */
public final class ToolProcess implements AutoCloseable {

    private static final long DEADLINE_MILLIS = 60_000;
    private static final long PAUSE_MILLIS = 10;

    private final List<String> arguments;
    private final Process process;
    private final Path out;
    private final Path err;
    private final Writer in;

    private ToolProcess(List<String> arguments, Process process, Path out, Path err) {
        this.arguments = arguments;
        this.process = process;
        this.out = out;
        this.err = err;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Starts it.
     *
     * @param directory its working directory, and where what it prints is kept
     */
    public static ToolProcess start(Path directory, String... arguments) throws IOException {
        return startWith(directory, environment -> {}, arguments);
    }

    /** The same in an environment that is changed. */
    public static ToolProcess startWith(Path directory, Consumer<Map<String, String>> environment, String... arguments)
            throws IOException {
        return start(directory, tool(arguments), environment, arguments);
    }

    /** The same by a shell: its script gets the command as {@code "$@"}. */
    public static ToolProcess startInShell(Path directory, String script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        command.addAll(tool(arguments));
        return start(directory, command, environment -> {}, arguments);
    }

    private static List<String> tool(String... arguments) {
        String jar = System.getProperty("symmetric.jar");
        assertNotNull(jar, "the build sets the system property symmetric.jar: run this test by `mvn verify`");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx600m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar));
        command.addAll(List.of(arguments));
        return command;
    }

    private static ToolProcess start(
            Path directory, List<String> command, Consumer<Map<String, String>> environment, String... arguments)
            throws IOException {
        Path out = Files.createTempFile(directory, "tool", ".out");
        Path err = Files.createTempFile(directory, "tool", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        environment.accept(builder.environment());
        return new ToolProcess(List.of(arguments), builder.start(), out, err);
    }

    /** Says a line to its standard input. */
    public void say(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
    }

    /** Ends its standard input. */
    public void endInput() throws IOException {
        in.close();
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    public String out() {
        return read(out);
    }

    public String err() {
        return read(err);
    }

    /** Its processes, and theirs. */
    public Stream<ProcessHandle> descendants() {
        return process.descendants();
    }

    /** Waits until it ends. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("did not end: " + this);
        }
        return process.exitValue();
    }

    /** Waits until it has told this on standard error. */
    public void awaitErr(String text) throws InterruptedException {
        await("\"" + text + "\" on stderr", () -> err().contains(text));
    }

    /** Waits until its last status is like this. */
    Status awaitStatus(String what, Predicate<Status> condition) throws InterruptedException {
        await(what, () -> status().filter(condition).isPresent());
        return status().orElseThrow();
    }

    /** Waits until something holds. */
    public void await(String what, BooleanSupplier condition) throws InterruptedException {
        for (long deadline = System.currentTimeMillis() + DEADLINE_MILLIS; !condition.getAsBoolean(); ) {
            if (!process.isAlive() && !condition.getAsBoolean()) {
                throw new AssertionError("ended before " + what + ": " + this);
            }
            if (System.currentTimeMillis() > deadline) {
                throw new AssertionError("no " + what + ": " + this);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return arguments + "\nexit code: " + (process.isAlive() ? "-" : process.exitValue()) + "\nstdout: " + out()
                + "\nstderr: " + err();
    }

    /** The last line that is there as a whole. */
    private Optional<Status> status() {
        String told = out();
        int end = told.lastIndexOf('\n');
        if (end < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Status.parse(told.substring(told.lastIndexOf('\n', end - 1) + 1, end)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

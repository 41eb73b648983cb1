package org.symmetricp2p.model;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * TLC, the model checker, in a JVM of its own for each run: in one JVM a run would inherit what the one before left in
 * static fields. It has one worker, so that what it has found when a property is violated is always the same.
 */
final class Tlc {

    /** What it keeps on disk, and its output: of each JVM that runs tests, by the name of the configuration. */
    private static final Path WORK = Path.of("target", "tlc", System.getProperty("surefire.forkNumber", "1"))
            .toAbsolutePath();

    private static final long DEADLINE_SECONDS = 300;
    private static final int TAIL_LINES = 40;

    private static final Pattern COUNT =
            Pattern.compile("^\\d+ states generated, (\\d+) distinct states found, \\d+ states left on queue\\.$");
    private static final Pattern VIOLATION =
            Pattern.compile("^Error: (?:Invariant|Action property) (\\w+) is violated.*$");
    private static final String SUCCESS = "Model checking completed. No error has been found.";

    /**
     * How a run ended.
     *
     * @param command the command that was run, for a shell
     * @param exitCode 0 if all holds
     * @param output all that TLC said
     */
    record Outcome(String command, int exitCode, String output) {

        boolean holds() {
            return exitCode == 0 && output.lines().anyMatch(SUCCESS::equals);
        }

        /** The invariant or action property that doesn't hold, if one was found that doesn't. */
        Optional<String> violated() {
            return find(VIOLATION);
        }

        /** How many distinct states were found; -1 if TLC didn't come to say it. */
        long distinctStates() {
            return find(COUNT).map(Long::parseLong).orElse(-1L);
        }

        /** The last lines of the output, and the command that gives all of them. */
        String tail() {
            List<String> lines = output.lines().toList();
            return lines.stream().skip(Math.max(0, lines.size() - TAIL_LINES)).collect(Collectors.joining("\n"))
                    + "\nTo see it all: " + command;
        }

        private Optional<String> find(Pattern pattern) {
            return output.lines()
                    .map(pattern::matcher)
                    .filter(Matcher::matches)
                    .map(matcher -> matcher.group(1))
                    .findFirst();
        }
    }

    private Tlc() {}

    /**
     * Checks a module.
     *
     * @param module a file {@code NAME.tla}
     * @param configuration a file {@code NAME.cfg}; no two runs at a time have configurations of one name
     * @param libraries folders with modules that it extends, beside its own
     */
    static Outcome run(Path module, Path configuration, Path... libraries) throws IOException, InterruptedException {
        Path work = WORK.resolve(nameOf(configuration));
        Files.createDirectories(work);
        Path output = work.resolve("output.txt");
        Path folder = module.toAbsolutePath().normalize().getParent();
        List<String> command = command(module, configuration, work, libraries);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("TLC isn't done after " + DEADLINE_SECONDS + " s: " + command);
            }
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(output, StandardCharsets.UTF_8);
        return new Outcome("(cd " + folder + " && " + String.join(" ", command) + ")", process.exitValue(), said);
    }

    private static List<String> command(Path module, Path configuration, Path work, Path... libraries) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC"); // not what TLC asks for, but far smaller with one worker, and as quick
        command.add(
                "-XX:TieredStopAtLevel=1"); // most runs are over before better code would pay; of the longest it costs
        // a tenth
        command.add("-Xmx1g");
        command.add("-Xss64m"); // for modules with long literals
        command.add("-Djava.io.tmpdir=" + work); // where TLC unpacks its modules, which no other must do meanwhile
        if (libraries.length > 0) {
            command.add("-DTLA-Library="
                    + Stream.of(libraries)
                            .map(library -> library.toAbsolutePath().toString())
                            .collect(Collectors.joining(File.pathSeparator)));
        }
        command.addAll(List.of("-cp", jar().toString(), "tlc2.TLC"));
        command.addAll(List.of(
                "-workers",
                "1",
                "-fp",
                "0",
                "-cleanup",
                "-metadir",
                work.resolve("states").toString()));
        command.addAll(
                List.of("-config", configuration.toAbsolutePath().normalize().toString(), nameOf(module)));
        return command;
    }

    private static Path jar() {
        try {
            return Path.of(tlc2.TLC
                    .class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A file's name without its ending. */
    static String nameOf(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }
}

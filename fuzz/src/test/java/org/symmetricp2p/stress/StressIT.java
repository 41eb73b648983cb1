package org.symmetricp2p.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.net.ClosingStress;
import org.symmetricp2p.net.MailboxStress;
import org.symmetricp2p.net.NodeStress;

/**
 * Runs JCStress, which lets two threads meet in every test, in JVMs of its own, as often as there is time for. All tests must
 * pass but the deliberate bug: were that not noticed, the run would have been too short for the others to say anything.
 */
class StressIT {

    private static final String OK = "OK";
    private static final String FAILED = "FAILED";
    private static final Pattern VERDICT = Pattern.compile("^[. ]*\\[([A-Z ]+)] (org\\.symmetricp2p\\.\\S+)$");
    private static final Path RESULTS = Path.of("target", "stress");

    @Test
    void allPassButTheDeliberateBug() throws IOException, InterruptedException {
        Path log = run();
        assertEquals(expected(), verdicts(log), () -> "more is in " + log.toAbsolutePath());
    }

    /** All are named, since JCStress leaves out without a word what it can't run on this machine. */
    private static Map<String, String> expected() {
        Map<String, String> verdicts = new TreeMap<>();
        List.of(
                        ClosingStress.ClosedTwice.class,
                        ClosingStress.LateCall.class,
                        MailboxStress.LastPlace.class,
                        MailboxStress.PlacesStay.class,
                        MemoryStress.class,
                        NodeStress.FailureIsPublished.class,
                        NodeStress.PeerIsPublished.class)
                .forEach(test -> verdicts.put(test.getCanonicalName(), OK));
        verdicts.put(CarelessStress.class.getCanonicalName(), FAILED);
        return verdicts;
    }

    /** Of each test, that of its JVMs which isn't OK, if there is one. */
    private static Map<String, String> verdicts(Path log) throws IOException {
        Map<String, String> verdicts = new TreeMap<>();
        for (String line : Files.readAllLines(log)) {
            Matcher found = VERDICT.matcher(line);
            if (found.matches()) {
                verdicts.merge(found.group(2), found.group(1), (one, other) -> one.equals(OK) ? other : one);
            }
        }
        return verdicts;
    }

    private static Path run() throws IOException, InterruptedException {
        Files.createDirectories(RESULTS);
        Path log = RESULTS.resolve("log.txt");
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        classPath(),
                        "org.openjdk.jcstress.Main",
                        "-jvmArgs",
                        "-Xmx256m",
                        "-sc",
                        "false", // both threads' code is compiled in the same way: not every combination is tried
                        "-f",
                        "1",
                        "-iters",
                        System.getProperty("stress.iterations"),
                        "-time",
                        System.getProperty("stress.millis"),
                        "-v")
                .directory(RESULTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor(); // its exit code tells of the deliberate bug, too
        return log;
    }

    /** With absolute paths, as the process has another working directory. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> new File(entry).getAbsolutePath())
                .collect(Collectors.joining(File.pathSeparator));
    }
}

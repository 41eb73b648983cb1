package org.symmetricp2p.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Runs {@code recompute.py}, which recomputes a trace from events, in another language and by the documented
 * formulas only. Where there is no Python 3, what it would check is skipped.
 */
final class Recomputation {

    private static final int DEADLINE_SECONDS = 30;

    private Recomputation() {}

    static void assertAgrees(Path events, Path trace) throws IOException, InterruptedException {
        run(events, trace, 0);
    }

    static void assertDiffers(Path events, Path trace) throws IOException, InterruptedException {
        run(events, trace, 1);
    }

    private static void run(Path events, Path trace, int exitCode) throws IOException, InterruptedException {
        Process python = start(events, trace);
        try (InputStream script = Recomputation.class.getResourceAsStream("recompute.py")) {
            script.transferTo(python.getOutputStream());
            python.getOutputStream().close();
        }
        String told = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!python.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            python.destroyForcibly();
            throw new AssertionError("did not end within " + DEADLINE_SECONDS + " s: " + told);
        }
        assertEquals(exitCode, python.exitValue(), told);
    }

    private static Process start(Path events, Path trace) {
        try {
            return new ProcessBuilder("python3", "-", events.toString(), trace.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException none) {
            Assumptions.abort("there is no python3 here: " + none.getMessage());
            throw new AssertionError("not reached", none);
        }
    }
}

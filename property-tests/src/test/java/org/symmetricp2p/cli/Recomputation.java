package org.symmetricp2p.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.symmetricp2p.python.Python;

/**
 * Runs {@code recompute.py}, which recomputes a trace from events, in another language and by the documented
 * formulas only. Where there is no Python 3, what it would check is skipped.
 */
final class Recomputation {

    private Recomputation() {}

    static void assertAgrees(Path events, Path trace) throws IOException, InterruptedException {
        run(events, trace, 0);
    }

    static void assertDiffers(Path events, Path trace) throws IOException, InterruptedException {
        run(events, trace, 1);
    }

    private static void run(Path events, Path trace, int exitCode) throws IOException, InterruptedException {
        Python.Outcome outcome = Python.run(Recomputation.class, "recompute.py", events, trace);
        assertEquals(exitCode, outcome.exitCode(), outcome.told());
    }
}

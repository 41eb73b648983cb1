package org.symmetricp2p.conform.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symmetricp2p.conform.Ledger;
import org.symmetricp2p.conform.Mistake;
import org.symmetricp2p.conform.Mistakes;

/**
 * Whole peers in JavaScript, in Node: that in {@code spec/js} keeps every rule, and of each broken one, which is the same but for an edit,
 * the kit says which rule it breaks. They are judged many at a time, since most of what the kit does is to wait.
 */
final class BrokenPeersTest {

    private static final int AT_A_TIME = 10;
    private static final long PATIENCE_MILLIS = 30_000; // of the good one
    private static final long SHORT_MILLIS = 15_000;

    static Stream<Mistake> mistakes() {
        return Mistakes.all().stream().filter(Mistake::isOfPeer);
    }

    @TempDir
    private static Path folder;

    private static ExecutorService pool;
    private static Future<Ledger> whole;
    private static final Map<String, Future<Ledger>> BROKEN = new TreeMap<>();

    @BeforeAll
    static void judgeAll() throws IOException {
        assumeTrue(hasNode(), "Node isn't installed, so no whole peer in JavaScript is judged");
        pool = Executors.newFixedThreadPool(AT_A_TIME);
        whole = pool.submit(() -> judged(Mistake.PORT, scenario -> true, PATIENCE_MILLIS, folder.resolve("whole")));
        for (Mistake mistake : mistakes().toList()) {
            Path broken = folder.resolve("peer-" + BROKEN.size());
            mistake.into(broken);
            BROKEN.put(
                    mistake.what(),
                    pool.submit(
                            () -> judged(broken, mistake.scenario()::equals, SHORT_MILLIS, broken.resolve("files"))));
        }
    }

    private static boolean hasNode() throws IOException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException hurried) {
            throw new IOException(hurried);
        }
    }

    private static Ledger judged(
            Path modules, java.util.function.Predicate<String> chosen, long patienceMillis, Path files)
            throws InterruptedException {
        Ledger ledger = new Ledger();
        String command = "node '" + modules.resolve("peer.mjs").toAbsolutePath().normalize() + "'";
        WholePeer.judge(ChildCandidate.launcher(command), chosen, files, patienceMillis, AT_A_TIME, ledger);
        return ledger;
    }

    @AfterAll
    static void end() throws InterruptedException {
        if (pool != null) {
            pool.shutdownNow();
            pool.awaitTermination(1, TimeUnit.MINUTES); // so that nobody writes any more
        }
    }

    @Test
    void thePortKeepsEveryRule() throws Exception {
        assertEquals("", WholePeerTest.shown(whole.get()));
        assertEquals(Map.of(), whole.get().skipped());
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void theKitSaysWhichRuleABrokenPeerBreaks(Mistake mistake) throws Exception {
        List<Ledger.Failure> failures = BROKEN.get(mistake.what()).get().failures();
        assertEquals(1, failures.size(), mistake + " wasn't found");
        assertTrue(
                failures.get(0).rules().contains(mistake.rule()),
                () -> failures.get(0).toString());
    }
}

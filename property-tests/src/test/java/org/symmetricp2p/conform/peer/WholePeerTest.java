package org.symmetricp2p.conform.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symmetricp2p.cli.LocalPeer;
import org.symmetricp2p.cli.Trace;
import org.symmetricp2p.conform.Ledger;
import org.symmetricp2p.conform.NeverAsked;
import org.symmetricp2p.conform.Rule;
import org.symmetricp2p.conform.Rulebook;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.net.EventLine;

/** The peer of this implementation, judged by the kit, keeps every rule; and there is no MUST that nobody asks about without a reason. */
final class WholePeerTest {

    private static final long PATIENCE_MILLIS = 30_000;
    private static final int AT_A_TIME = 32;

    @TempDir
    private Path folder;

    @Test
    void thisPeerKeepsEveryRuleThatTheKitAsksAbout() throws InterruptedException {
        Ledger ledger = new Ledger();
        WholePeer.judge(Candidate.LOCAL, scenario -> true, folder, PATIENCE_MILLIS, AT_A_TIME, ledger);
        assertEquals("", shown(ledger));
        assertEquals(
                Set.of("session-paused", "session-paused-until-links-end"),
                ledger.skipped().keySet());
        for (Rule rule : Rulebook.binding()) {
            String number = rule.number();
            boolean isAsked = ledger.timesKept(number) > 0 || NeverAsked.isAskedOfCores(number);
            assertEquals(
                    !isAsked,
                    NeverAsked.isReason(number),
                    () -> "whether there is a reason not to ask about rule " + number);
        }
    }

    /** One that is only connected to is judged as far as that goes; the rest is skipped, which is told. */
    @Test
    void aPeerThatRunsIsJudgedByConnectionsAlone() throws IOException, InterruptedException {
        Ledger ledger = new Ledger();
        try (LocalPeer peer = LocalPeer.start(List.of("--id=40", "--listen=0"), notice -> {})) {
            InetSocketAddress address = new InetSocketAddress("127.0.0.1", peer.port());
            WholePeer.judge(address, name -> name.startsWith("refuses-who"), folder, PATIENCE_MILLIS, 1, ledger);
        }
        assertEquals("", shown(ledger));
        Map<String, String> skipped = ledger.skipped();
        assertEquals(Set.of("refuses-whom-it-didnt-dial", "refuses-whom-its-user-took-down"), skipped.keySet());
        assertEquals("the peer would have to be told 'unlink 39'", skipped.get("refuses-whom-its-user-took-down"));
        assertTrue(ledger.timesKept("6.5") > 0);
    }

    /** The example of both files in the contract. */
    @Test
    void theFilesInTheContractAreRight() throws IOException {
        String contract = Files.readString(Path.of("..", "spec", "conform.md"));
        List<StampedEvent> events = lines(contract, EventLine::parse, "\\d+ \\d+ \\d+ \\d+ \\d+ (-|[0-9a-f]+)");
        List<String> trace = lines(contract, line -> line, "\\d+ [0-9a-f]{16}");
        assertEquals(4, events.size());
        assertEquals(9, trace.size());
        Path file = Files.write(folder.resolve("trace"), trace);
        assertEquals("", Records.firstDifference(Trace.read(file), events));
    }

    private static <T> List<T> lines(String text, Function<String, T> meaning, String pattern) {
        return text.lines().filter(line -> line.matches(pattern)).map(meaning).toList();
    }

    static String shown(Ledger ledger) {
        return ledger.failures().stream()
                .map(failure -> failure.rules() + " " + failure.scenario() + ": " + failure.what() + "\n"
                        + String.join("\n", failure.transcript()))
                .collect(Collectors.joining("\n"));
    }
}

package org.symmetricp2p.conform.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symmetricp2p.conform.Ledger;

/**
 * Whole peers in JavaScript, in Node: that in {@code spec/js} keeps every rule, and of each broken one, which is the same but for an edit,
 * the kit says which rule it breaks. They are judged many at a time, since most of what the kit does is to wait.
 */
final class BrokenPeersTest {

    private static final Path PORT = Path.of("..", "spec", "js");
    private static final List<String> MODULES = List.of(
            "applications.mjs",
            "bytes.mjs",
            "clocks.mjs",
            "core.mjs",
            "lateness.mjs",
            "log.mjs",
            "peer.mjs",
            "rooted.mjs",
            "settling.mjs",
            "windows.mjs",
            "shell.mjs");
    private static final int AT_A_TIME = 10;
    private static final long PATIENCE_MILLIS = 30_000; // of the good one
    private static final long SHORT_MILLIS = 15_000;

    /**
     * A broken peer.
     *
     * @param scenario in which it is found
     * @param rule that it breaks
     * @param edits by module: what is there, and what comes in its place
     */
    private record Slip(String what, String scenario, String rule, Map<String, List<String>> edits) {
        private Slip and(String module, String from, String to) {
            Map<String, List<String>> more = new TreeMap<>(edits);
            more.merge(
                    module,
                    List.of(from, to),
                    (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
            return new Slip(what, scenario, rule, more);
        }

        private void into(Path folder) throws IOException {
            Files.createDirectories(folder);
            for (String module : MODULES) {
                String text = Files.readString(PORT.resolve(module));
                List<String> changes = edits.getOrDefault(module, List.of());
                for (int i = 0; i < changes.size(); i += 2) {
                    String from = changes.get(i);
                    assertEquals(2, text.split(Pattern.quote(from), -1).length, "the place to break: " + from);
                    text = text.replace(from, changes.get(i + 1));
                }
                Files.writeString(folder.resolve(module), text);
            }
        }

        @Override
        public String toString() {
            return what;
        }
    }

    private static Slip core(String what, String scenario, String rule, String from, String to) {
        return new Slip(what, scenario, rule, Map.of()).and("core.mjs", from, to);
    }

    private static Slip clock(String what, String scenario, String rule, String from, String to) {
        return new Slip(what, scenario, rule, Map.of()).and("clocks.mjs", from, to);
    }

    private static Slip bytes(String what, String scenario, String rule, String from, String to) {
        return new Slip(what, scenario, rule, Map.of()).and("bytes.mjs", from, to);
    }

    private static Slip shell(String what, String scenario, String rule, String from, String to) {
        return new Slip(what, scenario, rule, Map.of()).and("shell.mjs", from, to);
    }

    private static Slip peer(String what, String scenario, String rule, String from, String to) {
        return new Slip(what, scenario, rule, Map.of()).and("peer.mjs", from, to);
    }

    static Stream<Slip> slips() {
        return Stream.of(
                // ---- events
                core(
                        "an event goes back to its sender",
                        "passes-events-on-but-not-back",
                        "3.8",
                        "eventsMessage(peer, fresh), link); // spec 3.8",
                        "eventsMessage(peer, fresh)); // spec 3.8"),
                core(
                        "duplicates are flooded",
                        "a-duplicate-goes-nowhere",
                        "3.8",
                        "    if (judged.verdict === \"new\") {",
                        "    if (judged.verdict === \"duplicate\") fresh.push(event);\n    if (judged.verdict === \"new\") {"),
                core(
                        "nothing is passed on",
                        "passes-events-on-but-not-back",
                        "3.8",
                        "const outputs = fresh.length === 0 ? [] : toLive",
                        "const outputs = true ? [] : toLive"),
                bytes(
                        "ties are decided the other way round",
                        "ties-go-by-peer-and-incarnation",
                        "2.1",
                        "return a.tick - b.tick || compareSources(a, b)",
                        "return a.tick - b.tick || compareSources(b, a)"),
                bytes(
                        "the incarnation doesn't decide ties",
                        "ties-go-by-peer-and-incarnation",
                        "2.1",
                        "return a.tick - b.tick || compareSources(a, b)",
                        "return a.tick - b.tick || a.peer - b.peer"),
                core(
                        "an event of the present tick isn't late",
                        "an-event-of-the-present-tick",
                        "4.4",
                        "if (event.tick > machine.now) return next;",
                        "if (event.tick >= machine.now) return next;"),
                core(
                        "a stale snapshot stays",
                        "a-late-event-of-a-tick-with-a-snapshot",
                        "4.8",
                        "snapshot.tick < event.tick",
                        "snapshot.tick <= event.tick"),
                core(
                        "gaps are taken",
                        "refuses-a-gap",
                        "3.4",
                        "if (event.seq > log.count + 1) return bad",
                        "if (false) return bad"),
                core(
                        "another event under a known identity is a duplicate",
                        "refuses-another-event-under-one-identity",
                        "3.4",
                        "return same ?",
                        "return true ?"),
                core(
                        "a source may go back in time",
                        "refuses-back-in-time",
                        "2.13",
                        "if (last && !last.isDropped && event.tick < last.tick)",
                        "if (false)"),
                core(
                        "any stamp is taken",
                        "refuses-a-stamp-too-far-ahead",
                        "3.6",
                        "if (event.tick > furthest)",
                        "if (false)"),
                core(
                        "what follows a bad event is taken",
                        "what-was-right-before-a-bad-event-counts",
                        "3.4",
                        "      bad = judged;\n      break;",
                        "      bad = judged;"),
                core(
                        "the seqs of a source begin with 2",
                        "its-own-keys-go-everywhere",
                        "2.3",
                        "seq: (last?.seq ?? 0n) + 1n",
                        "seq: (last?.seq ?? 1n) + 1n"),
                core(
                        "every second event is stamped a tick later",
                        "its-own-keys-go-everywhere",
                        "2.4",
                        "tick: Math.max(clock + delta, last?.tick ?? 0)",
                        "tick: Math.max(clock + delta, last?.tick ?? 0) + Number((last?.seq ?? 0n) % 2n)"),
                shell(
                        "every third message waits for 300 ms",
                        "its-own-keys-go-everywhere",
                        "2.3",
                        "    c.waiting.push(message);\n    this.pump(c);",
                        "    this.sent = (this.sent ?? 0) + 1;\n    setTimeout(() => { c.waiting.push(message); this.pump(c); }, this.sent % 3 === 0 ? 300 : 0);"),
                bytes(
                        "the incarnation decides ties the other way round",
                        "session-with-several-lives-at-once",
                        "2.1",
                        "return a.tick - b.tick || compareSources(a, b)",
                        "return a.tick - b.tick || a.peer - b.peer || compareSources(b, a)"),
                // ---- history
                core(
                        "there is no history",
                        "the-history-is-what-lacks",
                        "6.8",
                        "const outputs = history.length === 0 ? []",
                        "const outputs = true ? []"),
                core(
                        "the history has only one's own events",
                        "the-history-is-what-lacks",
                        "6.8",
                        "lacking(peer.machine.timeline, hello.versions);",
                        "lacking(peer.machine.timeline, hello.versions).filter(event => event.peer === peer.source.peer);"),
                core(
                        "the history is always the whole one",
                        "a-history-that-nobody-lacks",
                        "6.8",
                        "lacking(peer.machine.timeline, hello.versions);",
                        "lacking(peer.machine.timeline, []);"),
                bytes(
                        "40 events in a frame",
                        "a-history-in-frames-of-32",
                        "7.11",
                        "const EVENTS_IN_A_FRAME = 32;",
                        "const EVENTS_IN_A_FRAME = 40;"),
                // ---- clocks
                clock(
                        "a gap is caught up for more than a second",
                        "the-clock-of-sync-is-heard",
                        "5.7",
                        "(bigMin(elapsed, SECOND) / 1_000n)",
                        "(elapsed / 1_000n)"),
                clock(
                        "no gap is caught up",
                        "the-clock-of-sync-is-heard",
                        "5.4",
                        "if (H > R + open + delta)",
                        "if (false)"),
                core(
                        "stamps feed the clock",
                        "stamps-feed-no-clock",
                        "2.5",
                        "      peer = {...peer, machine: learn(peer.machine, event)};\n      fresh.push(event);",
                        "      peer = {...peer, machine: learn(peer.machine, event), clock: {...peer.clock, H: Math.max(peer.clock.H, event.tick)}};\n      fresh.push(event);"),
                core(
                        "there is no SYNC",
                        "sync-once-a-second",
                        "5.8",
                        "for (const {link} of liveLinks(peer)) outputs.push({output: \"send\", link, message: {...kind.sync(peer.clock, link), ...arrivalsOver(peer, link)}});",
                        ""),
                clock(
                        "SYNC twice a second",
                        "sync-once-a-second",
                        "5.8",
                        "N - synced >= SECOND",
                        "N - synced >= SECOND / 2n"),
                core(
                        "a message tells the stamp of its event as the clock",
                        "events-carry-the-clock-of-who-passes-them-on",
                        "3.11",
                        "clock: clock.T, events}; // spec 3.11",
                        "clock: events[0].tick, events}; // spec 3.11"),
                core(
                        "any clock is believed",
                        "a-clock-that-is-not-believed",
                        "3.5",
                        "if (isFirst(peer, over)) return maxLead;",
                        "if (true) return Infinity;"),
                shell(
                                "the clock is read once a second",
                                "the-clock-is-read-before-a-key",
                                "5.9",
                                "    this.feed({input: \"read\", nanos: this.now()}); // spec 5.9\n",
                                "")
                        .and("shell.mjs", "Math.max(0, Number(due(this.core) - this.now()) / 1e6)", "1_000"),
                peer(
                        "a newcomer's key doesn't wait",
                        "a-key-waits-for-the-first-link",
                        "2.9",
                        "? 10_000_000_000n : 0n",
                        "? 0n : 0n"),
                // ---- greeting
                shell(
                        "who dials waits for HELLO",
                        "who-dials-says-hello-at-once",
                        "6.1",
                        "    this.introduce(c); // spec 6.1\n",
                        ""),
                shell(
                        "who accepts says HELLO at once",
                        "who-accepts-says-hello-second",
                        "6.1",
                        "    if (this.leaving) this.close(c, \"LEAVING\", \"the peer leaves\");\n    const",
                        "    this.introduce(c);\n    const"),
                shell(
                        "HELLO is said twice",
                        "hello-says-who-and-where",
                        "6.2",
                        "      if (!c.up) this.introduce(c);",
                        "      if (!c.up) { this.introduce(c); this.write(c, encode({type: \"HELLO\", application: \"rectangle/1\", fps: 50, stateSize: 32, ...this.core.source, clock: 0, versions: [], extensions: []})[0]); }"),
                core(
                        "a second HELLO is accepted",
                        "refuses-a-second-hello",
                        "6.5",
                        "if (neighbour) return [\"VIOLATION\", \"a second HELLO\"];",
                        ""),
                core(
                        "another application is accepted",
                        "refuses-another-application",
                        "6.5",
                        "if (hello.application !== id)",
                        "if (false)"),
                core(
                        "other FPS are accepted",
                        "refuses-another-fps",
                        "6.5",
                        "if (hello.fps !== config.fps)",
                        "if (false)"),
                core(
                        "an unknown extension that is required is accepted",
                        "refuses-a-required-extension",
                        "7.20",
                        "if (missing) return",
                        "if (false) return"),
                core(
                        "the peer's own identifier is accepted",
                        "refuses-its-own-identifier",
                        "6.5",
                        "if (hello.peer === source.peer)",
                        "if (false)"),
                core(
                        "another peer than that which was dialled is accepted",
                        "refuses-whom-it-didnt-dial",
                        "6.5",
                        "if (expected !== null && hello.peer !== expected)",
                        "if (false)"),
                core(
                        "histories that contradict are linked",
                        "refuses-who-knows-other-events",
                        "6.5",
                        "if (other) return [\"CONFLICT\"",
                        "if (false) return [\"CONFLICT\""),
                core(
                        "a life goes on under a name that somebody else uses",
                        "somebody-else-issues-as-the-peer",
                        "6.25",
                        "renew(before) : before, over, hello.clock)",
                        "before : before, over, hello.clock)"),
                peer(
                        "a restart goes on under the old incarnation",
                        "another-life-is-another-source",
                        "6.13",
                        "BigInt(options.incarnation ?? Date.now())",
                        "7n"),
                // ---- links and their ends
                core(
                        "of two links none is refused",
                        "of-two-links-the-lower-peer-keeps-the-older",
                        "6.10",
                        "if (source.peer < hello.peer && isLinked(peer, hello))",
                        "if (false)"),
                core(
                        "of two links both ends refuse one",
                        "the-higher-peer-keeps-both-links",
                        "6.10",
                        "if (source.peer < hello.peer && isLinked(peer, hello))",
                        "if (isLinked(peer, hello))"),
                shell(
                        "a quiet link doesn't give way",
                        "a-quiet-link-gives-way",
                        "6.10",
                        "      this.makeWay(message);\n",
                        ""),
                core(
                        "an earlier life's link is a duplicate",
                        "an-earlier-life-keeps-its-link",
                        "6.11",
                        "neighbour && compareSources(neighbour, source) === 0)",
                        "neighbour && neighbour.peer === source.peer)"),
                shell(
                        "BYE is ignored",
                        "bye-ends-a-link",
                        "6.19",
                        "    this.over(c, `${reason}: ${text} (said there)`, FINAL.has(reason));\n    this.destroy(c); // spec 6.19",
                        ""),
                shell(
                        "BYE is answered",
                        "bye-ends-a-link",
                        "6.19",
                        "    this.over(c, `${reason}: ${text} (said there)`, FINAL.has(reason));\n    this.destroy(c); // spec 6.19",
                        "    this.sayBye(c, \"LEAVING\", \"you too\");"),
                shell(
                        "BYE isn't the last that is said",
                        "refuses-a-second-hello",
                        "6.17",
                        "    c.socket.end();\n",
                        "    this.write(c, encode({type: \"SYNC\", clock: 0})[0]);\n    c.socket.end();\n"),
                shell(
                        "links are closed without a word",
                        "bad-frame-no-events",
                        "7.6",
                        "    this.write(c, encode({type: \"BYE\", reason, text})[0]);\n",
                        ""),
                shell(
                        "whom the user took down is accepted",
                        "refuses-whom-its-user-took-down",
                        "6.5",
                        "if (this.barred.has(hello.peer))",
                        "if (false)"),
                shell(
                        "the user's unlink ends no link",
                        "the-user-takes-a-link-down",
                        "6.18",
                        "=== id) this.close(",
                        "=== -1) this.close("),
                shell(
                        "who leaves says nothing",
                        "who-leaves-says-so",
                        "6.12",
                        "this.close(c, \"LEAVING\", \"the peer leaves\");\n  }\n\n  // ---- time",
                        "this.abort(c, \"\");\n  }\n\n  // ---- time"),
                // ---- bytes
                bytes(
                        "one frame a read",
                        "several-frames-in-a-piece",
                        "7.1",
                        "for (let end; !this.ended && (",
                        "for (let end; messages.length === 0 && !this.ended && ("),
                bytes(
                        "partial frames are lost",
                        "a-frame-in-two-pieces",
                        "7.1",
                        "    this.size -= at;",
                        "    this.size = 0;"),
                shell(
                        "bad frames are ignored",
                        "bad-frame-a-byte-too-many",
                        "7.2",
                        "if (bad && !c.closing)",
                        "if (false)"),
                bytes(
                        "a length that is too great is waited for",
                        "bad-frame-a-length-of-4-gigabytes",
                        "7.3",
                        "within(\"length of a frame\", length, 1, MAX_LENGTH)",
                        "length"),
                // ---- dialling
                shell(
                        "it never dials again",
                        "dials-again-with-growing-waits",
                        "6.20",
                        "      state: \"waiting\",\n      at:",
                        "      state: \"stopped\",\n      at:"),
                shell(
                        "it dials again without a wait",
                        "dials-again-with-growing-waits",
                        "6.20",
                        "this.millis() + wait / 2 + this.chance() * (wait / 2)",
                        "this.millis()"),
                shell(
                        "its waits don't grow",
                        "dials-again-with-growing-waits",
                        "6.20",
                        "FIRST_WAIT * 2 ** dialler.failures",
                        "FIRST_WAIT"),
                shell(
                        "it dials again after a final reason",
                        "a-final-reason-ends-dialling",
                        "6.20",
                        "if (isFinal) dialler.state",
                        "if (false) dialler.state"),
                shell(
                        "a good link leaves waits long",
                        "a-good-link-makes-waits-short-again",
                        "6.20",
                        "this.diallers.get(neighbour.peer).failures = 0",
                        "0"),
                shell(
                        "it dials whom it is linked to",
                        "who-is-linked-isnt-dialled",
                        "6.23",
                        "if (this.isLinkedTo(dialler.id)) {",
                        "if (false) {"),
                // ---- limits
                shell(
                        "after a pause all links are given up for good",
                        "session-paused-until-links-end",
                        "6.7",
                        "    const now = this.millis();\n    for (const c of [...this.connections.values()]) this.look(c, now);",
                        "    const now = this.millis();\n    if (now - (this.woken ?? now) > 1_500) for (const id of this.diallers.keys()) this.unlink(id);\n    this.woken = now;\n    for (const c of [...this.connections.values()]) this.look(c, now);"),
                shell(
                        "after a pause nobody is believed to be there",
                        "session-paused",
                        "6.15",
                        "    const now = this.millis();\n    for (const c of [...this.connections.values()]) this.look(c, now);",
                        "    const now = this.millis();\n    if (now - (this.woken ?? now) > 1_500) for (const c of [...this.connections.values()]) this.abort(c, \"a pause\");\n    this.woken = now;\n    for (const c of [...this.connections.values()]) this.look(c, now);"),
                shell("silence lasts for ever", "a-mute-neighbour", "6.21", "now - c.heard >= SILENCE", "false"),
                shell(
                        "a neighbour may be silent for 2 s only",
                        "a-mute-neighbour",
                        "6.21",
                        "const SILENCE = 5_000",
                        "const SILENCE = 2_000"),
                shell(
                                "who says no HELLO may stay",
                                "who-accepts-says-hello-second",
                                "6.21",
                                "!c.neighbour && now - c.made >= INTRODUCED",
                                "false")
                        .and("shell.mjs", "now - c.heard >= SILENCE", "false"),
                shell(
                                "who reads nothing may stay",
                                "a-neighbour-that-never-reads",
                                "3.14",
                                "c.inFlight > 0 && now - c.taken >= STALLED",
                                "false")
                        .and("shell.mjs", "c.waiting.length >= MAX_WAITING", "false"),
                shell("any number of links", "the-65th-link", "6.21", "live.length >= MAX_LINKS", "false"),
                shell(
                        "more messages may wait than 1,024",
                        "1024-messages-wait-and-no-more",
                        "6.22",
                        "const MAX_WAITING = 1_024",
                        "const MAX_WAITING = 1_100"),
                shell(
                        "fewer messages may wait than 1,024",
                        "1024-messages-wait-and-no-more",
                        "6.21",
                        "const MAX_WAITING = 1_024",
                        "const MAX_WAITING = 1_000"),
                shell("any number of strangers", "the-49th-stranger", "6.21", "strangers >= MAX_STRANGERS", "false"),
                shell(
                        "any number of connections that say nothing",
                        "the-17th-that-says-nothing",
                        "6.21",
                        "unknown.length > MAX_GREETING",
                        "false"),
                shell(
                        "any number of sources of a stranger",
                        "more-sources-than-a-stranger-may-bring",
                        "6.27",
                        "spent.sources.at(now) < 1 &&",
                        "false &&"));
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
        whole = pool.submit(() -> judged(PORT, scenario -> true, PATIENCE_MILLIS, folder.resolve("whole")));
        for (Slip slip : slips().toList()) {
            Path broken = folder.resolve("peer-" + BROKEN.size());
            slip.into(broken);
            BROKEN.put(
                    slip.what,
                    pool.submit(() -> judged(broken, slip.scenario::equals, SHORT_MILLIS, broken.resolve("files"))));
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
    @MethodSource("slips")
    void theKitSaysWhichRuleABrokenPeerBreaks(Slip slip) throws Exception {
        List<Ledger.Failure> failures =
                new ArrayList<>(BROKEN.get(slip.what).get().failures());
        assertEquals(1, failures.size(), slip.what + " wasn't found");
        assertTrue(
                failures.get(0).rules().contains(slip.rule),
                () -> failures.get(0).toString());
    }
}

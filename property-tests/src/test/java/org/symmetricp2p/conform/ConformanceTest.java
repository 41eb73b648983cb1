package org.symmetricp2p.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.symmetricp2p.check.Shrinker;
import org.symmetricp2p.conform.WorldRun.Share;

/** The JavaScript port conforms, beside the core here in generated worlds; and of broken ones the kit says so. */
final class ConformanceTest {

    private static final Path PORT = Path.of("..", "spec", "js");
    private static final List<String> MODULES =
            List.of("answers.mjs", "applications.mjs", "bytes.mjs", "core.mjs", "settling.mjs", "vectors.mjs");

    private static final int WORLDS = 200;
    private static final int WORLDS_FOR_BROKEN_ONES = 12;
    private static final Shrinker.Budget NO_SHRINKING = new Shrinker.Budget(1, 0, System::nanoTime);

    @TempDir
    private Path folder;

    /** One peer of each world is the port: so 200 mixed worlds take seconds. */
    @Test
    void thePortConformsInMixedWorlds() throws IOException, PortFailure {
        try (Port port = GraalPort.of(PORT)) {
            Conformance conformance = Conformance.of(port);
            conformance.worlds(1, WORLDS, Share.ONE, NO_SHRINKING);
            Conformance.Report report = conformance.report();
            assertTrue(report.isGood(), () -> report.failed().toString());
            assertEquals(WORLDS, report.worlds());
            assertTrue(report.steps() > 100 * WORLDS, () -> "only " + report.steps() + " steps");
        }
    }

    /** The example in the description of the format. */
    @Test
    void theExampleIsRight() throws IOException, PortFailure {
        try (Port port = GraalPort.of(PORT)) {
            int asked = 0;
            for (String line : Files.readAllLines(PORT.resolve("../conform.md"))) {
                if (line.startsWith("> {")) {
                    port.say(line.substring(2));
                    asked++;
                } else if (line.startsWith("< {")) {
                    assertEquals(line.substring(2), port.answer());
                }
            }
            assertEquals(11, asked);
        }
    }

    /** What is wrong, and the edit that makes the port so. */
    static Stream<Arguments> slips() {
        return Stream.of(
                slip(
                        "an event goes back to its sender",
                        "eventsMessage(peer, fresh), link); // spec 3.8",
                        "eventsMessage(peer, fresh)); // spec 3.8"),
                slip(
                        "duplicates are flooded",
                        "    if (judged.verdict === \"new\") {",
                        "    if (judged.verdict === \"duplicate\") fresh.push(event);\n    if (judged.verdict === \"new\") {"),
                slip(
                        "nothing is forwarded",
                        "const outputs = fresh.length === 0 ? [] : toLive",
                        "const outputs = true ? [] : toLive"),
                slip(
                        "a gap is caught up for more than a second",
                        "(bigMin(elapsed, SECOND) / 1_000n)",
                        "(elapsed / 1_000n)"),
                slip("lags that are tolerated are caught up", "if (H > R + open + delta)", "if (H > R + open)"),
                slip(
                        "stamps feed the clock",
                        "      peer = {...peer, machine: learn(peer.machine, event)};\n      fresh.push(event);",
                        "      peer = {...peer, machine: learn(peer.machine, event), clock: hear(peer.clock, event.tick)};\n      fresh.push(event);"),
                slip("the clock of SYNC isn't heard", "? result(heard) : onEvents", "? result(peer) : onEvents"),
                slip("no history", "const outputs = history.length === 0 ? []", "const outputs = true ? []"),
                slip(
                        "only one's own history",
                        "lacking(peer.machine.timeline, hello.versions);",
                        "lacking(peer.machine.timeline, hello.versions).filter(event => event.peer === peer.source.peer);"),
                slip(
                        "always the whole history",
                        "lacking(peer.machine.timeline, hello.versions);",
                        "lacking(peer.machine.timeline, []);"),
                slip("no SYNC", "outputs.push(...toLive(peer, {type: \"SYNC\", clock: now.T}));", ""),
                slip(
                        "BYE is ignored",
                        "return result(withoutLink(peer, link), {output: \"unlinked\"",
                        "return result(peer, {output: \"unlinked\""),
                slip(
                        "of two links none is refused",
                        "if (source.peer < hello.peer && isLinked(peer, hello))",
                        "if (false)"),
                slip(
                        "of two links both ends refuse one",
                        "if (source.peer < hello.peer && isLinked(peer, hello))",
                        "if (isLinked(peer, hello))"),
                slip(
                        "a second HELLO is accepted",
                        "peer/closing",
                        "if (neighbour) return [\"VIOLATION\", \"a second HELLO\"];",
                        ""),
                slip(
                        "an event of the present tick isn't late",
                        "if (event.tick > machine.now) return next;",
                        "if (event.tick >= machine.now) return next;"),
                slip("a stale snapshot stays", "snapshot.tick < event.tick", "snapshot.tick <= event.tick"),
                slip(
                        "a life goes on under a name that somebody else uses",
                        "membership/restart",
                        "if (judged.verdict !== \"duplicate\" && compareSources(event, peer.source) === 0) {",
                        "if (false) {"),
                slip(
                        "input isn't held",
                        "if (peer.waiting.length === 0 && !mustWait(peer))",
                        "if (peer.waiting.length === 0)"),
                slip(
                        "the first link doesn't end the wait",
                        "waitUntil: heard.clock.G === 0 ? heard.clock.N : heard.waitUntil",
                        "waitUntil: heard.waitUntil"),
                slip(
                        "a stamp before that of the last event",
                        "order/issue-stamps",
                        "tick: Math.max(clock + delta, last?.tick ?? 0)",
                        "tick: clock + delta"),
                slip(
                        "after a bad event the others are taken",
                        "peer/closing",
                        "      bad = judged;\n      break;",
                        "      bad = judged;"),
                slip(
                        "another event under a known identity is taken for a duplicate",
                        "peer/judge-events",
                        "return same ?",
                        "return true ?"),
                slip(
                        "gaps are taken",
                        "peer/judge-events",
                        "if (event.seq > log.count + 1) return bad",
                        "if (false) return bad"),
                slip(
                        "histories that contradict are linked",
                        "membership/join",
                        "if (other) return [\"CONFLICT\"",
                        "if (false) return [\"CONFLICT\""),
                slip(
                        "a message tells the stamp of its event as the clock",
                        "clock: clock.T, events}; // spec 3.11",
                        "clock: events[0].tick, events}; // spec 3.11"),
                slip(
                        "any clock is believed",
                        "peer/closing",
                        "if (spent === null) return maxLead;",
                        "if (true) return Infinity;"),
                slip("no travel", "return nanos === 0n ? null :", "return true ? null :"),
                new Slip(
                                "ties are decided the other way round",
                                "",
                                "bytes.mjs",
                                "return a.tick - b.tick || compareSources(a, b)",
                                "return a.tick - b.tick || compareSources(b, a)")
                        .arguments(),
                new Slip(
                                "the incarnation doesn't decide ties",
                                "order/compare-stamps",
                                "bytes.mjs",
                                "return a.tick - b.tick || compareSources(a, b)",
                                "return a.tick - b.tick || a.peer - b.peer")
                        .arguments());
    }

    /** @param topic the vectors that find it; empty if worlds do */
    private record Slip(String what, String topic, String module, String from, String to) {
        private Arguments arguments() {
            return Arguments.of(what, this);
        }
    }

    private static Arguments slip(String what, String from, String to) {
        return new Slip(what, "", "core.mjs", from, to).arguments();
    }

    private static Arguments slip(String what, String topic, String from, String to) {
        return new Slip(what, topic, "core.mjs", from, to).arguments();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("slips")
    void aBrokenPortIsFound(String what, Slip slip) throws IOException, PortFailure {
        for (String module : MODULES) {
            Files.copy(PORT.resolve(module), folder.resolve(module));
        }
        String right = Files.readString(PORT.resolve(slip.module));
        assertEquals(2, right.split(Pattern.quote(slip.from), -1).length, "the place to break: " + slip.from);
        Files.writeString(folder.resolve(slip.module), right.replace(slip.from, slip.to));
        try (Port port = GraalPort.of(folder)) {
            Conformance conformance = Conformance.of(port);
            if (slip.topic.isEmpty()) {
                conformance.worlds(1, WORLDS_FOR_BROKEN_ONES, Share.ALL, NO_SHRINKING);
            } else {
                conformance.vectors(slip.topic::equals);
            }
            assertFalse(conformance.report().isGood(), what);
        }
    }
}

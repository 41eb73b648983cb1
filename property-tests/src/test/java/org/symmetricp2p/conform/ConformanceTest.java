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
import org.symmetricp2p.core.ClockKind;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenarios;

/**
 * The JavaScript port conforms, beside the core here in generated worlds; and of broken ones the kit says so. All in one class, as a JVM takes
 * half a minute of CPU time until it runs JavaScript quickly.
 */
final class ConformanceTest {

    private static final Path PORT = Path.of("..", "spec", "js");

    private static final List<String> MODULES = List.of(
            "answers.mjs",
            "applications.mjs",
            "bytes.mjs",
            "clocks.mjs",
            "core.mjs",
            "lateness.mjs",
            "log.mjs",
            "rooted.mjs",
            "settling.mjs",
            "vectors.mjs",
            "windows.mjs");

    private static final int WORLDS = 200;
    private static final int WORLDS_FOR_BROKEN_ONES = 12;
    private static final int ROOTED_WORLDS = 8;
    private static final int SETTLED_WORLDS = 4;
    private static final Shrinker.Budget NO_SHRINKING = new Shrinker.Budget(1, 0, System::nanoTime);

    @TempDir
    private Path folder;

    /** One peer of each world is the port: so 200 mixed worlds take seconds. */
    @Test
    void thePortConformsInMixedWorlds() throws IOException, PortFailure {
        try (Port port = GraalPort.of(PORT)) {
            Conformance conformance = Conformance.of(port);
            conformance.worlds(1, WORLDS, Share.ONE, NO_SHRINKING);
            isGood(conformance.report(), WORLDS);
        }
    }

    /** Of every second peer, as with rooted clocks much depends on what the two ends of a link make of each other. */
    @Test
    void soItDoesWithRootedClocks() throws IOException, PortFailure {
        try (Port port = GraalPort.of(PORT)) {
            Conformance conformance = Conformance.of(port);
            conformance.worlds(ConformanceTest::rooted, 1, ROOTED_WORLDS, Share.HALF, NO_SHRINKING);
            isGood(conformance.report(), ROOTED_WORLDS);
        }
    }

    /** Where every reading is told, as it may be when a peer promises or declares; with clocks of either kind. */
    @Test
    void andInWorldsThatSettle() throws IOException, PortFailure {
        try (Port port = GraalPort.of(PORT)) {
            Conformance conformance = Conformance.of(port);
            conformance.worlds(
                    seed -> Scenarios.settled(seed).withWindow(0), 1, SETTLED_WORLDS, Share.ONE, NO_SHRINKING);
            conformance.worlds(
                    seed -> Scenarios.settled(seed).withWindow(0).withClock(ClockKind.ROOTED),
                    1,
                    1,
                    Share.ONE,
                    NO_SHRINKING);
            isGood(conformance.report(), SETTLED_WORLDS + 1);
        }
    }

    private static Scenario rooted(long seed) {
        return Scenarios.of(seed).withClock(ClockKind.ROOTED);
    }

    private static void isGood(Conformance.Report report, int worlds) {
        assertTrue(report.isGood(), () -> report.failed().toString());
        assertEquals(worlds, report.worlds());
        assertTrue(report.steps() > 100 * worlds, () -> "only " + report.steps() + " steps");
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
                        "peer/flooding",
                        "eventsMessage(peer, fresh), link); // spec 3.8",
                        "eventsMessage(peer, fresh)); // spec 3.8"),
                slip(
                        "duplicates are flooded",
                        "peer/flooding",
                        "    if (judged.verdict === \"new\") {",
                        "    if (judged.verdict === \"duplicate\") fresh.push(event);\n    if (judged.verdict === \"new\") {"),
                slip(
                        "nothing is forwarded",
                        "const outputs = fresh.length === 0 ? [] : toLive",
                        "const outputs = true ? [] : toLive"),
                clock(
                        "a gap is caught up for more than a second",
                        "(bigMin(elapsed, SECOND) / 1_000n)",
                        "(elapsed / 1_000n)"),
                clock("lags that are tolerated are caught up", "if (H > R + open + delta)", "if (H > R + open)"),
                slip(
                        "stamps feed the clock",
                        "      peer = {...peer, machine: learn(peer.machine, event)};\n      fresh.push(event);",
                        "      peer = {...peer, machine: learn(peer.machine, event), clock: {...peer.clock, H: Math.max(peer.clock.H, event.tick)}};\n      fresh.push(event);"),
                slip(
                        "the clock of SYNC isn't heard",
                        "result({...hearingArrivals(heard, arrivals), clock: kind.heardSync(heard.clock, over.link, message.timing, nanos)}),",
                        "result(peer),"),
                slip("no history", "const outputs = history.length === 0 ? []", "const outputs = true ? []"),
                slip(
                        "only one's own history",
                        "lacking(peer.machine.timeline, hello.versions);",
                        "lacking(peer.machine.timeline, hello.versions).filter(event => event.peer === peer.source.peer);"),
                slip(
                        "always the whole history",
                        "lacking(peer.machine.timeline, hello.versions);",
                        "lacking(peer.machine.timeline, []);"),
                slip(
                        "no SYNC",
                        "for (const {link} of liveLinks(peer)) outputs.push({output: \"send\", link, message: {...kind.sync(peer.clock, link), ...arrivalsOver(peer, link)}});",
                        ""),
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
                        "waitUntil: !heard.clock.G ? heard.clock.N : heard.waitUntil",
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
                        "return spent === null || (!joined && expected !== null);",
                        "return true;"),
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
                        .arguments(),
                window(
                        "a state is believed whatever its hash",
                        "sameBytes(u64Bytes(stateHash(application.bytes(state))), hash) ? state : null",
                        "state"),
                window("an older state is taken", "snapshot.tick > peer.settling.W ?", "true ?"),
                window(
                        "a state isn't handed on",
                        "outputs.push(...behind.flatMap(other => handOver(peer, other.link)));",
                        ""));
    }

    /** @param topic the vectors that find it; empty if worlds do */
    private record Slip(String what, String topic, String module, String from, String to) {
        private Arguments arguments() {
            return Arguments.of(what, this);
        }
    }

    private static Arguments clock(String what, String from, String to) {
        return new Slip(what, "", "clocks.mjs", from, to).arguments();
    }

    private static Arguments rooted(String what, String from, String to) {
        return new Slip(what, "clock/rooted", "rooted.mjs", from, to).arguments();
    }

    private static Arguments late(String what, String from, String to) {
        return new Slip(what, "clock/adaptive-delta", "lateness.mjs", from, to).arguments();
    }

    private static Arguments window(String what, String from, String to) {
        return new Slip(what, "settling/settled", "windows.mjs", from, to).arguments();
    }

    private static Arguments slip(String what, String from, String to) {
        return new Slip(what, "", "core.mjs", from, to).arguments();
    }

    private static Arguments slip(String what, String topic, String from, String to) {
        return new Slip(what, topic, "core.mjs", from, to).arguments();
    }

    /** Each rule of the rooted clock, broken: the vectors find it. */
    static Stream<Arguments> rootedSlips() {
        return Stream.of(
                rooted("any samples count", "sample].slice(-SAMPLES)", "sample]"),
                rooted("all samples count", "slice(0, Math.ceil(samples.length / 2))", "slice()"),
                rooted("round trips below 0 count", "if (sample.trip < 0n || ", "if ("),
                rooted("round trips of hours count", "sample.trip > MAX_TRIP ||", ""),
                rooted(
                        "samples before a leap count",
                        "[...(hasLeapt ? [] : link.samples), sample]",
                        "[...link.samples, sample]"),
                rooted("messages that were held up count", "at - told.sent + ahead <= trip + STEP", "true"),
                rooted("a way has no error", "least(error + trip / 2n + 1n, MAX_TIME)", "error"),
                rooted(
                        "the neighbour's error doesn't count",
                        "return max(TOLERANCE, one + other);",
                        "return TOLERANCE;"),
                rooted("nobody leaps", "? becomeRoot(clock, H, P, error) : clock;", "? clock : clock;"),
                rooted("who leaps has no error", "pulse: H + O, hops: 0, error}", "pulse: H + O, hops: 0, error: 0n}"),
                rooted("the younger root is better", "theirs.since < claim.since ||", "theirs.since > claim.since ||"),
                rooted("the name doesn't matter", "compareSources(theirs.root, claim.root) < 0", "true"),
                rooted(
                        "an older pulse of the parent counts",
                        "if (parent === link) return theirs.pulse > claim.pulse",
                        "if (parent === link) return true"),
                rooted(
                        "the way is never changed",
                        "(parent === null || H - K > LATE || theirs.hops < claim.hops)",
                        "false"),
                rooted(
                        "any newer pulse changes the way",
                        "(parent === null || H - K > LATE || theirs.hops < claim.hops)",
                        "true"),
                rooted("who has no parent waits", "(parent === null || H", "(H"),
                rooted("three samples are enough", "const ENOUGH = 4;", "const ENOUGH = 3;"),
                rooted("ghosts are followed", "(age < OLD && age > -M)", "age > -M"),
                rooted("pulses of the future are followed", "(age < OLD && age > -M)", "age < OLD"),
                rooted("however far behind", "O - P <= M &&", ""),
                rooted("before the beginning", "H + P >= 0n &&", ""),
                rooted("over any number of hops", "theirs.hops < MAX_HOPS &&", ""),
                rooted("a root is never given up", "before.claim.hops > 0 && H", "false && H"),
                rooted("a new pulse waits", "news: clock.news || isNews,", "news: clock.news,"),
                rooted("a newcomer waits", "links, news: true}", "links}"),
                rooted("all SYNCs are answered", "|| over.count <= ENOUGH", "|| true"),
                rooted("roots don't pulse", "time(clock) - clock.claim.pulse >= PULSE", "false"),
                rooted("followers are quiet", "clock.N - synced >= QUIET * NANOS", "false"),
                rooted("what is shown goes back", "S: max(S, H + O - open)", "S: H + O - open"),
                rooted("it leaps at once", "const isBehind = H + O - open > R + STEP;", "const isBehind = false;"),
                rooted("nothing was held", "held: max(0n, sent - at)", "held: 0n"));
    }

    /** Each rule of peers that choose Δ, broken: the vectors find it. */
    static Stream<Arguments> lateSlips() {
        return Stream.of(
                late("Δ never changes", "if (!adaptive) return delta;", "return delta;"),
                late("bounds don't matter", "Math.max(adaptive.least, Math.min(adaptive.most, ticks))", "ticks"),
                late("the greatest counts, always", "Math.floor(((needed.length + 1) * adaptive.share) / 100)", "1"),
                late("an event needs a tick less", "latest + 1 - clock", "latest - clock"),
                late("late ones wait", "(latest >= tick || T - clock >= SECONDS * fps)", "T - clock >= SECONDS * fps"),
                late("all count at once", "&& (latest >= tick || T - clock >= SECONDS * fps)", ""),
                late("each event is a sample", "|| (last && T - last.clock < fps)", ""),
                late("samples are for ever", ".slice(-MAX_SAMPLES)", ""),
                late("who isn't asked tells", "hello.extensions.some(({name}) => name === ADAPTIVE.name)", "true"),
                late("histories are noted", ".filter(({tick}) => T - tick <= SECONDS * fps)", ""),
                late("nothing is told on", "latest(note.event) > note.latest;", "false;"),
                late("what is earlier is told on", "latest(note.event) > note.latest;", "latest(note.event) >= 0;"),
                late("it is told over any link", "note.via === link && !note.isTold", "!note.isTold"),
                late("it is told again and again", "note.via === link && !note.isTold", "note.via === link"),
                late("nothing is forgotten", "noted.filter(({came}) => T - came <= SECONDS * fps)", "noted"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"slips", "rootedSlips", "lateSlips"})
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

package org.symmetricp2p.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.check.canary.Canaries;
import org.symmetricp2p.check.canary.Canary;
import org.symmetricp2p.check.canary.Probe;
import org.symmetricp2p.check.canary.Variant;
import org.symmetricp2p.sim.ScenarioFile;

/** Whoever reads the page of a canary's failure sees on the first screen what a peer did wrong, without knowing the bug. */
final class CanaryPagesTest {

    private static final int SHARE = 5;
    private static final int SCREEN_LINES = 40;
    private static final int SCREEN_COLUMNS = 120;

    private static final String SPECIFIED = "peer \\d+ differs from a peer that follows the specification: ";

    /** The line with the cause, by canary: after the mark and the time. */
    private static final Map<String, String> CAUSES = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "link-before-history",
                    "peer (\\d+) sends \\S+ to peer (\\d+) before the HELLO of peer \\2 has come, so ahead of the history"),
            Map.entry(
                    "tie-break-by-arrival",
                    "peer \\d+ takes (\\d+)@\\S+ late, with its clock at tick \\1, and keeps its state of tick \\1, "
                            + "made in the order .*, though stamps say .*"),
            Map.entry(
                    "replay-by-index",
                    "peer \\d+ leaves \\S+.* out of the history for peer \\d+, whose HELLO says that it knows .*"),
            Map.entry(
                    "pointer-not-advanced",
                    "peer \\d+ simulates tick (\\d+) wrong: without \\1@\\S+; it went on there from tick (\\d+), of which "
                            + "it knows .*event.* \\2@.*"),
            Map.entry(
                    "stale-snapshot",
                    "peer \\d+ takes (\\d+@\\S+) late, with its clock at tick \\d+, and keeps its state of tick \\d+, "
                            + "made without (\\1|it)"),
            Map.entry(
                    "snapshot-off-by-one",
                    "peer \\d+ takes ((\\d+)@\\S+) late, with its clock at tick \\d+, and keeps its state of tick \\2, "
                            + "made without \\1"),
            Map.entry(
                    "aliasing-snapshot",
                    "peer \\d+ has a state of tick \\d+ .*: somebody wrote into its memory afterwards"),
            Map.entry(
                    "equal-tick-dropped",
                    "peer \\d+ doesn't take (\\d+)@(\\S+)#\\d+, the next of its source, which comes from peer \\d+ over a "
                            + "live link; the one before, \\1@\\2#\\d+, it has taken"),
            Map.entry(
                    "amnesia-same-incarnation",
                    "peer (\\d+) starts without its memory under the name \\1\\.1 again, under which an earlier life has "
                            + "issued \\d+ events"),
            Map.entry(
                    "old-socket-clears-new-link",
                    "peer \\d+ forgets the link of .* to peer (\\d+), which is up, when it is told that the link of .* to "
                            + "peer \\1 is down"),
            Map.entry(
                    "stamp-feeds-clock",
                    "peer \\d+ takes (\\d+) for the clock of peer \\d+, which told it \\d+: \\1 is the stamp of event "
                            + "\\1@\\S+ in the same message"),
            Map.entry(
                    "catch-up-overshoot",
                    "peer \\d+ has its clock at tick \\d+, beyond tick \\d+: by its own pace it is at \\d+, and the highest "
                            + "clock it was told is \\d+, by peer \\d+ at .*"),
            Map.entry("forwards-duplicates", "peer \\d+ sends \\S+ (on|back) to peer \\d+.*(isn't new|it came).*"),
            Map.entry(
                    "unordered-iteration",
                    "peer \\d+ simulates tick \\d+ wrong: in the order .*, though stamps say .*"),
            Map.entry(
                    "wall-clock",
                    "peer \\d+ simulates tick \\d+ wrong: the rules of the application give another state each time, for "
                            + "the same state and events"),
            Map.entry(
                    "silent-overflow",
                    "peer \\d+ neither sends to peer \\d+ what it has to \\(.*\\) nor closes the link of .*, on which 1024 "
                            + "messages wait already"),
            Map.entry(
                    "stamp-without-delta",
                    "peer \\d+ stamps its event (\\d+)@\\S+ for tick \\1, with its clock at tick \\1: \u0394 is \\d+, so tick "
                            + "\\d+ would be right"),
            Map.entry(
                    "silent-rollback",
                    "peer \\d+ simulates ticks (\\d+) to \\1 again because of event \\1@\\S+, and reports no rollback"),
            Map.entry(
                    "clock-goes-back",
                    "peer \\d+ sets its clock back from tick \\d+ to \\d+, when it begins to catch up: it was told .*"),
            Map.entry(
                    "content-behind",
                    "peer \\d+ doesn't catch up: its clock is at tick \\d+, but it was told \\d+, by peer \\d+ at .*, which "
                            + "is more than \u0394 = \\d+ ahead"),
            Map.entry("old-sync", "peer \\d+ tells tick \\d+ as its clock, which is at tick \\d+"),
            Map.entry("seldom-told", "peer \\d+ doesn't tell peer \\d+ its clock, though a second has passed"),
            Map.entry("hasty-input", SPECIFIED + "on ClockRead.* came Send.*Events.*"),
            Map.entry("input-overtakes", SPECIFIED + "events wait: .*"),
            Map.entry("travel-prolonged", SPECIFIED + "shows Frame.*TRAVEL.*"),
            Map.entry("future-shown", SPECIFIED + "shows Frame.*CATCHING_UP.*"),
            Map.entry("wrong-report", SPECIFIED + "on ClockRead.* came RolledBack.*"),
            Map.entry("late-riser", SPECIFIED + "a tick is due at \\d+ ns, not \\d+ ns"),
            Map.entry(
                    "failures-never-forgotten",
                    SPECIFIED + "doesn't dial peer \\d+ at \\d+ ms .*: after wait 1 since a good link, .*"),
            Map.entry("dials-though-linked", SPECIFIED + "dials peer \\d+ at .*; due is: not while there is a link.*"),
            Map.entry(
                    "rests-for-ever",
                    SPECIFIED + "doesn't dial peer \\d+ at .*; due is: after wait 1 since a good link, .*"),
            Map.entry("old-dialler-left", SPECIFIED + "gives up no attempt, where due is: attempt \\d+ .*; on Link.*"),
            Map.entry(
                    "unlink-spares-theirs",
                    SPECIFIED + "does nothing to link \\d+, where due is: BYE UNLINKED, Finish; on Unlink.*"),
            Map.entry("unlinked-though-another", SPECIFIED + "is linked to peers .*(\\d+).*, the user was told .*"),
            Map.entry(
                    "closes-under-its-bye",
                    SPECIFIED + "does BYE UNLINKED, Close to link \\d+, where due is: BYE UNLINKED, Finish.*"),
            Map.entry(
                    "waits-for-ever-after-bye",
                    SPECIFIED + "wants to be woken never, where something is due .*; on Leave.*"),
            Map.entry(
                    "dials-while-leaving",
                    SPECIFIED + "wants to be woken \\d+ ms .*, where something is due .*; on Leave.*"),
            Map.entry("reads-without-pause", SPECIFIED + "goes on reading of link \\d+, which sends too much; on .*"),
            Map.entry("greeting-takes-the-link", SPECIFIED + "does Close to link \\d+, where due is: nothing; on .*"),
            Map.entry("believes-any-clock", SPECIFIED + "on Received.* came .*not Close.*LIMIT.*"),
            Map.entry(
                    "stays-who-it-was",
                    "peer (\\d+) goes on as (\\1\\.\\d+), though somebody else issues under that name: \\d+@\\2#.*"),
            Map.entry(
                    "takes-what-has-no-room",
                    "peer \\d+ takes \\S+ though it mustn't: what it knows takes \\d+ of \\d+ bytes already"),
            Map.entry(
                    "sources-without-end",
                    SPECIFIED + "the core is given events, of which too many are of new sources; .*"),
            Map.entry(
                    "replays-without-end",
                    SPECIFIED + "the core is given events, of which too many are of long ago; .*"),
            Map.entry(
                    "follows-whoever-dials",
                    SPECIFIED + "the core is given a clock of who dialled, which is too far ahead; .*"),
            Map.entry("goes-by-the-seq", SPECIFIED + "on Received.* came Linked.*, and not nothing"),
            Map.entry("one-way-uncorrected", SPECIFIED + "on .*"),
            Map.entry("newest-pulse-wins", SPECIFIED + "on .*"),
            Map.entry("any-parent", SPECIFIED + "on .*"),
            Map.entry("ghosts-followed", SPECIFIED + "on .*"),
            Map.entry("root-never-lost", SPECIFIED + "on .*"),
            Map.entry("nobody-leaps", SPECIFIED + "on .*"),
            Map.entry("leaps-at-anything", SPECIFIED + "on .*"),
            Map.entry("held-up-messages-count", SPECIFIED + "on .*"),
            Map.entry("samples-of-before-the-leap", SPECIFIED + "on .*"),
            Map.entry("first-sample-believed", SPECIFIED + "on .*"),
            Map.entry("pulse-kept", SPECIFIED + "on .*"),
            Map.entry("no-error-stated", SPECIFIED + "on .*"),
            Map.entry("hand-goes-back", "peer \\d+ sets its clock back from tick \\d+ to \\d+"),
            Map.entry("hand-leaps", SPECIFIED + "on .*"),
            Map.entry("round-trip-too-much", SPECIFIED + "on .*"),
            Map.entry("arrivals-told-once", SPECIFIED + "on .*"),
            Map.entry("arrivals-over-any-link", SPECIFIED + "on .*"),
            Map.entry("judged-too-early", "peer \\d+ stamps its event .* would be right"),
            Map.entry("issued-one-by-one", SPECIFIED + "on .*"),
            Map.entry(Canary.RARE, "peer \\d+ simulates tick (\\d+) wrong: without \\1@\\S+.*")));

    /** Causes are found by the specification's peer, which knows nothing of what is settled. */
    private static Stream<Canary> explained() {
        return Canary.ALL.stream().filter(canary -> !canary.scenario(1).isSettling());
    }

    @Test
    void thereIsACauseForEach() {
        List<String> names = explained().map(Canary::name).sorted().toList();
        assertEquals(names, List.copyOf(CAUSES.keySet()));
    }

    /** Of one canary in five, as all would take minutes. */
    @TestFactory
    Stream<DynamicTest> theCauseIsOnTheFirstScreen() {
        List<Canary> all = explained().toList();
        return IntStream.range(0, all.size())
                .filter(place -> place % SHARE == 0)
                .mapToObj(all::get)
                .map(canary -> DynamicTest.dynamicTest(
                        canary.name(), () -> assertTold(canary, canary.killers().get(0))));
    }

    private static void assertTold(Canary canary, Property property) {
        Variant variant = Variant.of(canary.edits());
        var probe = variant.probe(Probe.class);
        long seed = Stream.iterate(1L, n -> n <= Canaries.DEFAULT_MAX, n -> n + 1)
                .filter(n -> probe.apply(canary.sign(property), n) != null)
                .findFirst()
                .orElseThrow();
        String page = variant.probe(Retelling.class)
                .apply(ScenarioFile.text(canary.scenario(seed)), Map.of(Retelling.PROPERTY, property.name()))
                .get(Retelling.PAGE);
        String cause = ">>> +\\d+\\.\\d{6} s  " + CAUSES.get(canary.name());
        String marked = screen(page).stream()
                .filter(line -> line.startsWith(">>>"))
                .findFirst()
                .orElse("nothing");
        assertTrue(marked.matches(cause), () -> "seed " + seed + "\n" + page);
    }

    /** The lines that are seen without scrolling; long ones are wrapped, and take more than one. */
    private static List<String> screen(String page) {
        int[] used = {2}; // above the page stands the world
        return page.lines()
                .takeWhile(line -> (used[0] += 1 + line.length() / SCREEN_COLUMNS) <= SCREEN_LINES)
                .toList();
    }
}

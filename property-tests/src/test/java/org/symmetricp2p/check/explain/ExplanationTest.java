package org.symmetricp2p.check.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.check.Laboratory;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.check.Violation;
import org.symmetricp2p.check.canary.Canary.Edit;
import org.symmetricp2p.check.canary.Variant;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenario.Edge;
import org.symmetricp2p.sim.Scenario.PeerSpec;

/** What a page tells of a small world, line by line: with bugs that no canary has, and with none. */
final class ExplanationTest {

    private static final String FLOOD = "if (link.isLive() && !except.equals(";

    /** Peers 0, 1, 2 and 3 in a line; peer 0 does something at one second. */
    private static Scenario line(Fate... more) {
        List<Fate> fates = new ArrayList<>(List.of(new Fate.Press(1_000_000, 0, 77)));
        fates.addAll(List.of(more));
        List<PeerSpec> peers = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        for (int id = 0; id < 4; id++) {
            peers.add(new PeerSpec(id, 0, 0, 0));
        }
        for (int id = 0; id < 3; id++) {
            edges.add(new Edge(id, id + 1, List.of(50_000), List.of(50_000), 0));
        }
        return new Scenario("chain", 50, 5, 0, peers, edges, fates, 2_000_000, 20_000_000);
    }

    private static List<String> page(Scenario scenario, Property property, Edit... edits) {
        return Variant.of(List.of(edits))
                .probe(PageProbe.class)
                .apply(org.symmetricp2p.sim.ScenarioFile.text(scenario), property.name());
    }

    private static Edit edit(String file, String find, String replacement) {
        return new Edit("core/" + file, find, replacement);
    }

    @Test
    void thePeerThatDoesNotSendAnEventOnIsNamedAndShown() {
        List<String> page = page(
                line(),
                Property.CONVERGE,
                edit(
                        "Transition",
                        FLOOD,
                        "if (!(config.self().peer() == 1 && link.id().number() == 2 "
                                + "&& message instanceof Message.Events) && link.isLive() && !except.equals("));
        String cause =
                "    1.050000 s  peer 1 doesn't send 55@0.2#1 on to peer 2 over the link of 0.050000 s, which is live";
        assertEquals(List.of(">>>" + cause, ">>>" + cause), marked(page), () -> text(page));
        int way = index(
                page, "THE WAY OF EVENT 55@0.2#1 (tick@peer.life#number; type 2, 0000004d), which peers 2, 3 lack");
        assertEquals(
                List.of(
                        "       1.000000 s  peer 0 issues it, with its clock at tick 50",
                        "       1.000000 s  peer 0 -> peer 1: arrives at 1.050000 s, new to it",
                        ">>>" + cause,
                        "   peer 2 was linked with peer 1 from 0.050000 s on; peer 3 from 0.050000 s on"),
                page.subList(way + 1, way + 5));
        assertTrue(text(page).contains("WHAT LED THERE: what happened to peer 1 until 1.050000 s"), () -> text(page));
        assertFalse(text(page).contains("TICK BY TICK"), () -> text(page));
        assertFalse(text(page).contains("STATES AT"), () -> text(page));
    }

    /** Spec 3.12. */
    @Test
    void anEndpointThatLeavesOutWhatItsPeerGivesOutIsNamed() {
        List<String> page = page(
                line(),
                Property.CONVERGE,
                new Edit(
                        "link/Turn",
                        "writeOn(connection.with(connection.outbox().with(message)));",
                        "if (!(message instanceof Message.Events)) {"
                                + "writeOn(connection.with(connection.outbox().with(message))); }"));
        String cause =
                "    1.000000 s  peer 0 neither sends to peer 1 what it has to (clock 50, event 55@0.2#1) nor closes "
                        + "the link of 0.050000 s, which would take it";
        assertEquals(List.of(">>>" + cause, ">>>" + cause), marked(page), () -> text(page));
    }

    /** A link that an endpoint closes is no fault: it stands with who closed it, and why. */
    @Test
    void aLinkThatAUserTakesDownStandsWithItsReason() {
        Recording recording = new Recording();
        Laboratory.run(line(new Fate.Unlink(1_040_000, 2, 1)), Set.of(), List.of(recording));
        assertEquals(List.of(), recording.faults());
        List<String> page = Explanation.of(recording, 2, OptionalLong.empty());
        assertTrue(page.contains("      1.040000 s  is told to take its links to peer 1 down"), () -> text(page));
        assertTrue(
                page.contains(
                        "      1.090000 s  link with peer 1 dropped at 1.090000 s (peer 2 closed it: the user took "
                                + "the link down), the next came up at 1.208000 s"),
                () -> text(page));
    }

    @Test
    void aBrokenListOfEventsDoesNotMisleadTheBlame() {
        List<String> page = page(
                line(new Fate.Cut(900_000, 1, 2), new Fate.Mend(1_500_000, 1, 2)),
                Property.JOIN_COMPLETE,
                edit(
                        "Timeline",
                        "return events(); // without a look at each",
                        "return events().stream().filter(event -> event.seq() != 1).toList();"));
        String cause =
                "peer 1 leaves 55@0.2#1, which it knows, out of the history for peer 2, whose HELLO says that it "
                        + "knows nothing";
        assertTrue(marked(page).stream().anyMatch(line -> line.endsWith(cause)), () -> text(page));
    }

    @Test
    void aBrokenCursorIsAnEventThatIsLeftOut() {
        List<String> page = page(
                line(),
                Property.STATE_FN,
                edit(
                        "TimeMachine",
                        "next != null && next.tick() == t;",
                        "next != null && next.tick() == t && t != 55;"));
        String cause = "peer 2 simulates tick 55 wrong: without 55@0.2#1";
        assertTrue(marked(page).get(0).endsWith(cause), () -> text(page));
        assertTrue(text(page).contains("55@0.2#1  <-- first difference"), () -> text(page));
    }

    @Test
    void aClockThatLiesIsCaughtAndClocksAreShown() {
        List<String> page = page(
                line(),
                Property.NO_RUNAWAY,
                edit("Transition", "new Message.Sync(clock.tick())", "new Message.Sync(clock.tick() + 9)"));
        assertTrue(
                marked(page)
                        .get(0)
                        .matches(">>> +1\\.\\d+ s  peer 0 tells tick \\d+ as its clock, which is at tick \\d+"),
                () -> text(page));
        assertTrue(index(page, "CLOCKS AFTER ") < index(page, "WHAT LED THERE"), () -> text(page));
        assertFalse(text(page).contains("TICK BY TICK"), () -> text(page));
    }

    @Test
    void anEventThatWasLostStandsWithTheLinkThatDroppedAndTheNextOne() {
        Recording recording = new Recording();
        Laboratory.run(
                line(new Fate.Cut(1_060_000, 1, 2), new Fate.Mend(1_500_000, 1, 2)), Set.of(), List.of(recording));
        Violation asIf = new Violation(Property.CONVERGE, 2, 55, "as if 55@0.2#1 were missing");
        List<String> page = Explanation.of(recording, asIf, Optional.of(1));
        String lost = "lost, the link dropped at 1.060000 s (it was cut), the next came up at 1.815000 s";
        assertTrue(page.contains("       1.050000 s  peer 1 -> peer 2: " + lost), () -> text(page));
        assertTrue(
                page.contains("      1.050000 s  sends to peer 2: clock 52, event 55@0.2#1; " + lost),
                () -> text(page));
        assertTrue(
                text(page).contains("1.965000 s  peer 1 -> peer 2: arrives at 2.015000 s, new to it, late"),
                () -> text(page));
        assertTrue(text(page).contains("WHAT WENT WRONG: no peer broke a rule that is watched here"), () -> text(page));
    }

    // ---- pages ----

    private static List<String> marked(List<String> page) {
        return page.stream().filter(line -> line.startsWith(">>>")).toList();
    }

    private static int index(List<String> page, String beginning) {
        for (int i = 0; i < page.size(); i++) {
            if (page.get(i).startsWith(beginning)) {
                return i;
            }
        }
        throw new AssertionError("no line begins with \"" + beginning + "\":\n" + text(page));
    }

    private static String text(List<String> page) {
        return String.join("\n", page);
    }
}

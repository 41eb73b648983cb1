package org.symmetricp2p.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.check.Laboratory;
import org.symmetricp2p.check.Verdict;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenario.Edge;
import org.symmetricp2p.sim.Scenario.PeerSpec;
import org.symmetricp2p.sim.Scenarios;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The diagram: well-formed, and everything that happens is in it. */
final class SpaceTimeTest {

    /** A late event, a cut, a pause, a restart, something lost. */
    private static final Scenario EVENTFUL = new Scenario(
            "chain",
            50,
            1,
            400,
            List.of(new PeerSpec(0, 0, 0, 0), new PeerSpec(1, 0, 0, 0), new PeerSpec(2, 500_000, 0, 0)),
            List.of(
                    new Edge(0, 1, List.of(100_000), List.of(100_000), 0),
                    new Edge(1, 2, List.of(50_000), List.of(50_000), 0)),
            List.of(
                    new Fate.Press(1_000_000, 0, 1),
                    new Fate.Press(1_450_000, 0, 2),
                    new Fate.Cut(1_500_000, 0, 1),
                    new Fate.Pause(1_600_000, 1, 100_000),
                    new Fate.Stop(1_700_000, 2),
                    new Fate.Start(1_800_000, 2, false)),
            2_000_000,
            12_000_000);

    @Test
    void showsEverythingThatHappens() throws Exception {
        Document picture = parsed(draw(EVENTFUL, Optional.of(0L), Optional.of(3_000_000L)));
        for (String type : List.of(
                "issued",
                "applied",
                "events",
                "hello",
                "events gone",
                "sync",
                "replay",
                "travel",
                "catchup",
                "pause",
                "dead",
                "alive",
                "up",
                "down",
                "birth",
                "heal")) {
            assertTrue(count(picture, type) > 1, type); // one of them is in the legend
        }
        assertEquals(2 + 1, count(picture, "issued"), "both, and one in the legend");
        assertEquals(1, count(picture, "violation"), "only in the legend");
    }

    @Test
    void aWindowLeavesOutTheRest() throws Exception {
        Document picture = parsed(draw(EVENTFUL, Optional.of(100_000L), Optional.of(400_000L)));
        assertEquals(1, count(picture, "issued"));
        assertEquals(1, count(picture, "replay"));
    }

    @Test
    void anyWorldGivesAWellFormedPicture() throws Exception {
        for (long seed = 1; seed <= 40; seed++) {
            Scenario scenario = Scenarios.of(seed);
            Document picture = parsed(draw(scenario, Optional.empty(), Optional.empty()));
            assertEquals(scenario.peers().size(), count(picture, "peer"));
        }
    }

    private static String draw(Scenario scenario, Optional<Long> from, Optional<Long> to) {
        SpaceTime picture = new SpaceTime();
        Verdict verdict = Laboratory.run(scenario, Laboratory.ALL, List.of(picture));
        return picture.svg(verdict.violation(), from, to);
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static int count(Document picture, String type) {
        NodeList all = picture.getElementsByTagName("*");
        int count = 0;
        for (int i = 0; i < all.getLength(); i++) {
            count += ((Element) all.item(i)).getAttribute("class").equals(type) ? 1 : 0;
        }
        return count;
    }
}

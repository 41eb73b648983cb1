package org.symmetricp2p.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The command line of a peer of the demo. */
class ChildPlanTest {

    @Test
    void whatElseIsWantedComesLast() {
        ChildPlan plan = new ChildPlan(2, 1, 0, List.of("0=here:5"), List.of("--limit=links=8"), Path.of("files"));
        List<String> arguments = plan.arguments();
        assertEquals(
                List.of("--link=0=here:5", "--limit=links=8"),
                arguments.subList(arguments.size() - 2, arguments.size()));
    }
}

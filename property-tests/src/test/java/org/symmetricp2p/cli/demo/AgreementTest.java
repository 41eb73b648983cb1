package org.symmetricp2p.cli.demo;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What parts a session, and what must not. */
final class AgreementTest {

    @TempDir
    private Path directory;

    @Test
    void thoseThatAreLinkedDirectlyOrOverOthersAreOnePart() {
        assertEquals(List.of(List.of(0, 1, 2)), parts(Map.of(0, List.of(2), 1, List.of(2), 2, List.of(0, 1))));
        assertEquals(
                List.of(List.of(0, 3), List.of(1), List.of(2, 4)),
                parts(Map.of(0, List.of(3), 1, List.of(), 2, List.of(4), 3, List.of(0), 4, List.of(2))));
    }

    private static List<List<Integer>> parts(Map<Integer, List<Integer>> links) {
        return Agreement.parts(new TreeMap<>(links));
    }

    /** One more or one less can still come; another version can't. */
    @Test
    void onlyTwoVersionsOfAnEventExcuseALinkThatIsDown() throws IOException {
        ChildPlan one = knowing(1, "10 5 1 1 2 -", "20 5 1 2 2 -");
        assertDoesNotThrow(() -> Verdict.checkConflict(one, knowing(2, "10 5 1 1 2 -", "20 5 1 2 3 -")));
        assertThrows(DemoFailure.class, () -> Verdict.checkConflict(one, knowing(3, "10 5 1 1 2 -")));
        assertThrows(DemoFailure.class, () -> Verdict.checkConflict(knowing(4, "10 6 1 1 2 -"), one));
    }

    private ChildPlan knowing(int peer, String... events) throws IOException {
        ChildPlan plan = new ChildPlan(peer, 1, 0, List.of(), List.of(), directory);
        Files.write(plan.file("events"), List.of(events));
        return plan;
    }
}

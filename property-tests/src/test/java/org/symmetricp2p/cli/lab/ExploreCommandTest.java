package org.symmetricp2p.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code explore}, and {@code replay} of what it writes. */
final class ExploreCommandTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aWorldThatHoldsAndOneThatIsNotDone() {
        assertEquals(0, run(new ExploreCommand(), "--world", "Flood-line", "--out", directory.toString()));
        assertTrue(out.toString().contains("holds in all of them"), out.toString());
        assertEquals(1, run(new ExploreCommand(), "--world", "rejoin", "--max", "1000", "--out", directory.toString()));
        assertTrue(out.toString().contains("holds so far, but there are more than 1,000"), out.toString());
    }

    /** What the explorer finds in a variant, replay finds again from the file alone. */
    @Test
    void aCounterexampleIsReplayed() throws IOException {
        Path walk = directory.resolve("rejoin-old-socket-clears-new-link.walk");
        String[] args = {"--world", "rejoin", "--canary", "old-socket-clears-new-link", "--out", directory.toString()};
        assertEquals(1, run(new ExploreCommand(), args));
        assertTrue(
                out.toString().contains("doesn't hold connection 3 any more, though it hasn't closed it"),
                out.toString());
        assertTrue(out.toString().contains("symmetric.jar replay " + walk), out.toString());
        out.getBuffer().setLength(0);
        assertEquals(1, run(new ReplayCommand(), walk.toString()));
        assertTrue(out.toString().contains("VIOLATED  property 16 CONVERGE: peer 2"), out.toString());
        Files.writeString(walk, Files.readString(walk).replace(" with canary old-socket-clears-new-link", ""));
        assertEquals(0, run(new ReplayCommand(), walk.toString()), "the real core has no such bug");
        assertTrue(out.toString().contains("no property is violated on this walk"), out.toString());
    }

    /** What was found is told, whatever becomes of the file. */
    @Test
    void aCounterexampleIsToldEvenIfItCannotBeWritten() throws IOException {
        Files.createDirectory(directory.resolve("late-events-stale-snapshot.walk"));
        String[] args = {"--world", "late-events", "--canary", "stale-snapshot", "--out", directory.toString()};
        assertEquals(1, run(new ExploreCommand(), args));
        assertTrue(out.toString().contains("peer 1 issues an event"), out.toString());
        assertTrue(err.toString().contains("can't write --out"), err.toString());
    }

    /** A walk is the same on every machine. */
    @Test
    void aWalkDoesNotDependOnTheLanguage() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            Path walk = directory.resolve("commented.walk");
            Files.writeString(
                    walk, "# two moves\nwalk through Flood-line\npeer 1 issues an event\nconnection 1 is cut\n");
            assertEquals(0, run(new ReplayCommand(), walk.toString()), err::toString);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void mistakesAreTold() throws IOException {
        assertEquals(2, run(new ExploreCommand(), "--world", "everything"));
        assertTrue(err.toString().contains("there is no small world \"everything\", only [Flood-line"), err.toString());
        assertEquals(2, run(new ExploreCommand(), "--max", "0"));
        assertTrue(err.toString().contains("--max is 0, must be from 1 to 100000000"), err.toString());
        assertEquals(2, run(new ExploreCommand(), "--canary", "tweety"));
        assertTrue(err.toString().contains("there is no canary \"tweety\""), err.toString());
        Path walk = directory.resolve("bad.walk");
        assertWalkFails(walk, "walk along rejoin\n", "the first line is \"walk along rejoin\"");
        assertWalkFails(walk, "walk\n", "the first line is \"walk\"");
        assertWalkFails(walk, "walk through nowhere\n", "there is no small world \"nowhere\"");
        assertWalkFails(walk, "walk through rejoin with canary tweety\n", "there is no canary \"tweety\"");
        assertWalkFails(
                walk, "walk through rejoin\n\n# fly\npeer 1 flies\n", "move 1, \"peer 1 flies\", isn't possible");
    }

    private void assertWalkFails(Path walk, String text, String words) throws IOException {
        Files.writeString(walk, text);
        err.getBuffer().setLength(0);
        assertEquals(1, run(new ReplayCommand(), walk.toString()));
        assertTrue(err.toString().contains(words), err.toString());
        assertTrue(err.toString().contains(walk.toString()), err.toString());
    }

    private int run(Callable<Integer> command, String... args) {
        return Commands.run(command, out, err, args);
    }
}

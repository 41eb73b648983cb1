package org.symmetricp2p.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Scores of two small reports as PIT writes them, of four mutants in two packages. */
final class MutationScoreTest {

    /** Where Maven runs the tests: the profile's own file. */
    private static final Path REAL_ENTRIES = Path.of("src/test/resources/mutation/equivalent.tsv");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** The mutants, in the order of the reports. */
    @BeforeEach
    void twoReports() throws IOException {
        Files.createDirectories(folder.resolve("core"));
        Files.createDirectories(folder.resolve("link"));
        Files.writeString(folder.resolve("core/Clock.java"), "class Clock {\n  a + b;\n  a < b;\n}\n");
        Files.writeString(folder.resolve("link/Relay.java"), "class Relay {\n  return x;\n}\n");
        reports(
                List.of("KILLED", "SURVIVED", "KILLED", "KILLED"),
                List.of("KILLED", "SURVIVED", "SURVIVED", "TIMED_OUT"));
    }

    private void reports(List<String> unitTests, List<String> alone) throws IOException {
        Files.writeString(folder.resolve("unit-tests.xml"), report(unitTests));
        Files.writeString(folder.resolve("alone.xml"), report(alone));
    }

    private static String report(List<String> statuses) {
        return Stream.of(
                        mutation(statuses.get(0), "core.Clock", "add", 2, "MathMutator", "Replaced addition"),
                        mutation(
                                statuses.get(1),
                                "core.Clock",
                                "isLess",
                                3,
                                "ConditionalsBoundaryMutator",
                                "changed it"),
                        mutation(statuses.get(2), "core.Clock$Gap", "isLess", 3, "NegateMutator", "negated it"),
                        mutation(statuses.get(3), "link.Relay", "x", 2, "NullReturnValsMutator", "replaced by null"))
                .collect(Collectors.joining(
                        "\n", "<?xml version=\"1.0\"?>\n<mutations partial=\"true\">", "</mutations>"));
    }

    private static String mutation(
            String status, String type, String method, int line, String mutator, String description) {
        return ("<mutation detected='true' status='%s'><mutatedClass>org.symmetricp2p.%s</mutatedClass>"
                        + "<mutatedMethod>%s</mutatedMethod><methodDescription>()V</methodDescription>"
                        + "<lineNumber>%d</lineNumber><mutator>org.pitest.mutators.%s</mutator>"
                        + "<indexes><index>4</index><index>5</index></indexes><blocks><block>0</block></blocks>"
                        + "<killingTest/><description>%s</description></mutation>")
                .formatted(status, type, method, line, mutator, description);
    }

    // ---- scores ----

    @Test
    void countsPerPackage() throws IOException {
        assertEquals(0, score("core=33,link=100", "75"), err::toString);
        assertEquals(
                List.of(
                        "mutants unit tests laboratory alone both together",
                        "core 3 66.7 % 33.3 % 66.7 %",
                        "link 1 100.0 % 100.0 % 100.0 %",
                        "all 4 75.0 % 50.0 % 75.0 %"),
                lines(0, 4));
    }

    @Test
    void saysHowTheyWereFound() throws IOException {
        score("core=0", "0");
        assertTrue(out.toString().contains("laboratory alone: {KILLED=1, SURVIVED=2, TIMED_OUT=1}"), out::toString);
    }

    /** One line each, with what stands there. */
    @Test
    void listsSurvivors() throws IOException {
        score("core=0", "0");
        String boundary = "core.Clock, isLess, line 3, ConditionalsBoundaryMutator: changed it | a < b;";
        assertEquals(
                List.of(
                        "2 survive the laboratory alone",
                        boundary,
                        "core.Clock$Gap, isLess, line 3, NegateMutator: negated it | a < b;",
                        "",
                        "1 survive both together",
                        boundary),
                lines(8, 14));
    }

    @Test
    void failsBelowEachThreshold() throws IOException {
        assertEquals(1, score("core=33.4,link=100", "75"));
        assertEquals(
                "the laboratory alone, in core: 1 of 3 mutants found, 33.33 %, which is less than 33.4 %",
                err.toString().strip());
        assertEquals(1, score("core=33", "75.1"));
        assertTrue(err.toString().contains("both together: 3 of 4 mutants found"), err::toString);
    }

    /** It may not be written yet. */
    @Test
    void aPackageWithoutMutantsIsNoFailure() throws IOException {
        assertEquals(0, score("core=33,relay=80", "75"), err::toString);
    }

    /** What PIT couldn't try isn't found. */
    @Test
    void aRunThatBrokeDownFindsNothing() throws IOException {
        reports(
                List.of("KILLED", "RUN_ERROR", "KILLED", "KILLED"),
                List.of("KILLED", "NO_COVERAGE", "STARTED", "KILLED"));
        score("core=0", "0");
        assertTrue(out.toString().contains("1 survive both together"), out::toString);
    }

    // ---- what is excluded ----

    @Test
    void whatIsEquivalentCountsForNothing() throws IOException {
        assertEquals(0, score("core=50,link=100", "100", "core.Clock\tisLess\tchanged\ta < b\tboth ways lead there"));
        assertEquals("core 2 100.0 % 50.0 % 100.0 %", lines(1, 2).get(0));
        assertTrue(
                out.toString()
                        .endsWith("1 are excluded" + System.lineSeparator() + "core.Clock, isLess, line 3, "
                                + "ConditionalsBoundaryMutator: changed it | both ways lead there"
                                + System.lineSeparator()),
                out::toString);
    }

    @Test
    void anEntryThatExcludesNothingIsAnError() throws IOException {
        assertRotten("core.Clock\tisLess\tchanged\ta > b\tx");
        assertRotten("core.Clock\tisLess\tnegated\t*\tx");
        assertRotten("core.Clock\tisMore\t*\t*\tx");
        assertRotten("core.Clocks\tisLess\t*\t*\tx");
    }

    /** A failing test tells it from the original. */
    @Test
    void whatIsKilledIsNotEquivalent() throws IOException {
        assertRotten("core.Clock\tadd\t*\t*\tx");
        assertRotten("core.Clock$Gap\tisLess\t*\t*\tx");
        reports(List.of("KILLED", "SURVIVED", "SURVIVED", "KILLED"), List.of("KILLED", "SURVIVED", "KILLED", "KILLED"));
        assertRotten("core.Clock$Gap\tisLess\t*\t*\tx");
    }

    private void assertRotten(String entry) throws IOException {
        assertEquals(1, score("core=0", "0", entry), entry);
        assertTrue(err.toString().contains("the entry excludes no mutant that survives: core.Clock"), err::toString);
    }

    /** When only a few classes are looked at, the entries of the others can't be judged. */
    @Test
    void anEntryOfAClassThatWasNotMutatedMayWait() throws IOException {
        Files.writeString(folder.resolve("core/Travel.java"), "");
        assertEquals(0, score("core=0", "0", "core.Travel\tx\t*\t*\tx"), err::toString);
    }

    // ---- input that makes no sense ----

    @Test
    void reportsOfDifferentMutantsAreRefused() throws IOException {
        Files.writeString(folder.resolve("alone.xml"), "<mutations/>");
        assertRefused("the two reports are of different mutants");
    }

    @Test
    void whatIsNoReportIsRefused() throws IOException {
        Files.writeString(folder.resolve("alone.xml"), "<mutations>");
        assertRefused("can't read " + folder.resolve("alone.xml"));
    }

    @Test
    void sourcesThatAreTooShortAreRefused() throws IOException {
        Files.writeString(folder.resolve("core/Clock.java"), "class Clock {}");
        assertRefused("Clock.java has 1 lines");
    }

    @Test
    void anEntryWithoutReasonIsRefused() throws IOException {
        assertRefused("a line has class, method", "core.Clock\tisLess\tchanged\ta < b\t ");
        assertRefused("a line has class, method", "core.Clock isLess");
    }

    private void assertRefused(String why, String... entries) throws IOException {
        assertEquals(2, score("core=0", "0", entries));
        assertTrue(err.toString().contains(why), err::toString);
    }

    /** That of the profile; whether its entries match is known only after a run of PIT. */
    @Test
    void theRealEntriesCanBeRead() {
        Equivalent.read(REAL_ENTRIES);
    }

    private int score(String leastAlone, String leastTogether, String... entries) throws IOException {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Files.writeString(folder.resolve("equivalent.tsv"), "# a comment\n\n" + String.join("\n", entries) + "\n");
        return new CommandLine(new MutationScore())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(
                        "--unit-tests=" + folder.resolve("unit-tests.xml"),
                        "--alone=" + folder.resolve("alone.xml"),
                        "--equivalent=" + folder.resolve("equivalent.tsv"),
                        "--sources=" + folder,
                        "--least-alone=" + leastAlone,
                        "--least-together=" + leastTogether);
    }

    private List<String> lines(int from, int to) {
        return out.toString()
                .lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList()
                .subList(from, to);
    }
}

package org.symmetricp2p.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** TLC finds in each model what its configurations say: right ones hold, wrong ones are violated, all count the same. */
final class ModelsTest {

    /** The explorer counts the states of larger ones all the same. */
    private static final long MOST_STATES = 10_000;

    /** As many JVMs at a time. */
    private static final ExecutorService JVMS = Executors.newFixedThreadPool(2);

    @AfterAll
    static void stop() {
        JVMS.shutdownNow();
    }

    @TestFactory
    Stream<DynamicTest> configurations() throws IOException {
        return Model.all().stream()
                .filter(model -> Model.isTriedInEveryBuild(model.states(), MOST_STATES))
                .map(model -> DynamicTest.dynamicTest(model.name(), check(model)::get))
                .toList() // all are begun before the first is waited for
                .stream();
    }

    private static Future<?> check(Model model) {
        return JVMS.submit(() -> {
            model.objection(Tlc.run(model.module(), model.configuration())).ifPresent(objection -> fail(objection));
            return null;
        });
    }

    /** Each module has a configuration that holds, and one that must be violated: else it shows nothing. */
    @Test
    void everyModuleIsUsed() throws IOException {
        Set<Path> modules = new TreeSet<>(Model.files(".tla"));
        List<Model> models = Model.all();
        assertEquals(modules, models.stream().map(Model::module).collect(Collectors.toCollection(TreeSet::new)));
        for (Path module : modules) {
            for (boolean holds : List.of(true, false)) {
                assertTrue(
                        models.stream()
                                .anyMatch(m -> m.module().equals(module)
                                        && m.violated().isEmpty() == holds),
                        () -> module + " has no configuration that " + (holds ? "holds" : "is violated"));
            }
        }
    }

    /** The table of the models has a row for each configuration, with its outcome, and no others. */
    @Test
    void thePageTellsEachConfiguration() throws IOException {
        List<String> rows = Files.readAllLines(Model.FOLDER.resolve("README.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        List<String> expected = Model.all().stream()
                .map(model -> "| `" + model.name() + "` | "
                        + model.violated()
                                .map(property -> "violates `" + property + "`")
                                .orElse("holds") + " |")
                .toList();
        List<String> told = rows.stream()
                .map(row -> row.substring(0, row.indexOf('|', row.indexOf('|', 1) + 1) + 1))
                .sorted()
                .toList();
        assertIterableEquals(expected, told);
    }

    // ---- the runner can fail ----

    private static final Path FILE = Model.FOLDER.resolve("Flood-any.cfg");

    @Test
    void aConfigurationThatStatesNothingIsAMistake() {
        List<String> late = List.of("\\* words", "SPECIFICATION Spec", "\\* expect: holds, 59 distinct states");
        String message = assertThrows(IllegalArgumentException.class, () -> Model.of(FILE, late))
                .getMessage();
        assertTrue(message.contains("Flood-any.cfg doesn't begin with a comment"), message);
    }

    @Test
    void anotherOutcomeIsAFailure() {
        Model right = Model.of(FILE, List.of("\\* words", "\\* expect: holds, 59 distinct states"));
        Model wrong = Model.of(FILE, List.of("\\* expect: violates NoGap, 83 distinct states"));
        assertEquals("Flood.tla", right.module().getFileName().toString());
        String success = "Model checking completed. No error has been found.\n";
        String violation = "Error: Invariant NoGap is violated.\n";

        assertFits(right, 0, success + count(59));
        assertDiffers(right, 0, success + count(60), "should have 59 distinct states, but TLC found 60");
        assertDiffers(right, 12, violation + count(59), "should be: holds, but TLC says");
        assertDiffers(right, 150, "Error: Parsing or semantic analysis failed.\n", "should be: holds, but TLC says");
        assertFits(wrong, 12, violation + count(83));
        assertFits(wrong, 12, violation.replace("Invariant", "Action property") + count(83));
        assertDiffers(wrong, 12, violation + count(84), "should have 83 distinct states, but TLC found 84");
        assertDiffers(wrong, 12, violation.replace("NoGap", "Once") + count(83), "should be: violates NoGap");
        assertDiffers(wrong, 0, success + count(83), "should be: violates NoGap");
    }

    private static String count(long states) {
        return "184 states generated, " + states + " distinct states found, 0 states left on queue.\n";
    }

    private static void assertFits(Model model, int exitCode, String output) {
        assertEquals(Optional.empty(), model.objection(new Tlc.Outcome("java", exitCode, output)));
    }

    private static void assertDiffers(Model model, int exitCode, String output, String words) {
        String objection =
                model.objection(new Tlc.Outcome("java -cp x", exitCode, output)).orElseThrow();
        assertTrue(objection.contains(words), objection);
        assertTrue(objection.endsWith("To see it all: java -cp x"), objection);
    }
}

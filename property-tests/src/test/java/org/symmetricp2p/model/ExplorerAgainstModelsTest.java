package org.symmetricp2p.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.symmetricp2p.explore.Explorer;
import org.symmetricp2p.explore.Worlds;

/**
 * The real core has exactly the distinct states that TLC finds in the model of the same name, under the projection that
 * each world states: a drift of either changes one of the counts.
 */
final class ExplorerAgainstModelsTest {

    @TestFactory
    Stream<DynamicTest> countsTheSame() {
        return Worlds.names().stream()
                .map(name -> Model.FOLDER.resolve(name + ".cfg"))
                .filter(Files::exists)
                .map(file -> DynamicTest.dynamicTest(Tlc.nameOf(file), () -> assertCounts(file)));
    }

    private static void assertCounts(Path file) {
        Model model = Model.of(file);
        assertTrue(model.violated().isEmpty(), () -> model.name() + " is a wrong model, which the core isn't");
        Explorer.Result found = Explorer.explore(Worlds.named(model.name()), Math.toIntExact(2 * model.states()));
        assertEquals(Optional.empty(), found.counterexample());
        assertEquals(
                model.states(), found.states(), () -> "distinct states of the core, where TLC finds those of " + file);
        assertTrue(found.isComplete());
    }

    /** Not compared here: recorded runs, which are of the core anyway; whom clocks follow; and Settled, which is beside the core (SettledAgainstModelTest). */
    private static final Set<String> ALONE = Set.of("Arrivals.tla", "FloodTrace.tla", "Roots.tla", "Settled.tla");

    /** Each other module has a world that is compared. */
    @Test
    void everyModuleHasACounterpart() throws IOException {
        Set<Path> compared = Model.all().stream()
                .filter(model -> Worlds.names().contains(model.name()))
                .map(Model::module)
                .collect(Collectors.toCollection(TreeSet::new));
        ALONE.forEach(module -> compared.add(Model.FOLDER.resolve(module)));
        assertEquals(new TreeSet<>(Model.files(".tla")), compared);
    }
}

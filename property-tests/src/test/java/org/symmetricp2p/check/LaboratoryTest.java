package org.symmetricp2p.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.ScenarioFile;

/**
 * The correct core keeps all properties in generated worlds; and enough happens there to prove something. Scenarios
 * that failed once, which are files among the test resources, run first.
 */
final class LaboratoryTest {

    private static final Path REGRESSIONS = Path.of("src/test/resources/regressions");
    private static final Path FAILURE = Path.of("target/failing-scenario.json");
    private static final int TWICE = 20; // every so many scenarios one is run twice

    private final Set<Witness> seen = EnumSet.noneOf(Witness.class);
    private Optional<Trial.Failure> first = Optional.empty();
    private int runs;

    @BeforeContainer
    static void pastFailuresHold() throws IOException {
        Files.createDirectories(FAILURE.getParent());
        Files.deleteIfExists(FAILURE);
        if (!Files.isDirectory(REGRESSIONS)) {
            return;
        }
        try (Stream<Path> files = Files.list(REGRESSIONS)) {
            for (Path file : files.sorted().toList()) {
                Optional<Trial.Failure> failure =
                        Trial.of(ScenarioFile.read(file)).failure();
                failure.ifPresent(what -> {
                    throw new AssertionError(what.text() + "; explain it: " + replay(file));
                });
            }
        }
    }

    /** Spec 2.2, 2.3, 2.8, 2.13, 3.8, 4.2, 4.4, 4.5, 4.8, 4.14, 5.5, 5.7, 6.8, 6.15. */
    @Property(tries = 1_000, seed = "20261120", edgeCases = EdgeCasesMode.NONE)
    void allPropertiesHold(@ForAll("scenarios") Scenario scenario) throws IOException {
        Trial trial = Trial.of(scenario);
        if (trial.failure().isPresent()) {
            fail(scenario, trial.failure().get());
            return;
        }
        trial.verdict().ifPresent(verdict -> seen.addAll(verdict.witnesses().keySet()));
        if (first.isEmpty() && ++runs % TWICE == 0) {
            assertEquals(
                    trial.verdict().get().digest(), Laboratory.run(scenario).digest(), "property 20 SIM_DET");
        }
    }

    /** Shrinking tries other scenarios: only those count that fail in the same way, and the smallest is kept. */
    private void fail(Scenario scenario, Trial.Failure failure) throws IOException {
        if (first.isEmpty()) {
            first = Optional.of(failure);
        } else if (!first.get().kind().equals(failure.kind())) {
            return;
        }
        if (Files.notExists(FAILURE) || Weight.of(scenario).isLessThan(Weight.of(ScenarioFile.read(FAILURE)))) {
            ScenarioFile.write(FAILURE, scenario);
        }
        throw new AssertionError(failure.text() + "; explain it: " + replay(FAILURE));
    }

    @AfterProperty
    void everythingInterestingHappened() {
        if (first.isEmpty()) {
            assertEquals(
                    List.of(),
                    Stream.of(Witness.values()).filter(w -> !seen.contains(w)).toList());
        }
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return ScenarioArbitrary.scenarios();
    }

    private static String replay(Path file) {
        return "java -jar property-tests/target/symmetric.jar replay property-tests/" + file;
    }
}

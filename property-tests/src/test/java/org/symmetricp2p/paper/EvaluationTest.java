package org.symmetricp2p.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symmetricp2p.check.Laboratory;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.check.Verdict;
import org.symmetricp2p.picture.Drawing;
import org.symmetricp2p.sim.ScenarioFile;

/** Short runs of the paper's experiments. */
final class EvaluationTest {

    private static final int SECOND = 1_000_000;
    private static final Course SHORT = new Course(SECOND, 4 * SECOND, 10 * SECOND, 13 * SECOND);
    private static final Cell CELL = new Cell(50, 1, 200);

    @Test
    void theSameComesOutOnAnyNumberOfThreads() throws InterruptedException {
        List<Experiment> experiments = experiments(List.of(CELL, new Cell(5, 2, 100)), ClockRule.PAPER, 7);
        AtomicInteger done = new AtomicInteger();
        List<Result> one = Evaluation.results(experiments, 1, done::incrementAndGet);
        assertEquals(one, Evaluation.results(experiments, 3, () -> {}));
        assertEquals(2 * 2, done.get());
        assertNotEquals(one.get(0).outcomes().get(0), one.get(0).outcomes().get(1));
        assertNotEquals(
                one.get(0).outcomes(),
                Evaluation.results(experiments(List.of(CELL), ClockRule.PAPER, 8), 1, () -> {})
                        .get(0)
                        .outcomes());
        assertTrue(ResultFiles.csv(one).startsWith("topology,clock,churn,adaptive_percent,seed,latency_ms,"));
        assertEquals(1 + 2 * 2, ResultFiles.csv(one).lines().count());
    }

    @Test
    void clocksDifferInNothingButClocks() throws InterruptedException {
        Outcome paper = outcome(CELL, ClockRule.PAPER);
        Outcome original = outcome(CELL, ClockRule.ORIGINAL);
        Outcome perfect = outcome(CELL, ClockRule.PERFECT);
        assertTrue(paper.converged() && original.converged() && perfect.converged());
        assertEquals(paper.events(), original.events());
        assertEquals(paper.events(), perfect.events());
        assertEquals(0, perfect.behind());
        assertTrue(perfect.lateTicks() > 0);
        assertTrue(original.behindDelay() > 0);
        assertTrue(original.behindDelay() < paper.behindDelay(), "stamps correct those who are behind");
        assertEquals(0, outcome(new Cell(50, 5, 200), ClockRule.PERFECT).late());
    }

    @Test
    void everybodyAgreesAfterChurn() throws InterruptedException {
        Course course = new Course(SECOND, 2 * SECOND, 15 * SECOND, 16 * SECOND);
        Run run = new Run(
                Graph.OfThePaper.FIGURE, ClockRule.PAPER, new Cell(5, 2, 25), Churn.WITHOUT_MEMORY, course, 1, 1);
        Outcome outcome = Trial.outcome(run);
        assertTrue(outcome.converged());
        assertTrue(outcome.recoveries().size() > 0, outcome::toString);
    }

    /** So whatever is odd can be looked at with all that the laboratory has. */
    @Test
    void aRunIsAScenarioThatCanBeReplayed(@TempDir Path directory) throws IOException {
        Course course = new Course(SECOND, 2 * SECOND, 3 * SECOND, 4 * SECOND);
        Run run = new Run(Graph.OfThePaper.MEASURED, ClockRule.PAPER, new Cell(5, 1, 200), Churn.NONE, course, 1, 1);
        Path file = directory.resolve(run.name() + ".json");
        ScenarioFile.write(file, run.replayable());
        assertEquals(run.replayable(), ScenarioFile.read(file));
        Verdict verdict = Laboratory.run(run.replayable(), Set.of(Property.CONVERGE, Property.NO_RUNAWAY), List.of());
        assertTrue(verdict.isGood(), () -> verdict.violation().orElseThrow().getMessage());
        assertEquals(7, verdict.events());
    }

    @Test
    void picturesAreDrawn(@TempDir Path directory) throws IOException {
        Outcome outcome = new Outcome(1, 1, 1, 5, 1_000, 5, 1, 0, 0, 0, 0, List.of(), 0, true, new Delays(1, 1, 5));
        List<Result> results = experiments(Cell.ALL, ClockRule.PERFECT, 1).stream()
                .map(experiment -> new Result(experiment, List.of(outcome)))
                .toList();
        Drawing maps = HeatMaps.of(results).drawing();
        maps.writePng(directory.resolve("maps.png"));
        maps.writeSvg(directory.resolve("maps.svg"));
        assertTrue(Files.size(directory.resolve("maps.png")) > 50_000);
        assertTrue(Files.readString(directory.resolve("maps.svg")).contains("<svg"));
    }

    private static Outcome outcome(Cell cell, ClockRule clock) {
        return Trial.outcome(new Run(Graph.OfThePaper.MEASURED, clock, cell, Churn.NONE, SHORT, 7, 1));
    }

    private static List<Experiment> experiments(List<Cell> cells, ClockRule clock, long seed) {
        return Experiment.ofCells(cells, Graph.OfThePaper.MEASURED, clock, SHORT, seed, 2);
    }
}

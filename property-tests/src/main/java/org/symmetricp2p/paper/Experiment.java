package org.symmetricp2p.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some runs that differ in their chance alone.
 *
 * @param first the first of them
 * @param size how many
 */
public record Experiment(Run first, int size) {

    /** The rate of events and the Δ with which churn is looked at. */
    private static final String CHURNING = "*ms/2x/25";

    /** The runs, numbered from 1 on. */
    public List<Run> runs() {
        return IntStream.rangeClosed(1, size)
                .mapToObj(number -> new Run(
                        first.topology(),
                        first.clock(),
                        first.cell(),
                        first.churn(),
                        first.course(),
                        first.seed(),
                        number,
                        first.latePercent()))
                .toList();
    }

    /** The same, but peers choose Δ, so that of 100 events no more than so many are late anywhere; 0 if they don't. */
    public Experiment withLatePercent(int percent) {
        return new Experiment(
                new Run(
                        first.topology(),
                        first.clock(),
                        first.cell(),
                        first.churn(),
                        first.course(),
                        first.seed(),
                        first.number(),
                        percent),
                size);
    }

    /** Rollbacks and pace: an experiment for each cell. */
    public static List<Experiment> ofCells(
            List<Cell> cells, Graph.OfThePaper topology, ClockRule clock, Course course, long seed, int size) {
        return cells.stream()
                .map(cell -> new Experiment(new Run(topology, clock, cell, Churn.NONE, course, seed, 1), size))
                .toList();
    }

    /** Churn: at each latency, with and without memory. */
    public static List<Experiment> ofChurn(
            Graph.OfThePaper topology, ClockRule clock, Course course, long seed, int size) {
        List<Experiment> experiments = new ArrayList<>();
        for (Cell cell : Cell.named(CHURNING)) {
            for (Churn churn : List.of(Churn.WITH_MEMORY, Churn.WITHOUT_MEMORY)) {
                experiments.add(new Experiment(new Run(topology, clock, cell, churn, course, seed, 1), size));
            }
        }
        return experiments;
    }
}

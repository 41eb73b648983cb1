package org.symmetricp2p.cli.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.symmetricp2p.cli.OutputDirectory;
import org.symmetricp2p.cli.Ranges;
import org.symmetricp2p.core.Adaptive;
import org.symmetricp2p.paper.Cell;
import org.symmetricp2p.paper.ClockRule;
import org.symmetricp2p.paper.Course;
import org.symmetricp2p.paper.Evaluation;
import org.symmetricp2p.paper.Experiment;
import org.symmetricp2p.paper.Graph;
import org.symmetricp2p.paper.HeatMaps;
import org.symmetricp2p.paper.Result;
import org.symmetricp2p.paper.ResultFiles;
import org.symmetricp2p.paper.Run;
import org.symmetricp2p.sim.ScenarioFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code paper}: what its options mean, and in which order it does what it does. */
@Command(
        name = "paper",
        sortOptions = false,
        description = {
            "Runs the paper's evaluation: 21 peers, five minutes each at 6 latencies, 3 times \u0394 and 6 rates of events; and "
                    + "peers that come and go.",
            "",
            "Peers of the real core exchange real messages; time and the network are simulated, so the same seed "
                    + "always gives the same numbers, on any machine and number of threads. Tells how much was rolled back, "
                    + "beside what the paper says and what physics allows; how far clocks were behind; and how long peers "
                    + "that came back took. Exit code 1 if in any run peers end in different states.",
            ""
        })
public final class PaperCommand implements Callable<Integer> {

    private static final int MAX_RUNS = 1_000;
    private static final int MAX_THREADS = 1_024;
    private static final int MAX_WORLDS = 324;

    private final Course course;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--clock",
            paramLabel = "RULE",
            defaultValue = "paper",
            converter = Clocks.class,
            completionCandidates = Clocks.class,
            description = "How clocks are kept: ${COMPLETION-CANDIDATES}. paper: follow the highest; original: as the "
                    + "authors' program does it (needs a JDK, for its compiler); rooted: follow one peer, corrected by "
                    + "how long messages take; perfect: all are right, all the time. "
                    + "Default: ${DEFAULT-VALUE}.")
    private ClockRule clock;

    @Option(
            names = "--topology",
            paramLabel = "NETWORK",
            defaultValue = "measured",
            converter = Topologies.class,
            completionCandidates = Topologies.class,
            description = "Who links to whom: ${COMPLETION-CANDIDATES}; as the authors measured it, or as their figure "
                    + "shows it. Default: ${DEFAULT-VALUE}.")
    private Graph.OfThePaper topology;

    @Option(
            names = "--cells",
            paramLabel = "CELL",
            split = ",",
            description =
                    "Only these cells, such as 50ms/2x/25, and nobody comes or goes; an asterisk stands for all values "
                            + "of a part. Default: all 108.")
    private List<String> names;

    @Option(
            names = "--adaptive-delta",
            paramLabel = "PERCENT",
            description =
                    "Peers choose \u0394 for each event, so that of 100 no more than 1 to 50 are late anywhere; a cell's is the one that they "
                            + "begin with. Default: it stays as it is.")
    private Integer latePercent;

    @Option(names = "--churn", description = "No cells, only the experiment in which peers come and go.")
    private boolean isOfChurn;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each is run, with other chance. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "What all chance comes from. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--threads", paramLabel = "T", description = "How many runs at a time. Default: one a core.")
    private Integer threads;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write the results here: as CSV, JSON, and as heat maps in SVG and PNG.")
    private Path directory;

    @Option(
            names = "--worlds",
            paramLabel = "DIR",
            description =
                    "Write the world of each run here, as a scenario for 'replay', and don't run it. Not with --clock "
                            + "original: a replay keeps clocks by the specification.")
    private Path worlds;

    private PrintWriter out;

    public PaperCommand() {
        this(Course.OF_THE_PAPER);
    }

    /** For tests: shorter runs. */
    PaperCommand(Course course) {
        this.course = course;
    }

    @Override
    public Integer call() throws Exception {
        out = spec.commandLine().getOut();
        List<Experiment> experiments = experiments();
        if (worlds != null) {
            return writeWorlds(experiments);
        }
        if (directory != null) {
            OutputDirectory.make("--out", directory);
        }
        try (Farewell farewell = new Farewell()) {
            return evaluate(experiments, farewell);
        } finally {
            out.flush();
        }
    }

    // ---- options ----

    private List<Experiment> experiments() {
        Ranges.check(spec, "--runs", runs, 1, MAX_RUNS);
        Ranges.check(spec, "--threads", threads(), 1, MAX_THREADS);
        if (latePercent != null) {
            Ranges.check(spec, "--adaptive-delta", latePercent, 1, Adaptive.MAX_LATE_PERCENT);
        }
        int percent = latePercent == null ? 0 : latePercent;
        return fixedOrNot().stream().map(e -> e.withLatePercent(percent)).toList();
    }

    private List<Experiment> fixedOrNot() {
        if (isOfChurn) {
            if (names != null) {
                throw new ParameterException(spec.commandLine(), "--cells and --churn exclude each other");
            }
            return Experiment.ofChurn(topology, clock, course, seed, runs);
        }
        List<Experiment> experiments =
                new ArrayList<>(Experiment.ofCells(cells(), topology, clock, course, seed, runs));
        if (names == null) {
            experiments.addAll(Experiment.ofChurn(topology, clock, course, seed, runs));
        }
        return experiments;
    }

    private List<Cell> cells() {
        return names == null ? Cell.ALL : Measured.cells(spec, names);
    }

    private int threads() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    // ---- worlds ----

    private int writeWorlds(List<Experiment> experiments) throws IOException {
        if (clock == ClockRule.ORIGINAL) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--worlds: a replay keeps clocks by the specification, not as --clock original");
        }
        if (directory != null) {
            throw new ParameterException(spec.commandLine(), "--worlds and --out exclude each other");
        }
        List<Run> all = experiments.stream().flatMap(e -> e.runs().stream()).toList();
        Ranges.check(spec, "--worlds: the number of runs", all.size(), 1, MAX_WORLDS);
        OutputDirectory.make("--worlds", worlds);
        for (Run run : all) {
            Path file = worlds.resolve(run.name() + ".json");
            ScenarioFile.write(file, run.replayable());
            out.println(Tool.command("replay " + Tool.quoted(file)));
        }
        out.flush();
        return 0;
    }

    // ---- run ----

    private int evaluate(List<Experiment> experiments, Farewell farewell) throws Exception {
        long start = System.nanoTime();
        List<Result> results;
        try (Progress progress = Progress.of(out, "runs", (long) experiments.size() * runs)) {
            results = farewell.interruptibly(() -> Evaluation.results(experiments, threads(), progress::step));
        } catch (InterruptedException told) {
            out.println("INTERRUPTED before all runs were done: there are no results");
            return 1;
        }
        tell(results, (System.nanoTime() - start) / 1e9);
        if (directory != null) {
            write(results);
        }
        return results.stream().allMatch(Result::converged) ? 0 : 1;
    }

    private void tell(List<Result> results, double seconds) {
        out.println(Words.count(results.size(), "experiment") + " of " + Words.count(runs, "run") + " in "
                + Words.fraction(seconds) + " s; clock " + clock + ", topology " + topology + ", seed " + seed);
        out.println();
        new PaperTable(results).lines().forEach(out::println);
        long apart = results.stream()
                .flatMap(result -> result.outcomes().stream())
                .filter(outcome -> !outcome.converged())
                .count();
        out.println(
                apart == 0
                        ? "in every run all peers ended in the same state"
                        : "NOT ALL PEERS ENDED IN THE SAME STATE in " + Words.count(apart, "run"));
    }

    private void write(List<Result> results) throws IOException {
        String stem = "paper-" + topology + "-" + clock + (latePercent == null ? "" : "-adaptive-" + latePercent);
        Measured.write(
                directory,
                stem,
                ResultFiles.csv(results),
                ResultFiles.json(results),
                names == null ? Optional.of(HeatMaps.of(results).drawing()) : Optional.empty(),
                out);
    }

    // ---- names ----

    /** Reads a clock rule. */
    static final class Clocks extends Names<ClockRule> {
        Clocks() {
            super(List.of(ClockRule.values()));
        }
    }

    /** Reads a topology. */
    static final class Topologies extends Names<Graph.OfThePaper> {
        Topologies() {
            super(List.of(Graph.OfThePaper.values()));
        }
    }
}

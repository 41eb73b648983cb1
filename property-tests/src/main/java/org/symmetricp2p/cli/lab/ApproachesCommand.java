package org.symmetricp2p.cli.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.symmetricp2p.cli.OutputDirectory;
import org.symmetricp2p.paper.Cell;
import org.symmetricp2p.paper.Churn;
import org.symmetricp2p.paper.ClockRule;
import org.symmetricp2p.paper.Course;
import org.symmetricp2p.paper.Graph;
import org.symmetricp2p.paper.Records;
import org.symmetricp2p.paper.Run;
import org.symmetricp2p.paper.approach.Approach;
import org.symmetricp2p.paper.approach.ApproachCharts;
import org.symmetricp2p.paper.approach.Figures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code approaches}: what its options mean, and in which order it does what it does. */
@Command(
        name = "approaches",
        sortOptions = false,
        description = {
            "Measures the paper's figures 1 and 2: Croquet, GALS and CRDTs, as small models, beside this work, on the same "
                    + "peers, lines, latencies and key presses.",
            "",
            "Tells how long a key press takes until it has its effect on the user's own screen and on all; for how much of the "
                    + "time screens are frozen; how much is rolled back; and the same for a peer that is offline for a minute, "
                    + "and while the server is gone. The same seed always gives the same numbers. Exit code 1 if a key press "
                    + "never has its effect everywhere.",
            ""
        })
public final class ApproachesCommand implements Callable<Integer> {

    private static final String HEAD =
            "                               | own ms  all ms frozen %  rolled b. %  msg/s | offline: own ms  frozen %  others %  return s | no server: own ms  frozen %";
    private static final String ROW =
            "  %6s %-24s| %6.0f %7.0f %8.2f %12.2f %6.1f | %15.0f %9.2f %9.2f %9.2f | %17s %9s";

    private final Course course;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--cells",
            paramLabel = "CELL",
            split = ",",
            defaultValue = "*ms/2x/25",
            description = "Latency, \u0394 and events per minute, as for 'paper'. Default: ${DEFAULT-VALUE}.")
    private List<String> names;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "What all chance comes from. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write the results here: as CSV, JSON, and as charts in SVG and PNG.")
    private Path directory;

    public ApproachesCommand() {
        this(Course.OF_THE_PAPER);
    }

    /** For tests: shorter runs. */
    ApproachesCommand(Course course) {
        this.course = course;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Cell> cells = Measured.cells(spec, names);
        if (directory != null) {
            OutputDirectory.make("--out", directory);
        }
        out.println(HEAD);
        List<Figures> all = new ArrayList<>();
        for (Cell cell : cells) {
            for (Approach approach : Approach.values()) {
                Figures figures = Figures.of(
                        approach,
                        new Run(Graph.OfThePaper.MEASURED, ClockRule.PAPER, cell, Churn.NONE, course, seed, 1, 0));
                all.add(figures);
                out.println(row(figures));
                out.flush();
            }
        }
        if (directory != null) {
            write(all, out);
        }
        long unfinished = all.stream().mapToLong(Figures::unfinished).sum();
        out.println(
                unfinished == 0
                        ? "every key press had its effect everywhere"
                        : "WITHOUT EFFECT SOMEWHERE: " + Words.count(unfinished, "key press"));
        out.flush();
        return unfinished == 0 ? 0 : 1;
    }

    private static String row(Figures f) {
        boolean hasServer = f.approach().hasServer();
        return String.format(
                Locale.ROOT,
                ROW,
                f.run().cell().latencyMillis() + "ms",
                f.approach(),
                f.own().mean() / 1e3,
                f.everywhere().mean() / 1e3,
                f.frozenPercent(),
                f.rollbackPercent(),
                f.messages(),
                f.offlineOwn().mean() / 1e3,
                f.offlineFrozenPercent(),
                f.othersFrozenPercent(),
                f.returnMicros() / 1e6,
                hasServer ? String.format(Locale.ROOT, "%.0f", f.serverlessOwn().mean() / 1e3) : "-",
                hasServer ? String.format(Locale.ROOT, "%.2f", f.serverlessFrozenPercent()) : "-");
    }

    private void write(List<Figures> figures, PrintWriter out) throws IOException {
        List<Map<String, Object>> rows = figures.stream().map(Figures::row).toList();
        Measured.write(
                directory,
                "approaches",
                Records.csv(rows),
                Records.json(rows),
                Optional.of(ApproachCharts.of(figures)),
                out);
    }
}

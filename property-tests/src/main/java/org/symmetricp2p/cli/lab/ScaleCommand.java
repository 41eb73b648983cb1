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
import org.symmetricp2p.cli.Ranges;
import org.symmetricp2p.paper.ClockRule;
import org.symmetricp2p.paper.Course;
import org.symmetricp2p.paper.Records;
import org.symmetricp2p.paper.scale.Crowd;
import org.symmetricp2p.paper.scale.GrowthCharts;
import org.symmetricp2p.paper.scale.Shape;
import org.symmetricp2p.paper.scale.Sizes;
import org.symmetricp2p.sim.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code scale}: what its options mean, and in which order it does what it does. */
@Command(
        name = "scale",
        sortOptions = false,
        description = {
            "Runs sessions of up to 10,000 peers, and tells what grows with their number: messages and bytes, memory, how long "
                    + "events take, how far clocks are apart, how long a join takes.",
            "",
            "Peers of the real core exchange real messages; time and the network are simulated, so the same seed "
                    + "always gives the same numbers, but for memory. 10,000 peers take minutes. Exit code 1 if in "
                    + "any session peers end in different states.",
            ""
        })
public final class ScaleCommand implements Callable<Integer> {

    private static final int SECOND = 1_000_000;
    private static final int MAX_LATENCY_MILLIS = 1_000;
    private static final int MAX_PER_MINUTE = 10_000;
    private static final int MIN_SECONDS = 3;
    private static final int MAX_SECONDS = 600;
    private static final int STARTED = 2;
    private static final int COUNTED = 8;
    private static final int QUIET_HOPS = 60; // in the end, for what is under way

    private static final String HEAD =
            "shape         peers   hops  \u0394/ticks |  msg/s  bytes/s | mean ms  all ms  late % | skew ms  neigh. |  join s | KB/peer";
    private static final String ROW =
            "%-10s %8d %6.2f %8d | %6.1f %8.0f | %7.0f %7.0f %7.2f | %7.1f %7.1f | %7.2f | %7.1f";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--peers",
            paramLabel = "N",
            split = ",",
            defaultValue = "100,1000,10000",
            description = "How many, for each session. Default: ${DEFAULT-VALUE}.")
    private List<Integer> sizes;

    @Option(
            names = "--shape",
            paramLabel = "SHAPE",
            split = ",",
            defaultValue = "degree-4,degree-8,tree",
            converter = Shapes.class,
            completionCandidates = Shapes.class,
            description =
                    "Who links to whom: ${COMPLETION-CANDIDATES}. At random, each with 4 or 8 neighbours; or in a tree, each "
                            + "with two below. Default: all.")
    private List<Shape> shapes;

    @Option(
            names = "--clock",
            paramLabel = "RULE",
            defaultValue = "paper",
            converter = Clocks.class,
            completionCandidates = Clocks.class,
            description =
                    "How clocks are kept: ${COMPLETION-CANDIDATES}. paper: follow the highest; rooted: follow one peer, "
                            + "corrected by how long messages take; perfect: all are right, all the time. Default: ${DEFAULT-VALUE}.")
    private ClockRule clock;

    @Option(
            names = "--latency",
            paramLabel = "MS",
            defaultValue = "50",
            description = "What a hop takes on average. Default: ${DEFAULT-VALUE}.")
    private int latency;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many a minute, of all peers together. Default: ${DEFAULT-VALUE}.")
    private int events;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "5",
            description =
                    "For how long things are counted; 8 s go before, and what 60 hops take comes after. Default: ${DEFAULT-VALUE}.")
    private int seconds;

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

    private PrintWriter out;

    @Override
    public Integer call() throws IOException {
        out = spec.commandLine().getOut();
        for (int size : sizes) {
            Ranges.check(spec, "--peers", size, Crowd.MIN_PEERS, Scenario.MAX_PEERS);
        }
        Ranges.check(spec, "--latency", latency, 1, MAX_LATENCY_MILLIS);
        Ranges.check(spec, "--events", events, 0, MAX_PER_MINUTE);
        Ranges.check(spec, "--seconds", seconds, MIN_SECONDS, MAX_SECONDS);
        if (directory != null) {
            OutputDirectory.make("--out", directory);
        }
        List<Sizes> results = results();
        if (directory != null) {
            write(results);
        }
        boolean converged = results.stream().allMatch(result -> result.outcome().converged());
        out.println(
                converged
                        ? "in every session all peers ended in the same state"
                        : "NOT ALL PEERS ENDED IN THE SAME STATE");
        out.flush();
        return converged ? 0 : 1;
    }

    /** One after the other, as memory is measured; the small ones first. */
    private List<Sizes> results() {
        Course course = new Course(
                STARTED * SECOND,
                COUNTED * SECOND,
                (COUNTED + seconds) * SECOND,
                (COUNTED + seconds) * SECOND + QUIET_HOPS * latency * 1_000);
        List<Sizes> results = new ArrayList<>();
        out.println("clock " + clock + ", " + latency + " ms a hop, " + Words.count(events, "event")
                + " a minute, seed " + seed);
        out.println(HEAD);
        for (int size : sizes.stream().sorted().toList()) {
            for (Shape shape : shapes) {
                Sizes result = Sizes.of(new Crowd(shape, size, clock, latency, events, course, seed));
                results.add(result);
                out.println(row(result));
                out.flush();
            }
        }
        return results;
    }

    private static String row(Sizes s) {
        return String.format(
                Locale.ROOT,
                ROW,
                s.crowd().shape(),
                s.crowd().peers(),
                s.averageHops(),
                s.delta(),
                s.byPeerAndSecond(s.messages()),
                s.byPeerAndSecond(s.bytes()),
                s.meanMicros() / 1e3,
                s.everywhere().mean() / 1e3,
                s.latePercent(),
                s.skewMillis(),
                s.neighboursMillis(),
                s.joins().mean() / 1e6,
                s.heapBytesByPeer() / 1e3);
    }

    private void write(List<Sizes> results) throws IOException {
        String stem = "scale-" + clock;
        List<Map<String, Object>> rows = results.stream().map(Sizes::row).toList();
        Measured.write(
                directory, stem, Records.csv(rows), Records.json(rows), Optional.of(GrowthCharts.of(results)), out);
    }

    /** Reads a shape. */
    static final class Shapes extends Names<Shape> {
        Shapes() {
            super(List.of(Shape.values()));
        }
    }

    /** Reads a clock rule; the original's needs a core of its own. */
    static final class Clocks extends Names<ClockRule> {
        Clocks() {
            super(List.of(ClockRule.PAPER, ClockRule.ROOTED, ClockRule.PERFECT));
        }
    }
}

package org.symmetricp2p.cli.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.symmetricp2p.check.Shrinker.Budget;
import org.symmetricp2p.cli.OutputDirectory;
import org.symmetricp2p.cli.OutputFile;
import org.symmetricp2p.cli.Ranges;
import org.symmetricp2p.core.Adaptive;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenarios;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code campaign}: what its options mean, and in which order it does what it does. */
@Command(
        name = "campaign",
        sortOptions = false,
        subcommands = MergeCommand.class,
        description = {
            "Runs many simulated worlds, those of N seeds in a row, and checks that all properties hold in each.",
            "",
            "Apart from speeds, the report is the same whatever the number of threads. A scenario that fails is told at "
                    + "once. When all are done, the simplest one of each kind of failure is made smaller and written to "
                    + "a file, for as long as there is time; and the last line is a command that explains one. After "
                    + Tally.ENOUGH + " scenarios or more, an interesting thing that never happened is a failure, too: "
                    + "nothing was proved about it. Exit code 1 after any failure.",
            ""
        })
public final class CampaignCommand implements Callable<Integer> {

    private static final int MAX_THREADS = 1_024;
    private static final int MAX_SHRINK_SECONDS = 86_400;
    private static final int SLOW_SECONDS = 60;

    private final LongFunction<Scenario> scenarios;
    private final Map<String, String> environment;
    private final LongSupplier clock;

    @Spec
    private CommandSpec spec;

    @Option(names = "--scenarios", paramLabel = "N", description = "How many worlds; must be given.")
    private Long count;

    @Option(
            names = "--hostile",
            description =
                    "The same worlds with hostile peers in them; the honest ones keep the properties, or weaker ones.")
    private boolean isHostile;

    @Mixin
    private ClockChoice clocks = new ClockChoice();

    @Option(
            names = "--adaptive-delta",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description =
                    "The same worlds with peers that choose \u0394, so that 1 to 50 %% of their events are late; 0: none. Default: ${DEFAULT-VALUE}.")
    private int latePercent;

    @Mixin
    private OrdealChoice ordeals = new OrdealChoice();

    @Option(
            names = "--settled",
            description = "The same worlds with sessions that settle; checked is what has to do with it.")
    private boolean isSettled;

    @Option(
            names = "--from",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "The first seed. Default: ${DEFAULT-VALUE}.")
    private long from;

    @Option(names = "--threads", paramLabel = "T", description = "How many at a time. Default: one a core.")
    private Integer threads;

    @Option(
            names = "--shard",
            paramLabel = "i/n",
            defaultValue = "1/1",
            description = "Only every n-th seed, from the i-th on, i from 1 to n: n machines with i = 1, 2, ... n "
                    + "run all of them. Or 'auto': as a Kubernetes Indexed Job, a Slurm array or a CI system says in "
                    + "the environment. Default: ${DEFAULT-VALUE}.")
    private String shard;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "campaign-failures",
            description = "Where scenarios that fail are written. Default: ${DEFAULT-VALUE}.")
    private Path directory;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write what came out as JSON, for 'campaign merge' to add up. Not written if interrupted.")
    private Path report;

    @Option(
            names = "--shrink-seconds",
            paramLabel = "S",
            defaultValue = "60",
            description = "How long failures are made small at most, all together; what is smallest then is written. "
                    + "0: not at all. Default: ${DEFAULT-VALUE}.")
    private int shrinkSeconds;

    @Option(
            names = "--no-speed",
            description = "Don't measure first how fast the simulator is on one core, which takes a few seconds.")
    private boolean skipsSpeed;

    private PrintWriter out;

    public CampaignCommand() {
        this(Scenarios::of, System.getenv(), System::nanoTime);
    }

    /** For tests: other scenarios than those of the seeds, another environment, another clock to shrink by. */
    CampaignCommand(LongFunction<Scenario> scenarios, Map<String, String> environment, LongSupplier clock) {
        this.scenarios = scenarios;
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        Seeds seeds = seeds();
        OutputDirectory.check("--out", directory);
        Optional<OutputFile> file = report == null ? Optional.empty() : Optional.of(OutputFile.at("--report", report));
        out = spec.commandLine().getOut();
        tellSpeed();
        try (Farewell farewell = new Farewell()) {
            return run(seeds, file, farewell);
        } finally {
            out.flush();
        }
    }

    // ---- options ----

    private Seeds seeds() {
        if (count == null) {
            throw new ParameterException(spec.commandLine(), "--scenarios=N is missing: how many worlds?");
        }
        Ranges.check(spec, "--scenarios", count, 1, Seeds.MAX_SCENARIOS);
        Ranges.check(spec, "--threads", threads(), 1, MAX_THREADS);
        Ranges.check(spec, "--shrink-seconds", shrinkSeconds, 0, MAX_SHRINK_SECONDS);
        if (isHostile && report != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--hostile and --report exclude each other: reports are of worlds without hostile peers");
        }
        if (isSettled && report != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--settled and --report exclude each other: reports are of worlds that don't settle");
        }
        if (clocks.isRooted() && report != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--clock and --report exclude each other: reports are of worlds with the paper's clock");
        }
        ordeals.check(spec);
        Ranges.check(spec, "--adaptive-delta", latePercent, 0, Adaptive.MAX_LATE_PERCENT);
        if (report != null && (latePercent > 0 || ordeals.isMade())) {
            throw new ParameterException(
                    spec.commandLine(),
                    (latePercent > 0 ? "--adaptive-delta" : "--ordeal")
                            + " and --report exclude each other: reports are of worlds without");
        }
        if (ordeals.isMade() && (isHostile || isSettled)) {
            throw new ParameterException(
                    spec.commandLine(), "--ordeal excludes --hostile and --settled: it has worlds of its own");
        }
        Shard part = part();
        if (part.i() > count) {
            throw new ParameterException(
                    spec.commandLine(), "--shard " + part + " has none of " + Words.count(count, "scenario"));
        }
        return new Seeds(from, count, part.i(), part.n());
    }

    private LongFunction<Scenario> scenarios() {
        LongFunction<Scenario> kind = kind();
        return seed -> ordeals.of(seed)
                .orElseGet(() -> kind.apply(seed).withClock(clocks.kind()))
                .withLatePercent(latePercent);
    }

    private LongFunction<Scenario> kind() {
        if (isHostile) {
            return isSettled ? Scenarios::settledHostile : Scenarios::hostile;
        }
        return isSettled ? Scenarios::settled : scenarios;
    }

    /** The options that say of which kind the worlds are. */
    private String worlds() {
        return (isHostile ? " --hostile" : "")
                + (isSettled ? " --settled" : "")
                + clocks.option()
                + ordeals.option()
                + (latePercent == 0 ? "" : " --adaptive-delta " + latePercent);
    }

    private int threads() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    private Shard part() {
        try {
            return shard.equals("auto") ? Runner.shard(environment) : Shard.parse(shard);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    // ---- run ----

    private void tellSpeed() {
        if (!skipsSpeed) {
            out.println("simulator  " + Words.millions(Speed.peerTicksPerSecond()) + " peer-ticks/s: " + Speed.WORLD);
            out.flush();
        }
    }

    private int run(Seeds seeds, Optional<OutputFile> file, Farewell farewell) throws Exception {
        Build build = Build.current();
        tellShard(seeds);
        if (isHostile) {
            out.println("worlds     with hostile peers");
        }
        if (isSettled) {
            out.println("worlds     whose sessions settle");
        }
        if (clocks.isRooted()) {
            out.println("worlds     with rooted clocks");
        }
        if (ordeals.isMade()) {
            out.println("worlds     of" + ordeals.option());
        }
        if (latePercent > 0) {
            out.println("worlds     whose peers choose \u0394");
        }
        long start = System.nanoTime();
        double cpuBefore = cpuSeconds();
        Optional<Tally> whole = tally(seeds, farewell);
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpu = cpuSeconds() - cpuBefore;
        if (whole.isEmpty()) {
            return 1;
        }
        Tally tally = whole.get();
        tellSums(tally, seconds, cpu);
        boolean isGood = conclude(tally, () -> Report.of(build, seeds, seconds, cpu, tally), file, farewell);
        out.println(tally.summary("in " + Words.fraction(seconds) + " s"));
        tally.explanation().ifPresent(out::println);
        return isGood ? 0 : 1;
    }

    /** Writes what came out, shrinks, and writes it again; whether all is good. */
    private boolean conclude(Tally tally, Supplier<Report> report, Optional<OutputFile> file, Farewell farewell)
            throws Exception {
        boolean isWritten = write(file, report); // before shrinking, during which the machine may be taken away
        if (shrinkSeconds > 0 && !tally.failures().isEmpty()) {
            Budget budget = new Budget(threads(), TimeUnit.SECONDS.toNanos(shrinkSeconds), clock);
            new Shrinking(scenarios(), directory, budget, farewell, out).shrink(tally.failures());
            isWritten = write(file, report);
        }
        return tally.isGood() && isWritten;
    }

    private void tellShard(Seeds seeds) {
        if (seeds.shards() > 1) {
            out.println("shard      " + seeds.shard() + "/" + seeds.shards() + ": "
                    + Words.count(seeds.size(), "scenario") + " of " + Words.count(seeds.scenarios()));
            out.flush();
        }
    }

    private void tellSums(Tally tally, double seconds, double cpuSeconds) {
        tally.lines().forEach(out::println);
        out.println(tally.speed(seconds, cpuSeconds, threads()));
        tally.troubles().forEach(out::println);
        out.flush();
    }

    /** What all scenarios come to; nothing if the process is told to end before. */
    private Optional<Tally> tally(Seeds seeds, Farewell farewell) throws Exception {
        Progress progress = Progress.of(out, "scenarios", seeds.size());
        long slow = TimeUnit.SECONDS.toNanos(SLOW_SECONDS);
        Campaign campaign =
                new Campaign(seeds, threads(), scenarios(), new Tally(worlds()), slow, new Teller(progress, worlds()));
        try (progress) {
            return Optional.of(farewell.interruptibly(campaign::run));
        } catch (InterruptedException told) {
            tellInterrupted(seeds, campaign);
            return Optional.empty();
        }
    }

    private void tellInterrupted(Seeds seeds, Campaign campaign) {
        Tally tally = campaign.tally();
        String running = campaign.running().stream().map(seed -> "" + seed).collect(Collectors.joining(", "));
        tally.troubles().stream().filter(line -> line.startsWith("failing")).forEach(out::println);
        out.println("INTERRUPTED after " + Words.count(tally.counts().scenarios()) + " of "
                + Words.count(seeds.size(), "scenario") + ", while these seeds ran: " + running);
        tally.explanation().ifPresent(out::println);
    }

    /** If it can't be written any more, what was found is still told and shrunk; but it isn't good. */
    private boolean write(Optional<OutputFile> file, Supplier<Report> report) {
        try {
            if (file.isPresent()) {
                ReportFile.write(file.get(), report.get());
            }
            return true;
        } catch (IOException e) {
            out.println("report     " + e.getMessage());
            out.flush();
            return false;
        }
    }

    private static double cpuSeconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toMillis)
                .map(millis -> millis / 1e3)
                .orElse(0.0);
    }
}

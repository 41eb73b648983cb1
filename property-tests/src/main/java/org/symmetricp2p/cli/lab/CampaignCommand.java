package org.symmetricp2p.cli.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import org.symmetricp2p.check.Shrinker.Shrunk;
import org.symmetricp2p.check.Trial;
import org.symmetricp2p.cli.Ranges;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.ScenarioFile;
import org.symmetricp2p.sim.Scenarios;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code campaign}: what its options mean, and its report. {@link Campaign} does the rest. */
@Command(
        name = "campaign",
        sortOptions = false,
        description = {
            "Runs many simulated worlds, those of N seeds in a row, and checks that all properties hold in each.",
            "",
            "Apart from speeds, the report is the same whatever the number of threads. A scenario that fails is made "
                    + "small and written to a file, and the command that explains it is printed. After "
                    + Tally.ENOUGH + " scenarios or more, an interesting thing that never happened is a failure, too: "
                    + "nothing was proved about it. Exit code 1 after any failure.",
            ""
        })
public final class CampaignCommand implements Callable<Integer> {

    private static final long MAX_SCENARIOS = 1_000_000_000;
    private static final int MAX_THREADS = 1_024;
    private static final int MAX_SHARDS = 10_000;
    private static final int MAX_TOLD = 20;

    private final LongFunction<Scenario> scenarios;

    @Spec
    private CommandSpec spec;

    @Option(names = "--scenarios", required = true, paramLabel = "N", description = "How many worlds.")
    private long count;

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
            converter = Shard.Converter.class,
            description = "Only every n-th seed, from the i-th on, i from 1 to n: n machines with i = 1, 2, ... n "
                    + "run all of them. Default: ${DEFAULT-VALUE}.")
    private Shard shard;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "campaign-failures",
            description = "Where scenarios that fail are written. Default: ${DEFAULT-VALUE}.")
    private Path directory;

    @Option(
            names = "--no-speed",
            description = "Don't measure first how fast the simulator is on one core, which takes a few seconds.")
    private boolean skipsSpeed;

    public CampaignCommand() {
        this(Scenarios::of);
    }

    /** For tests: other scenarios than those of the seeds. */
    CampaignCommand(LongFunction<Scenario> scenarios) {
        this.scenarios = scenarios;
    }

    /** A part of a campaign. */
    record Shard(int i, int n) {

        static final class Converter implements picocli.CommandLine.ITypeConverter<Shard> {
            @Override
            public Shard convert(String text) {
                if (!text.matches("\\d{1,5}/\\d{1,5}")) {
                    throw new picocli.CommandLine.TypeConversionException("'" + text + "' must be i/n, such as 1/4");
                }
                int slash = text.indexOf('/');
                return new Shard(
                        Integer.parseInt(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
            }
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        Tool.checkDirectory("--out", directory);
        PrintWriter out = spec.commandLine().getOut();
        int cores = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        Campaign campaign = new Campaign(new Campaign.Plan(from, count, shard.i, shard.n, cores), scenarios);
        if (!skipsSpeed) {
            out.println("simulator  " + Words.millions(Speed.peerTicksPerSecond()) + " peer-ticks/s: " + Speed.WORLD);
            out.flush();
        }
        long start = System.nanoTime();
        Tally tally;
        try (Progress progress = Progress.of((count - shard.i + shard.n) / shard.n)) {
            tally = campaign.run(progress::step);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        tally.lines().forEach(out::println);
        out.println(tally.speed(seconds, cores));
        tally.missing().forEach(witness -> out.println("missing    " + witness + ": never " + witness.words()));
        out.flush();
        printFailures(out, tally, campaign.shrink(tally));
        out.println(tally.summary(seconds));
        out.flush();
        return tally.isGood() ? 0 : 1;
    }

    private void check() {
        Ranges.check(spec, "--scenarios", count, 1, MAX_SCENARIOS);
        Ranges.check(spec, "--threads", threads == null ? 1 : threads, 1, MAX_THREADS);
        Ranges.check(spec, "--shard n", shard.n, 1, MAX_SHARDS);
        Ranges.check(spec, "--shard i", shard.i, 1, shard.n);
        if (shard.i > count) {
            throw new ParameterException(
                    spec.commandLine(), "--shard " + shard.i + "/" + shard.n + " has none of " + count + " scenarios");
        }
    }

    private void printFailures(PrintWriter out, Tally tally, SortedMap<Long, Shrunk> shrunk) {
        int told = 0;
        for (Map.Entry<Long, Trial.Failure> failure : tally.failures().entrySet()) {
            if (++told > MAX_TOLD) {
                out.println("failure    and " + (tally.failures().size() - MAX_TOLD) + " more");
                break;
            }
            long seed = failure.getKey();
            String what = "failure    seed " + seed + ": " + failure.getValue().text();
            out.println(shrunk.containsKey(seed) ? what + written(seed, shrunk.get(seed)) : what + replay("" + seed));
        }
    }

    /** Where the small scenario is; or why it isn't written, but the seed is told all the same. */
    private String written(long seed, Shrunk shrunk) {
        Path file = directory.resolve("seed-" + seed + ".json");
        try {
            Tool.makeDirectory("--out", directory);
            ScenarioFile.write(file, shrunk.scenario());
        } catch (IOException e) {
            return "; " + e.getMessage() + replay("" + seed);
        }
        return "; shrunk to " + Words.scenario(shrunk.scenario()) + replay(Tool.quoted(file));
    }

    private static String replay(String what) {
        return "; explain it: " + Tool.command("replay " + what);
    }
}

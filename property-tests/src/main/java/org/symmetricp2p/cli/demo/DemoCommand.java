package org.symmetricp2p.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.symmetricp2p.cli.LimitOptions;
import org.symmetricp2p.cli.OutputDirectory;
import org.symmetricp2p.cli.Ranges;
import org.symmetricp2p.core.Adaptive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code demo}: what its options mean. {@link DemoRun} does the rest. */
@Command(
        name = "demo",
        sortOptions = false,
        description = {
            "Shows that six peers stay identical, whatever happens to them.",
            "",
            "Starts six processes, linked 0-1-2-3-0, 3-4 and 5-0, and presses random keys at all of them. Peer 5 joins "
                    + "late at peer 0; peer 2 is killed and comes back with empty memory; link 3-4 goes down and up. "
                    + "At the end the state hashes of all peers are compared at every tick from 0 on, and the last "
                    + "line is 'identical at every tick 0..T on 6 peers'. Anything else is a failure.",
            "",
            "The table shows of each peer: the tick that it is at, the position, the state hash at a tick that all "
                    + "have passed, its links, the events that it knows, the rollbacks that late events caused, how "
                    + "many ticks it simulated again for them, and its clock minus the most advanced one, in "
                    + "milliseconds.",
            ""
        })
public final class DemoCommand implements Callable<Integer> {

    private static final int MIN_SECONDS = 5;
    private static final int MAX_SECONDS = 3_600;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "How long to play, " + MIN_SECONDS + " to " + MAX_SECONDS + " s. Default: ${DEFAULT-VALUE}. "
                    + "Starting, ending and comparing take some seconds more.")
    private int seconds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Fixes which keys are pressed, and at which ticks things happen. Default: any.")
    private Long seed;

    @Mixin
    private LimitOptions limits;

    @Option(
            names = "--settle",
            description =
                    "The session settles, with peer 0 as its keeper, which waits 3 s for who is silent. The table shows then, in place of "
                            + "the clock's lag, by how much settled ticks lag behind the clock.")
    private boolean settles;

    @Option(
            names = "--adaptive-delta",
            paramLabel = "PERCENT",
            description =
                    "Each peer chooses for each key how many ticks ahead it takes effect, so that no more than 1 to 50 %% come too late anywhere.")
    private Integer latePercent;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Keep here the key scripts, traces, events and messages of all peers. Default: keep them "
                    + "only after a failure.")
    private Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Ranges.check(spec, "--seconds", seconds, MIN_SECONDS, MAX_SECONDS);
        limits.check(spec);
        if (latePercent != null) {
            Ranges.check(spec, "--adaptive-delta", latePercent, 1, Adaptive.MAX_LATE_PERCENT);
        }
        long chosen = seed == null ? new Random().nextInt(1_000_000) : seed;
        new DemoRun(Scenario.of(seconds, chosen), arguments(), directory(), out != null, System.out).run();
        return 0;
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(limits.arguments());
        if (settles) {
            arguments.addAll(List.of("--settle=0." + ChildPlan.incarnation(1), "--settle-silence=3"));
        }
        if (latePercent != null) {
            arguments.add("--adaptive-delta=" + latePercent);
        }
        return arguments;
    }

    private Path directory() throws IOException {
        return out == null ? OutputDirectory.temporary("symmetric-demo-") : OutputDirectory.make("--out", out);
    }
}

package org.symmetricp2p.cli.load;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.symmetricp2p.cli.LimitOptions;
import org.symmetricp2p.cli.Ranges;
import org.symmetricp2p.sim.Topology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code load}: what its options mean. {@link LoadRun} does the rest. */
@Command(
        name = "load",
        sortOptions = false,
        description = {
            "Runs peers in this process, linked over TCP as in the paper, and tells what they cost.",
            "",
            "Keys are pressed in turn by all peers. What is told is of the whole process, after a warm-up, and"
                    + " so is the compiler's work that is left then, some minutes of it: run it on a quiet machine.",
            ""
        })
public final class LoadCommand implements Callable<Integer> {

    private static final int MAX_SECONDS = 86_400;
    private static final int MAX_RATE = 60_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--peers",
            paramLabel = "N",
            defaultValue = "21",
            description = "How many of the paper's peers, 2 to 21. Default: ${DEFAULT-VALUE}.")
    private int peers;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "How long it is measured, 1 to " + MAX_SECONDS + ". Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "20",
            description = "For how many seconds it runs before, 0 to " + MAX_SECONDS + ". Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many keys are pressed in a minute, by all peers together, 1 to " + MAX_RATE
                    + ". Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Mixin
    private LimitOptions limits;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Ranges.check(spec, "--peers", peers, 2, Topology.PAPER.peers(0));
        Ranges.check(spec, "--seconds", seconds, 1, MAX_SECONDS);
        Ranges.check(spec, "--warm-up", warmUp, 0, MAX_SECONDS);
        Ranges.check(spec, "--rate", rate, 1, MAX_RATE);
        limits.check(spec);
        new LoadRun(peers, warmUp, seconds, rate, limits.limits()).run().lines().forEach(System.out::println);
        return 0;
    }
}

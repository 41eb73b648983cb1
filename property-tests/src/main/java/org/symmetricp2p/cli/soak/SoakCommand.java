package org.symmetricp2p.cli.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.symmetricp2p.cli.LimitOptions;
import org.symmetricp2p.cli.OutputDirectory;
import org.symmetricp2p.cli.Ranges;
import org.symmetricp2p.cli.attack.Attack;
import org.symmetricp2p.cli.attack.Attacks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code soak}: what its options mean. {@link SoakRun} does the rest. */
@Command(
        name = "soak",
        sortOptions = false,
        description = {
            "Runs eight peers for minutes while links go down and up, peers start again and hostile neighbours attack.",
            "",
            "At the end all state hashes must be the same at every tick, and neither memory nor handles nor threads"
                    + " may have grown, but for what new events take. Anything else is a failure. Writes soak.csv,"
                    + " soak.png and soak.svg.",
            ""
        })
public final class SoakCommand implements Callable<Integer> {

    private static final int MAX_MINUTES = 10_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long, 1 to " + MAX_MINUTES + ". Default: ${DEFAULT-VALUE}.")
    private int minutes;

    @Option(
            names = "--attacks",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "idle,squat,slow-read,slow-write,garbage,clock-bomb,impersonate",
            description =
                    "Which attacks, in turn, as attack --list names them; none for none. Default: ${DEFAULT-VALUE}.")
    private List<String> attacks;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of what is random in it. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private LimitOptions limits;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where the files go. Default: the current directory.")
    private Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Ranges.check(spec, "--minutes", minutes, 1, MAX_MINUTES);
        limits.check(spec);
        List<Attack> chosen = Attacks.named(spec, attacks);
        OutputDirectory.make("--out", out);
        new SoakRun(minutes, chosen, seed, limits.limits(), out, System.out).run();
        return 0;
    }
}

package org.symmetricp2p.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.symmetricp2p.cli.LimitOptions;
import org.symmetricp2p.cli.OutputDirectory;
import org.symmetricp2p.cli.Ranges;
import org.symmetricp2p.cli.attack.Attack;
import org.symmetricp2p.cli.attack.Attacks;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code storm}: what its options mean. {@link StormRun} does the rest. */
@Command(
        name = "storm",
        sortOptions = false,
        description = {
            "Kills and starts again six peers for minutes, while three hostile neighbours do their worst.",
            "",
            "Each peer is a process, which is killed by SIGKILL and starts again without memory; which peers are linked, when each"
                    + " is killed, links go down and keys are pressed is drawn from the seed. At the end all peers must know the same events and"
                    + " have had the same state hash at every tick. Anything else is a failure, which names the command that"
                    + " does the same again.",
            ""
        })
public final class StormCommand implements Callable<Integer> {

    private static final int MAX_SECONDS = 36_000;

    @Spec
    private CommandSpec spec;

    @ArgGroup
    private Length length = new Length();

    /** How long it lasts. */
    private static final class Length {
        @Option(names = "--minutes", paramLabel = "N", description = "How long, 1 to 600 minutes. Default: 10.")
        private Integer minutes;

        @Option(names = "--seconds", paramLabel = "N", description = "How long, 5 to " + MAX_SECONDS + " s.")
        private Integer seconds;
    }

    @Option(
            names = "--attacks",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "clock-bomb,garbage,impersonate,deep,idle,squat,slow-read,slow-write",
            description =
                    "Which attacks, as attack --list names them; none for none. Those that fill a session, or part it for good (equivocate, forge),"
                            + " aren't there by default: after these, each part must be identical, and know another version of an"
                            + " event than those that it should be linked to. Default: ${DEFAULT-VALUE}.")
    private List<String> attacks;

    @Option(names = "--seed", paramLabel = "N", description = "Of all that is random. Default: any.")
    private Long seed;

    @Mixin
    private LimitOptions limits;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Keep here the traces, events and messages of all lives. Default: keep them only after a failure.")
    private Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (length.seconds == null) {
            Ranges.check(spec, "--minutes", minutes(), 1, MAX_SECONDS / 60);
        }
        int seconds = length.seconds == null ? 60 * minutes() : length.seconds;
        Ranges.check(spec, "--seconds", seconds, 5, MAX_SECONDS);
        limits.check(spec);
        List<Attack> chosen = Attacks.named(spec, attacks);
        long drawn = seed == null ? new Random().nextInt(1_000_000) : seed;
        Path directory =
                out == null ? OutputDirectory.temporary("symmetric-storm-") : OutputDirectory.make("--out", out);
        String again = "storm --seconds " + seconds + " --seed " + drawn + " --attacks " + String.join(",", attacks)
                + (limits.arguments().isEmpty() ? "" : " " + String.join(" ", limits.arguments()));
        new StormRun(
                        Storm.of(seconds, drawn),
                        chosen,
                        drawn,
                        limits.arguments(),
                        directory,
                        out != null,
                        again,
                        System.out)
                .run();
        return 0;
    }

    private int minutes() {
        return length.minutes == null ? 10 : length.minutes;
    }
}

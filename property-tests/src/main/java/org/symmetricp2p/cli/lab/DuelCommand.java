package org.symmetricp2p.cli.lab;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.symmetricp2p.check.LinkDuel;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.check.Trial;
import org.symmetricp2p.check.Violation;
import org.symmetricp2p.cli.Ranges;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code duel}: the real core and endpoint against a reference and a model, with neighbours who say anything. */
@Command(
        name = "duel",
        sortOptions = false,
        description = {
            "Compares the real core with a reference that was written from the specification alone, and a real "
                    + "endpoint with a model of the rules of connections.",
            "",
            "Both get the same inputs, drawn from a seed: readings of the clock, keys, links, connections made and "
                    + "lost, and messages as correct neighbours send them, broken ones, hostile ones. What they put "
                    + "out and show must be the same at every step. Exit code 1 at the first difference, which is "
                    + "printed with the command that repeats it.",
            ""
        })
public final class DuelCommand implements Callable<Integer> {

    private static final int MAX_DUELS = 100_000_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--duels",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many, 1 to " + MAX_DUELS + ". Default: ${DEFAULT-VALUE}.")
    private int duels;

    @Option(
            names = "--from",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "The seed of the first; the others follow. Default: ${DEFAULT-VALUE}.")
    private long from;

    @Override
    public Integer call() {
        Ranges.check(spec, "--duels", duels, 1, MAX_DUELS);
        PrintWriter out = spec.commandLine().getOut();
        for (long seed = from; seed < from + duels; seed++) {
            Optional<Violation> violation = Trial.duel(seed);
            if (violation.isPresent()) {
                out.println("failure    duel " + seed + ": " + violation.get().getMessage());
                if (violation.get().property() == Property.LINKED) {
                    LinkDuel.story(seed).forEach(line -> out.println("before     " + line));
                }
                out.println("again      " + Tool.command("duel --from " + seed + " --duels 1"));
                out.flush();
                return 1;
            }
        }
        out.println(Words.count(duels, "duel")
                + ": the core does what the reference does, and endpoint and settling peer what the models do");
        out.flush();
        return 0;
    }
}

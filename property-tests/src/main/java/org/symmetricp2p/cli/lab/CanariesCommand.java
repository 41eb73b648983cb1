package org.symmetricp2p.cli.lab;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.check.canary.Canaries;
import org.symmetricp2p.check.canary.Canaries.Outcome;
import org.symmetricp2p.check.canary.Canary;
import org.symmetricp2p.cli.Ranges;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code canaries}: shows that the laboratory notices bugs, by a table of deliberate ones. */
@Command(
        name = "canaries",
        sortOptions = false,
        description = {
            "Shows that the laboratory notices bugs.",
            "",
            "Each canary is a deliberate bug: a small change of the sources, which is compiled in memory and runs in "
                    + "the scenarios of the seeds 1, 2, 3, ... until the property that it is made for fails. A canary "
                    + "with two properties must be killed by each of them alone. One that survives is a failure. What "
                    + "explains the scenario that failed is printed. "
                    + "Needs a JDK, for its compiler.",
            ""
        })
public final class CanariesCommand implements Callable<Integer> {

    private static final String ROW = "%-27s %-16s %9s  %s";
    private static final int MAX_SCENARIOS = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Only this canary; and show what the properties said. Default: all of them.")
    private String name;

    @Option(
            names = "--max",
            paramLabel = "N",
            defaultValue = "" + Canaries.DEFAULT_MAX,
            description = "In how many scenarios a canary must be killed, 1 to " + MAX_SCENARIOS
                    + ". Default: ${DEFAULT-VALUE}.")
    private int max;

    @Override
    public Integer call() {
        Ranges.check(spec, "--max", max, 1, MAX_SCENARIOS);
        List<Canary> canaries = name == null ? Canary.ALL : List.of(named());
        PrintWriter out = spec.commandLine().getOut();
        print(out, "canary", "killed by", "scenarios", "what it did");
        long survived = 0;
        for (Canary canary : canaries) {
            survived += Canaries.run(canary, max)
                    .peek(outcome -> print(out, outcome))
                    .filter(outcome -> !outcome.isKilled())
                    .count();
        }
        out.println(
                survived == 0
                        ? "every property killed its canaries"
                        : survived + " times, a canary SURVIVED a property");
        out.flush();
        return survived == 0 ? 0 : 1;
    }

    private Canary named() {
        try {
            return Canary.named(name);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--name: " + e.getMessage(), e);
        }
    }

    private void print(PrintWriter out, Outcome outcome) {
        String property = outcome.property().number() + " " + outcome.property();
        String killer = outcome.isKilled() ? property : "not by " + property + "!";
        print(
                out,
                outcome.canary().name(),
                killer,
                outcome.scenarios(),
                outcome.canary().what());
        if (name != null) {
            outcome.violation().ifPresent(violation -> out.println("  " + violation));
        }
        if (outcome.isKilled()) {
            out.println("    explain it: " + Tool.command("replay " + arguments(outcome)));
        }
    }

    /** The scenarios are those of the seeds from 1 on, so their number is the seed of the last. */
    private static String arguments(Outcome outcome) {
        String only = outcome.property() == Property.SIM_DET ? "" : " --property " + outcome.property();
        return "--canary " + outcome.canary().name() + only + " " + outcome.scenarios();
    }

    private static void print(PrintWriter out, Object... cells) {
        out.println(String.format(ROW, cells));
        out.flush(); // a row may take a while
    }
}

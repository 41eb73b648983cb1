package org.symmetricp2p.cli.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongFunction;
import org.symmetricp2p.check.Shrinker;
import org.symmetricp2p.check.Shrinker.Budget;
import org.symmetricp2p.check.Shrinker.Shrunk;
import org.symmetricp2p.check.Weight;
import org.symmetricp2p.cli.OutputDirectory;
import org.symmetricp2p.cli.lab.Failures.Failed;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.ScenarioFile;

/**
 * Makes failures small once a campaign is over, and writes them to files: of each kind the one in the simplest world, as
 * the others are most likely the same bug. What time there is, the kinds share.
 */
final class Shrinking {

    private final LongFunction<Scenario> scenarios;
    private final Path directory;
    private final Budget budget;
    private final Farewell farewell;
    private final PrintWriter out;

    Shrinking(LongFunction<Scenario> scenarios, Path directory, Budget budget, Farewell farewell, PrintWriter out) {
        this.scenarios = scenarios;
        this.directory = directory;
        this.budget = budget;
        this.farewell = farewell;
        this.out = out;
    }

    void shrink(List<Failures> kinds) throws Exception {
        long begin = budget.clock().getAsLong();
        List<Failures> worlds = kinds.stream().filter(kind -> !kind.isOfDuels()).toList();
        for (int i = 0; i < worlds.size() && !farewell.isNear(); i++) {
            long left = budget.nanos() - (budget.clock().getAsLong() - begin);
            shrink(worlds.get(i), Math.max(0, left) / (worlds.size() - i));
        }
    }

    private void shrink(Failures failures, long nanos) throws Exception {
        Failed simplest = failures.kept().stream()
                .min(Comparator.comparing(failed -> Weight.of(scenarios.apply(failed.seed()))))
                .orElseThrow();
        tell("shrinking  seed " + simplest.seed() + ", " + simplest.property() + ", for at most "
                + Words.seconds(nanos / 1_000) + "; Ctrl-C keeps the smallest world so far");
        try {
            long begin = budget.clock().getAsLong();
            Shrunk shrunk = farewell.interruptibly(() -> shrunk(simplest, nanos));
            String took = Words.count(shrunk.runs(), "run") + ", "
                    + Words.seconds((budget.clock().getAsLong() - begin) / 1_000)
                    + (shrunk.isCutOff() ? ", cut off" : "");
            tell("shrunk     seed " + simplest.seed() + " to " + Words.scenario(shrunk.scenario()) + " (" + took + "): "
                    + written(failures, simplest, shrunk.scenario()));
        } catch (IllegalArgumentException good) {
            tell("shrunk     not at all: seed " + simplest.seed()
                    + " doesn't fail again, so its run depends on more than the seed");
        }
    }

    private Shrunk shrunk(Failed failed, long nanos) {
        Scenario scenario = scenarios.apply(failed.seed());
        Budget share = new Budget(budget.threads(), nanos, budget.clock());
        return Shrinker.shrink(scenario, failed.failure(), share);
    }

    /** Where the small scenario is; or why it isn't written, which is no reason to end. */
    private String written(Failures failures, Failed failed, Scenario scenario) {
        Path file = directory.resolve("seed-" + failed.seed() + ".json");
        try {
            OutputDirectory.make("--out", directory);
            ScenarioFile.write(file, scenario);
        } catch (IOException e) {
            return e.getMessage();
        }
        failures.wrote(failed.seed(), file.toString());
        return file.toString();
    }

    private void tell(String line) {
        out.println(line);
        out.flush();
    }
}

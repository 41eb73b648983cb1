package org.symmetricp2p.mutation;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.symmetricp2p.mutation.Scores.Score;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The last step of the profile {@code mutation}: prints which part of the mutants the unit tests find, the laboratory alone, and both
 * together, and what they don't; fails if a score is too low.
 */
@Command(name = "mutation-score", sortOptions = false, mixinStandardHelpOptions = true)
final class MutationScore implements Callable<Integer> {

    static final int GOOD = 0;
    static final int BAD = 1;

    private static final String ALL = "";

    @Spec
    private CommandSpec spec;

    @Option(names = "--unit-tests", required = true, paramLabel = "FILE", description = "mutations.xml of their run")
    private Path unitTests;

    @Option(names = "--alone", required = true, paramLabel = "FILE", description = "mutations.xml of the laboratory's")
    private Path alone;

    @Option(names = "--equivalent", required = true, paramLabel = "FILE", description = "what can't be found, and why")
    private Path equivalent;

    @Option(names = "--sources", required = true, paramLabel = "FOLDER", description = "the one with core in it")
    private Path sources;

    @Option(
            names = "--least-alone",
            split = ",",
            paramLabel = "PACKAGE=PERCENT",
            description = "least scores of the laboratory alone, by package")
    private Map<String, Double> leastAlone = new TreeMap<>();

    @Option(names = "--least-together", required = true, paramLabel = "PERCENT", description = "least score of both")
    private double leastTogether;

    public static void main(String... args) {
        System.exit(new CommandLine(new MutationScore()).execute(args));
    }

    @Override
    public Integer call() {
        Scores scores = read();
        PrintWriter out = spec.commandLine().getOut();
        printTable(out, scores);
        out.printf("%nunit tests: %s%nlaboratory alone: %s%n", scores.unitTestsCounts(), scores.aloneCounts());
        printSurvivors(out, "the laboratory alone", scores.survivorsOfLaboratory());
        printSurvivors(out, "both together", scores.survivorsOfBoth());
        printExcluded(out, scores);
        List<String> problems = problems(scores);
        problems.forEach(spec.commandLine().getErr()::println);
        return problems.isEmpty() ? GOOD : BAD;
    }

    private Scores read() {
        try {
            return new Scores(
                    PitReport.read(unitTests),
                    PitReport.read(alone),
                    Equivalent.read(equivalent),
                    new Sources(sources));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    // ---- what is printed ----

    private static void printTable(PrintWriter out, Scores scores) {
        out.printf("%-8s %8s %12s %20s %14s%n", "", "mutants", "unit tests", "laboratory alone", "both together");
        scores.packages().forEach(name -> printRow(out, name, scores, name));
        printRow(out, "all", scores, ALL);
    }

    private static void printRow(PrintWriter out, String title, Scores scores, String packageName) {
        out.printf(
                "%-8s %,8d %12s %20s %14s%n",
                title,
                scores.together(packageName).of(),
                words(scores.unitTests(packageName)),
                words(scores.alone(packageName)),
                words(scores.together(packageName)));
    }

    private static String words(Score score) {
        return String.format(Locale.ROOT, "%.1f %%", score.percent());
    }

    private static void printSurvivors(PrintWriter out, String whom, Map<Mutant, String> survivors) {
        out.printf("%n%,d survive %s%n", survivors.size(), whom);
        survivors.forEach((mutant, source) -> out.println(mutant + " | " + source));
    }

    private static void printExcluded(PrintWriter out, Scores scores) {
        out.printf("%n%,d are excluded%n", scores.excluded().size());
        scores.excluded().forEach((mutant, entry) -> out.println(mutant + " | " + entry.reason()));
    }

    // ---- what is wrong ----

    private List<String> problems(Scores scores) {
        List<String> problems = new ArrayList<>(scores.rotten());
        leastAlone.forEach((name, least) ->
                problems.addAll(tooLow("the laboratory alone, in " + name, scores.alone(name), least)));
        problems.addAll(tooLow("both together", scores.together(ALL), leastTogether));
        return problems;
    }

    private static List<String> tooLow(String what, Score score, double least) {
        return score.percent() >= least
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "%s: %d of %d mutants found, %.2f %%, which is less than %s %%",
                        what,
                        score.found(),
                        score.of(),
                        score.percent(),
                        least));
    }
}

package org.symmetricp2p.cli.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.symmetricp2p.check.Trial;
import org.symmetricp2p.check.Witness;
import org.symmetricp2p.cli.lab.Failures.Failed;

/** What many trials come to: sums, which don't depend on the order, and failures by kind; and how that is told. */
final class Tally {

    /** A campaign of this many scenarios in which a witness never occurred has proved nothing about it. */
    static final int ENOUGH = 1_000;

    private static final int MAX_SEEDS_NAMED = 10;

    private final String worlds;
    private final Map<String, Failures> kinds = new TreeMap<>();
    private Counts counts = Counts.NONE;
    private long digest;

    /** @param worlds the options that say which worlds these are, each with a space before it */
    Tally(String worlds) {
        this.worlds = worlds;
    }

    void add(long seed, Trial trial) {
        counts = counts.plus(trial.verdict().map(Counts::of).orElse(Counts.BROKEN));
        digest += trial.verdict()
                .map(verdict -> verdict.digest() * (2 * seed + 1))
                .orElse(0L);
        trial.failure().ifPresent(failure -> kind(failure.kind()).add(Failed.of(seed, failure)));
    }

    void add(Report report) {
        counts = counts.plus(report.counts());
        digest += Long.parseUnsignedLong(report.digest(), 16);
        report.failing()
                .forEach((property, count) -> kind(property)
                        .add(
                                count,
                                report.failures().stream()
                                        .filter(failed -> failed.property().equals(property))));
    }

    private Failures kind(String kind) {
        return kinds.computeIfAbsent(kind, first -> new Failures());
    }

    Counts counts() {
        return counts;
    }

    String digest() {
        return Words.hex(digest);
    }

    /** The failures of each kind, in the order of their lowest seeds. */
    List<Failures> failures() {
        return Failures.inOrder(kinds);
    }

    /** How many scenarios failed, by the kind of failure. */
    Map<String, Long> failing() {
        Map<String, Long> failing = new TreeMap<>();
        kinds.forEach((kind, failures) -> failing.put(kind, failures.count()));
        return failing;
    }

    /** The witnesses that should have occurred, if the campaign was long enough. */
    List<Witness> missing() {
        return counts.scenarios() < ENOUGH
                ? List.of()
                : Stream.of(Witness.values())
                        .filter(witness -> !counts.witnesses().containsKey(witness))
                        .toList();
    }

    boolean isGood() {
        return kinds.isEmpty() && missing().isEmpty();
    }

    /** What doesn't depend on the machine. */
    List<String> lines() {
        return List.of(
                "scenarios  " + Words.count(counts.scenarios()) + ", " + Words.seconds(counts.simulatedMicros())
                        + " simulated, " + Words.count(counts.events(), "event"),
                "ticks      " + Words.count(counts.ticks()) + ", of which " + Words.count(counts.replayed())
                        + " were simulated again after " + Words.count(counts.rollbacks(), "rollback"),
                "witnesses  " + Words.witnesses(counts.witnesses()),
                "digest     " + digest() + " of all states: the same in every run");
    }

    /** What is wrong. */
    List<String> troubles() {
        List<String> lines = new ArrayList<>();
        missing().forEach(witness -> lines.add("missing    " + witness + ": never " + witness.words()));
        failures().forEach(failures -> lines.add("failing    " + failing(failures)));
        return lines;
    }

    private static String failing(Failures failures) {
        String seeds = failures.kept().stream()
                .limit(MAX_SEEDS_NAMED)
                .map(failed -> "" + failed.seed())
                .collect(Collectors.joining(", "));
        return failures.kept().get(0).property() + " in " + Words.count(failures.count(), "scenario")
                + (failures.count() == 1 ? ", seed " : ", seeds ")
                + seeds + (failures.count() > MAX_SEEDS_NAMED ? ", ..." : "");
    }

    String speed(double seconds, double cpuSeconds, int threads) {
        return "speed      " + Words.fraction(counts.scenarios() / seconds) + " scenarios/s, "
                + Words.millions(counts.ticks() / seconds) + " peer-ticks/s ("
                + Words.millions(counts.ticks() / seconds / threads) + " a thread, on " + threads + "), "
                + Words.fraction(counts.simulatedMicros() / 1e6 / seconds) + " simulated s/s, "
                + Words.fraction(cpuSeconds) + " s of CPU";
    }

    /**
     * The last line but the command.
     *
     * @param how what it took
     */
    String summary(String how) {
        long failed = kinds.values().stream().mapToLong(Failures::count).sum();
        List<String> bad = new ArrayList<>();
        if (failed > 0) {
            bad.add(failed == 1 ? "1 scenario fails" : Words.count(failed, "scenario") + " fail");
        }
        if (!missing().isEmpty()) {
            bad.add(missing().size() == 1 ? "1 witness is missing" : missing().size() + " witnesses are missing");
        }
        return Words.count(counts.scenarios(), "scenario") + " " + how + ": "
                + (bad.isEmpty() ? "all properties hold" : String.join(", ", bad));
    }

    /** The command that explains a failure: of a shrunk one, if there is one here. */
    Optional<String> explanation() {
        List<Failed> lowest =
                failures().stream().flatMap(kind -> kind.kept().stream()).toList();
        return lowest.stream()
                .filter(failed -> !failed.file().isEmpty() && Files.exists(Path.of(failed.file())))
                .findFirst()
                .or(() -> lowest.stream().map(failed -> failed.in("")).findFirst())
                .map(failed -> "explain it: " + failed.again(worlds));
    }
}

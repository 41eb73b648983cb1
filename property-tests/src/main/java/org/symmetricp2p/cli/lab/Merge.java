package org.symmetricp2p.cli.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The sum of the reports of one campaign's shards. */
final class Merge {

    private static final double SECONDS_PER_HOUR = 3_600;

    /** A report, and where it is from. */
    record Source(Path path, Report report) {}

    private final SortedMap<Integer, Source> shards = new TreeMap<>();
    private final Report first;
    private final Tally tally = new Tally("");
    private double seconds;
    private double cpuSeconds;

    private Merge(Report first) {
        this.first = first;
    }

    /**
     * Adds them up. Some may be missing.
     *
     * @throws IOException if they don't belong together, or one is there twice: says which
     */
    static Merge of(List<Source> sources) throws IOException {
        Merge merge = new Merge(sources.get(0).report());
        for (Source source : sources) {
            check(sources.get(0), source);
            merge.add(source);
        }
        return merge;
    }

    private static void check(Source one, Source other) throws IOException {
        Report a = one.report();
        Report b = other.report();
        same(one, other, "build", a.build(), b.build());
        same(one, other, "from", a.seeds().from(), b.seeds().from());
        same(one, other, "scenarios", a.seeds().scenarios(), b.seeds().scenarios());
        same(one, other, "shards", a.seeds().shards(), b.seeds().shards());
    }

    private static void same(Source one, Source other, String what, Object a, Object b) throws IOException {
        if (!a.equals(b)) {
            throw new IOException("the reports aren't of one campaign: " + what + " is " + a + " in " + one.path()
                    + ", but " + b + " in " + other.path());
        }
    }

    private void add(Source source) throws IOException {
        Report report = source.report();
        Source twin = shards.putIfAbsent(report.seeds().shard(), source);
        if (twin != null) {
            throw new IOException(
                    "shard " + report.shard() + " is there twice: in " + twin.path() + " and in " + source.path());
        }
        tally.add(report);
        seconds = Math.max(seconds, report.seconds());
        cpuSeconds += report.cpuSeconds();
    }

    Tally tally() {
        return tally;
    }

    /** The shards that there are no reports of. */
    List<Shard> missing() {
        List<Shard> missing = new ArrayList<>();
        for (int i = 1; i <= first.seeds().shards(); i++) {
            if (!shards.containsKey(i)) {
                missing.add(new Shard(i, first.seeds().shards()));
            }
        }
        return missing;
    }

    boolean isGood() {
        return missing().isEmpty() && tally.isGood();
    }

    String cost() {
        return Words.fraction(cpuSeconds) + " s of CPU, that is " + Words.fraction(cpuSeconds / SECONDS_PER_HOUR)
                + " hours; " + Words.fraction(seconds) + " s for the slowest shard";
    }

    String summary() {
        String how = "in " + Words.count(shards.size(), "shard");
        String lack = missing().isEmpty()
                ? ""
                : "; " + missing().size() + " of " + Words.count(first.seeds().shards(), "shard") + " MISSING";
        return tally.summary(how) + lack;
    }

    /** The report of the whole, for when no shard is missing. */
    Report report() {
        return Report.of(first.build(), first.seeds().whole(), seconds, cpuSeconds, tally);
    }
}

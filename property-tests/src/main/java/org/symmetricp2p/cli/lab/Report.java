package org.symmetricp2p.cli.lab;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.symmetricp2p.cli.lab.Failures.Failed;

/**
 * What a campaign, or one shard of it, came to: all that is needed to add shards up.
 *
 * @param seconds how long it took
 * @param cpuSeconds how long all its threads worked, on all machines
 * @param digest of all states, as sixteen hexadecimal digits
 * @param failing how many scenarios failed, by the kind of failure
 * @param failures of each kind, those of the lowest seeds
 */
record Report(
        Build build,
        Seeds seeds,
        double seconds,
        double cpuSeconds,
        Counts counts,
        String digest,
        Map<String, Long> failing,
        List<Failed> failures) {

    Report {
        require(
                seeds.scenarios() >= 1 && seeds.scenarios() <= Seeds.MAX_SCENARIOS,
                "there can't be " + seeds.scenarios() + " scenarios");
        Shard.checked("shard", seeds.shard(), seeds.shards());
        require(
                counts.scenarios() == seeds.size(),
                "the shard has " + seeds.size() + " scenarios, but " + counts.scenarios() + " are counted");
        require(digest.matches("[0-9a-f]{16}"), "digest is '" + digest + "', must be sixteen hexadecimal digits");
        checkFailures(failing, failures);
        failing = Collections.unmodifiableMap(new TreeMap<>(failing));
        failures = List.copyOf(failures);
    }

    private static void checkFailures(Map<String, Long> failing, List<Failed> failures) {
        Map<String, Long> kept = new TreeMap<>();
        failures.forEach(failed -> kept.merge(failed.property(), 1L, Long::sum));
        require(kept.keySet().equals(failing.keySet()), "failing has other properties than failures");
        kept.forEach((property, count) ->
                require(count <= failing.get(property), property + " has more failures than are counted"));
    }

    private static void require(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    static Report of(Build build, Seeds seeds, double seconds, double cpuSeconds, Tally tally) {
        List<Failed> failures = new ArrayList<>();
        tally.failures().forEach(kind -> failures.addAll(kind.kept()));
        return new Report(build, seeds, seconds, cpuSeconds, tally.counts(), tally.digest(), tally.failing(), failures);
    }

    Shard shard() {
        return new Shard(seeds.shard(), seeds.shards());
    }
}

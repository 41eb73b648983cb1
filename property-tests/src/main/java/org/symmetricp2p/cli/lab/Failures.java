package org.symmetricp2p.cli.lab;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.symmetricp2p.check.Trial;

/**
 * The failures of one kind: how many there are, and those of the lowest seeds. A broken core fails in every world, so
 * not all can be kept; which ones are doesn't depend on the order.
 */
final class Failures {

    /** How many are kept. */
    static final int MAX_KEPT = 100;

    /**
     * A seed that failed.
     *
     * @param property the kind of the failure
     * @param text what the laboratory says of it
     * @param work after how many ticks and steps of all peers it showed
     * @param file where the shrunk scenario is; empty if there is none
     */
    record Failed(long seed, String property, String text, long work, String file) {

        static Failed of(long seed, Trial.Failure failure) {
            return new Failed(seed, failure.kind(), failure.text(), failure.work(), "");
        }

        Trial.Failure failure() {
            return new Trial.Failure(property, text, work);
        }

        /**
         * The command that shows it again.
         *
         * @param worlds the options that say of which kind its world is, each with a space before it
         */
        String again(String worlds) {
            if (failure().isDuel()) {
                return Tool.command("duel --from " + seed + " --duels 1");
            }
            String world = seed + worlds;
            return Tool.command("replay " + (file.isEmpty() ? world : Tool.quoted(Path.of(file))));
        }

        Failed in(String written) {
            return new Failed(seed, property, text, work, written);
        }
    }

    private final SortedMap<Long, Failed> lowest = new TreeMap<>();
    private long count;

    /** Whether there is no world to make smaller. */
    boolean isOfDuels() {
        return kept().get(0).failure().isDuel();
    }

    void add(Failed failed) {
        count++;
        keep(failed);
    }

    void add(long others, Stream<Failed> kept) {
        count += others;
        kept.forEach(this::keep);
    }

    private void keep(Failed failed) {
        lowest.put(failed.seed(), failed);
        if (lowest.size() > MAX_KEPT) {
            lowest.remove(lowest.lastKey());
        }
    }

    /** One of them was shrunk. */
    void wrote(long seed, String file) {
        lowest.computeIfPresent(seed, (same, failed) -> failed.in(file));
    }

    long count() {
        return count;
    }

    /** Those that are kept, by seed. */
    List<Failed> kept() {
        return List.copyOf(lowest.values());
    }

    /** Kinds in the order of their lowest seeds. */
    static List<Failures> inOrder(Map<String, Failures> kinds) {
        return kinds.values().stream()
                .sorted(Comparator.comparing(kind -> kind.lowest.firstKey()))
                .toList();
    }
}

package org.symmetricp2p.mutation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Two runs of PIT over the same classes, and what neither of them can find, put together into scores. */
final class Scores {

    private final PitReport unitTests;
    private final PitReport alone;
    private final Sources sources;
    private final List<Equivalent> entries;

    /** What counts for nothing in any score. */
    private final SortedMap<Mutant, Equivalent> excluded = new TreeMap<>();

    /** Which part of the mutants was found. */
    record Score(long found, long of) {
        private static final double PERCENT = 100;

        /** Of nothing, all was found. */
        double percent() {
            return of == 0 ? PERCENT : PERCENT * found / of;
        }
    }

    /** @throws IllegalArgumentException if the runs tried different mutants */
    Scores(PitReport unitTests, PitReport alone, List<Equivalent> entries, Sources sources) {
        if (!unitTests.mutants().equals(alone.mutants())) {
            throw new IllegalArgumentException("the two reports are of different mutants: run PIT again");
        }
        this.unitTests = unitTests;
        this.alone = alone;
        this.sources = sources;
        this.entries = entries;
        for (Mutant mutant : alone.mutants()) {
            entryOf(mutant).ifPresent(entry -> excluded.put(mutant, entry));
        }
    }

    /** A mutant for which a test fails isn't equivalent, whatever an entry says. */
    private Optional<Equivalent> entryOf(Mutant mutant) {
        if (unitTests.isKilled(mutant) || alone.isKilled(mutant)) {
            return Optional.empty();
        }
        String source = sources.lineOf(mutant);
        return entries.stream().filter(entry -> entry.matches(mutant, source)).findFirst();
    }

    SortedMap<Mutant, Equivalent> excluded() {
        return excluded;
    }

    Map<String, Long> unitTestsCounts() {
        return unitTests.counts();
    }

    Map<String, Long> aloneCounts() {
        return alone.counts();
    }

    /** The packages that have mutants, in their order. */
    List<String> packages() {
        return alone.mutants().stream().map(Mutant::packageName).distinct().toList();
    }

    /** Of the mutants in a package, or in all if it is empty. */
    Score unitTests(String packageName) {
        return score(packageName, unitTests::isDetected);
    }

    Score alone(String packageName) {
        return score(packageName, alone::isDetected);
    }

    Score together(String packageName) {
        return score(packageName, this::isDetectedByAny);
    }

    private Score score(String packageName, Predicate<Mutant> isFound) {
        List<Mutant> counted = counted()
                .filter(mutant -> packageName.isEmpty() || mutant.packageName().equals(packageName))
                .toList();
        return new Score(counted.stream().filter(isFound).count(), counted.size());
    }

    /** Each with its line of source. */
    Map<Mutant, String> survivorsOfLaboratory() {
        return survivors(alone::isDetected);
    }

    Map<Mutant, String> survivorsOfBoth() {
        return survivors(this::isDetectedByAny);
    }

    private Map<Mutant, String> survivors(Predicate<Mutant> isFound) {
        Map<Mutant, String> survivors = new LinkedHashMap<>();
        counted().filter(isFound.negate()).forEach(mutant -> survivors.put(mutant, sources.lineOf(mutant)));
        return survivors;
    }

    private Stream<Mutant> counted() {
        return alone.mutants().stream().filter(mutant -> !excluded.containsKey(mutant));
    }

    private boolean isDetectedByAny(Mutant mutant) {
        return unitTests.isDetected(mutant) || alone.isDetected(mutant);
    }

    /** Entries that exclude nothing: what they were for is gone, or is killed. Those of classes that weren't mutated may wait. */
    List<String> rotten() {
        List<String> rotten = new ArrayList<>();
        for (Equivalent entry : entries) {
            boolean isMutated =
                    alone.mutants().stream().anyMatch(mutant -> mutant.type().equals(entry.type()));
            if (!excluded.containsValue(entry) && (isMutated || !sources.has(entry.type()))) {
                rotten.add("the entry excludes no mutant that survives: " + entry);
            }
        }
        return rotten;
    }
}

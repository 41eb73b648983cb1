package org.symmetricp2p.conform;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often each rule was asked about, and what was found. Several scenarios write in it at a time. */
public final class Ledger {

    /** In place of a rule's number: a peer can't be started, told or read as {@code spec/conform.md} says. */
    public static final String CONTRACT = "contract";

    /**
     * A rule that was broken.
     *
     * @param scenario in which
     * @param rules the number of the rule, of one of these rules, or {@link #CONTRACT}
     * @param what was done otherwise, in a line
     * @param transcript what was said, heard and done before
     */
    public record Failure(String scenario, List<String> rules, String what, List<String> transcript) {
        public Failure {
            rules = List.copyOf(rules);
            transcript = List.copyOf(transcript);
        }
    }

    private final Map<String, Integer> kept = new TreeMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private final Map<String, String> skipped = new TreeMap<>(); // by scenario: why

    public synchronized void kept(String rule) {
        kept(rule, 1);
    }

    public synchronized void kept(String rule, int times) {
        kept.merge(rule, times, Integer::sum);
    }

    public synchronized void broken(Failure failure) {
        failures.add(failure);
    }

    public synchronized void skipped(String scenario, String why) {
        skipped.put(scenario, why);
    }

    /** How often a rule was asked about and kept. */
    public synchronized int timesKept(String rule) {
        return kept.getOrDefault(rule, 0);
    }

    /** In the order of their scenarios' names. */
    public synchronized List<Failure> failures() {
        return failures.stream().sorted(Comparator.comparing(Failure::scenario)).toList();
    }

    /** Those of a rule. */
    public List<Failure> failures(String rule) {
        return failures().stream()
                .filter(failure -> failure.rules().contains(rule))
                .toList();
    }

    /** Why scenarios were skipped, by their names. */
    public synchronized Map<String, String> skipped() {
        return new TreeMap<>(skipped);
    }
}

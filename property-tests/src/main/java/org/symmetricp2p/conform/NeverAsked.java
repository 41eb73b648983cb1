package org.symmetricp2p.conform;

import java.util.Map;
import java.util.TreeMap;
import org.symmetricp2p.vectors.Generation;

/** Why a run of the kit asked nothing about a rule: the other half of the kit does, or nobody can from outside. */
public final class NeverAsked {

    /** What no run asks, and why not. */
    private static final Map<String, String> BY_NOBODY = Map.ofEntries(
            Map.entry("1.2", "identifiers are assigned by whoever starts peers"),
            Map.entry("1.9", "the kit's peers all have 50 FPS"),
            Map.entry("1.11", "the greatest lead is told to nobody; 3.5 and 3.6 are asked about"),
            Map.entry("2.2", "two events under one identity would take a peer that forgets; 6.13 is asked about"),
            Map.entry("4.6", "events of the test applications never fail"),
            Map.entry("4.11", "what is shown can't be seen from outside"),
            Map.entry("4.14", "decoding states is of use to the peer itself only"),
            Map.entry("4.21", "the kit's sessions are of the rectangle"),
            Map.entry("6.28", "20,000,000 ticks simulated again take minutes"),
            Map.entry("7.29", "the kit's connections are TCP"),
            Map.entry("7.30", "the kit's connections are TCP"),
            Map.entry("7.31", "the kit's connections are TCP"),
            Map.entry("7.32", "the kit's connections are TCP"));

    private static final Map<String, Integer> BY_CORE = citedByVectors();

    private NeverAsked() {}

    /** Whether there is a reason why no run ever asks. */
    public static boolean isReason(String rule) {
        return BY_NOBODY.containsKey(rule);
    }

    static String why(String rule) {
        return BY_NOBODY.getOrDefault(
                rule,
                BY_CORE.containsKey(rule)
                        ? "conform --core asks, with all vectors"
                        : "conform --peer asks, with all scenarios");
    }

    /** Whether {@code conform --core} asks. */
    public static boolean isAskedOfCores(String rule) {
        return BY_CORE.containsKey(rule);
    }

    private static Map<String, Integer> citedByVectors() {
        Map<String, Integer> cited = new TreeMap<>();
        Generation.rulesByTopic().values().forEach(rules -> rules.forEach(rule -> cited.merge(rule, 1, Integer::sum)));
        return cited;
    }
}

package org.symmetricp2p.cli.lab;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.symmetricp2p.check.Witness;
import org.symmetricp2p.sim.Scenario;

/** Numbers for people; the same in every locale. */
final class Words {

    private static final double MICROS_PER_SECOND = 1e6;

    private Words() {}

    static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** A number of things, by their name in the singular. */
    static String count(long n, String thing) {
        return count(n) + " " + thing + (n == 1 ? "" : "s");
    }

    static String seconds(long micros) {
        return String.format(Locale.ROOT, "%,.1f s", micros / MICROS_PER_SECOND);
    }

    static String fraction(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
    }

    static String millions(double value) {
        return fraction(value / 1e6) + " M";
    }

    static String hex(long value) {
        return String.format("%016x", value);
    }

    static String scenario(Scenario s) {
        return count(s.peers().size(), "peer") + ", " + count(s.edges().size(), "edge") + ", "
                + count(s.fates().size(), "fate") + ", " + count(s.fps(), "tick") + "/s, \u0394 " + s.delta()
                + ", application "
                + s.application();
    }

    static String witnesses(Map<Witness, Long> counts) {
        Map<Witness, Long> sorted = new EnumMap<>(Witness.class);
        sorted.putAll(counts);
        return sorted.isEmpty()
                ? "none"
                : sorted.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + count(entry.getValue()))
                        .collect(Collectors.joining(", "));
    }
}

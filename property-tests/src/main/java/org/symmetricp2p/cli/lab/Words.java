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
        return s.peers().size() + " peers, " + s.edges().size() + " edges, "
                + s.fates().size() + " fates, " + s.fps() + " ticks/s, \u0394 " + s.delta() + ", application "
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

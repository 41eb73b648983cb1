package org.symmetricp2p.cli.load;

import java.util.List;
import java.util.Locale;

/**
 * What a run came to.
 *
 * @param peers how many
 * @param ticks how many they passed in the time that was measured, all together
 * @param events how many keys were pressed in it
 * @param seconds how long it was
 * @param usage what the process used in it
 * @param latencies in words
 */
record Load(int peers, long ticks, long events, double seconds, Usage usage, String latencies) {

    /** CPU time by peer and tick, in milliseconds. */
    double cpuMillis() {
        return usage.cpuNanos() / 1e6 / ticks;
    }

    List<String> lines() {
        return List.of(
                line("load: %d peers, %d ticks each, %d events in %.1f s", peers, ticks / peers, events, seconds),
                line("  CPU       %.4f ms by peer and tick", cpuMillis()),
                line("  wake-ups  %.2f by peer and tick", (double) usage.wakeUps() / ticks),
                line("  memory    %.0f bytes allocated by peer and tick", (double) usage.allocated() / ticks),
                line(
                        "  written   %.0f bytes in %.1f packets by event, what is said without events included",
                        (double) usage.written() / events, (double) usage.writes() / events),
                line("  latency   %s", latencies));
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

package org.symmetricp2p.paper;

/**
 * What physics allows: how much is rolled back if all clocks are right and every hop takes exactly as long as it takes on
 * average. An event that needs longer than Δ to a peer is late there by the rest, whatever the clocks do.
 */
public final class Bound {

    private static final double SECONDS_PER_MINUTE = 60;

    private Bound() {}

    /**
     * Ticks between an event's stamp and its arrival, for all events that are late, at all peers where they are; in percent of
     * all ticks that all peers simulate. Every peer issues as many events as any other.
     *
     * @param latencyMicros what one hop takes, in microseconds
     * @param deltaMicros Δ, in microseconds; Δ is in whole ticks in a peer, but not so in the paper's formula
     * @param eventsPerMinute of all peers together
     * @param fps ticks per second
     */
    public static double rollbackPercent(
            Graph graph, long latencyMicros, long deltaMicros, double eventsPerMinute, int fps) {
        double ticksPerMinute = SECONDS_PER_MINUTE * fps * graph.peers();
        return 100 * eventsPerMinute / ticksPerMinute * lateTicksPerEvent(graph, latencyMicros, deltaMicros, fps);
    }

    /** By how many ticks an event is late at all peers together, on average over who issues it. */
    private static double lateTicksPerEvent(Graph graph, long latencyMicros, long deltaMicros, int fps) {
        long sum = 0;
        for (int source = 0; source < graph.peers(); source++) {
            for (int receiver = 0; receiver < graph.peers(); receiver++) {
                long late = graph.hops(source, receiver) * latencyMicros - deltaMicros;
                sum += Math.max(0, -Math.floorDiv(-late * fps, 1_000_000L));
            }
        }
        return (double) sum / graph.peers();
    }
}

package org.symmetricp2p.explore;

import java.util.ArrayList;
import java.util.List;

/**
 * Who is in a {@link ClockWorld}, and how messages go. The same as the constants of {@code spec/tla/Clock.tla}.
 *
 * @param fps ticks per second; a second is a whole number of nanoseconds times that
 * @param begin for how many ticks each peer, from 0 on, has run alone
 * @param ways both ways of each link
 * @param lastTime how long to look, in ticks
 * @param maxMissed how many readings of clocks are missed, in all
 * @param restless the peers that may read their clocks more than once in a tick
 * @param settled from this time on, all must be together
 * @param skew how far apart they may be then, in ticks
 * @param rest how large a gap may be closed then, in ticks
 */
public record ClockNet(
        int fps,
        List<Integer> begin,
        List<Way> ways,
        int lastTime,
        int maxMissed,
        List<Integer> restless,
        int settled,
        int skew,
        int rest) {

    /**
     * A way of messages.
     *
     * @param from the sender
     * @param to the receiver
     * @param min how many readings a message takes at least
     * @param max how many it takes at most
     */
    public record Way(int from, int to, int min, int max) {}

    /** Δ, in ticks. */
    static final int DELTA = 1;

    private static final long SECOND = 1_000_000_000;
    private static final List<Integer> THREE = List.of(23, 0, 1);

    /** A tick a second: a gap closes at once. */
    static final ClockNet PAIR = new ClockNet(1, List.of(9, 0), bothWays(0, 1, 0, 1), 12, 1, List.of(0, 1), 5, 4, 4);

    /** An old peer, a newcomer and a younger one in a row. */
    static final ClockNet LINE = new ClockNet(4, THREE, line(), 24, 1, List.of(1), 20, 6, 6);

    /** Messages are quick one way round and slow the other. */
    static final ClockNet RING = new ClockNet(2, THREE, ring(0, 1, 3, 4), 16, 0, List.of(), 12, 6, 4);

    /** The same with steady delays. */
    static final ClockNet STEADY_RING = new ClockNet(2, THREE, ring(0, 0, 6, 6), 30, 0, List.of(0, 1, 2), 10, 4, 0);

    public ClockNet {
        begin = List.copyOf(begin);
        ways = List.copyOf(ways);
        restless = List.copyOf(restless);
    }

    private static List<Way> bothWays(int one, int other, int min, int max) {
        return List.of(new Way(one, other, min, max), new Way(other, one, min, max));
    }

    private static List<Way> line() {
        List<Way> ways = new ArrayList<>(bothWays(0, 1, 0, 1));
        ways.addAll(bothWays(1, 2, 0, 1));
        return ways;
    }

    private static List<Way> ring(int quickMin, int quickMax, int slowMin, int slowMax) {
        List<Way> ways = new ArrayList<>();
        for (int peer = 0; peer < THREE.size(); peer++) {
            int next = (peer + 1) % THREE.size();
            ways.add(new Way(peer, next, quickMin, quickMax));
            ways.add(new Way(next, peer, slowMin, slowMax));
        }
        return ways;
    }

    int size() {
        return begin.size();
    }

    long nanos(long ticks) {
        return ticks * (SECOND / fps);
    }

    long ticks(long nanos) {
        return nanos / (SECOND / fps);
    }

    /** The index of the way between two neighbours. */
    int way(int from, int to) {
        for (int i = 0; i < ways.size(); i++) {
            if (ways.get(i).from() == from && ways.get(i).to() == to) {
                return i;
            }
        }
        throw new IllegalArgumentException("there is no way from peer " + from + " to peer " + to);
    }
}

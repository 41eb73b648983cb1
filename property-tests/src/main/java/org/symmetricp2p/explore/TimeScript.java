package org.symmetricp2p.explore;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What happens in a {@link TimeWorld}, at most. The same as the constants of {@code spec/tla/TimeMachine.tla}.
 *
 * @param others the ticks of the events of each other peer, by seq
 * @param issued how many events the peer issues
 * @param delta Δ
 * @param lastTick where its clock ends
 * @param steps how many ticks there can be between two readings of the clock
 */
public record TimeScript(
        SortedMap<Integer, List<Long>> others, int issued, int delta, long lastTick, List<Integer> steps) {

    /** Ties between peers, and between two events of one. */
    static final TimeScript TIES = new TimeScript(
            new TreeMap<>(Map.of(0, List.of(2L, 2L, 4L), 2, List.of(1L, 2L, 5L), 3, List.of(2L, 4L))),
            2,
            2,
            5,
            List.of(0, 1, 2));

    /** Late by more than what is kept at every tick. */
    static final TimeScript LONG =
            new TimeScript(new TreeMap<>(Map.of(0, List.of(9L, 33L), 2, List.of(31L, 64L))), 1, 2, 72, List.of(0, 12));

    public TimeScript {
        others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
        steps = List.copyOf(steps);
    }
}

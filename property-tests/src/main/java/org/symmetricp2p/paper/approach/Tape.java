package org.symmetricp2p.paper.approach;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.symmetricp2p.paper.Cell;

/** What the users of all peers see, and when: effects of what they do, and whether all goes on. Times are in microseconds. */
final class Tape {

    private static final long TICK_MICROS = 1_000_000 / Cell.FPS;
    private static final long NEVER = -1;

    /**
     * Something that a user did.
     *
     * @param effects when it had its effect, by peer
     */
    private record Press(int peer, long atMicros, long[] effects) {
        boolean isEverywhere() {
            return Arrays.stream(effects).allMatch(at -> at != NEVER);
        }

        long lastMicros() {
            return Arrays.stream(effects).max().orElseThrow();
        }
    }

    private final int peers;
    private final long fromMicros;
    private final long untilMicros;
    private final Map<Integer, Press> presses = new LinkedHashMap<>(); // by key
    private final long[] shown; // when each peer's last tick was shown
    private final long[] frozen; // for how long there was none, by peer
    private long messages;

    /** What happens between two times counts. */
    Tape(int peers, long fromMicros, long untilMicros) {
        this.peers = peers;
        this.fromMicros = fromMicros;
        this.untilMicros = untilMicros;
        this.shown = new long[peers];
        Arrays.fill(shown, NEVER);
        this.frozen = new long[peers];
    }

    void pressed(int peer, int key, long now) {
        long[] effects = new long[peers];
        Arrays.fill(effects, NEVER);
        presses.put(key, new Press(peer, now, effects));
    }

    /** What a user did has its effect at a peer. */
    void effect(int peer, int key, long now) {
        if (presses.get(key).effects[peer] == NEVER) {
            presses.get(key).effects[peer] = now;
        }
    }

    /** A peer shows another tick; it should do so as often as there are ticks. */
    void advanced(int peer, long now) {
        if (shown[peer] != NEVER) {
            long since = Math.max(shown[peer] + TICK_MICROS, fromMicros);
            frozen[peer] += Math.max(0, Math.min(now, untilMicros) - since);
        }
        shown[peer] = now;
    }

    void sent(long now) {
        if (now >= fromMicros && now < untilMicros) {
            messages++;
        }
    }

    // ---- what is on it ----

    /** Until what a user did had its effect on the user's own screen, shortest first; of some peers. */
    List<Long> own(Predicate<Integer> who) {
        return counted(who).stream()
                .filter(press -> press.effects[press.peer] != NEVER)
                .map(press -> press.effects[press.peer] - press.atMicros)
                .sorted()
                .toList();
    }

    /** The same for all screens. */
    List<Long> everywhere(Predicate<Integer> who) {
        return counted(who).stream()
                .filter(Press::isEverywhere)
                .map(press -> press.lastMicros() - press.atMicros)
                .sorted()
                .toList();
    }

    /** How many there are that haven't had their effect everywhere. */
    long unfinished() {
        return presses.values().stream().filter(press -> !press.isEverywhere()).count();
    }

    /** When all that some peers' users did in the time that counts is everywhere. */
    long settledMicros(Predicate<Integer> who) {
        return counted(who).stream().mapToLong(Press::lastMicros).max().orElse(0);
    }

    private List<Press> counted(Predicate<Integer> who) {
        List<Press> counted = new ArrayList<>(presses.values());
        counted.removeIf(
                press -> !who.test(press.peer) || press.atMicros < fromMicros || press.atMicros >= untilMicros);
        return counted;
    }

    /** The share of the time in which some peers should have shown another tick and didn't, in percent. */
    double frozenPercent(Predicate<Integer> who) {
        long sum = 0;
        long count = 0;
        for (int peer = 0; peer < peers; peer++) {
            if (who.test(peer)) {
                sum += frozen[peer];
                count++;
            }
        }
        return 100.0 * sum / count / (untilMicros - fromMicros);
    }

    double messagesByPeerAndSecond() {
        return messages / ((untilMicros - fromMicros) / 1e6) / peers;
    }
}

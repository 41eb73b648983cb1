package org.symmetricp2p.check.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Line;
import org.symmetricp2p.sim.Scenario;

/** When each link of the world came up and ended, and why: so that a loss can be told with its reason and what came after. */
final class LinkLives {

    /** The life of a link. */
    private static final class Life {
        final Line line;
        final long upMicros;
        Long downMicros;
        String why;

        Life(Line line, long upMicros) {
            this.line = line;
            this.upMicros = upMicros;
        }

        boolean isBetween(int one, int other) {
            int a = line.peer(true);
            int b = line.peer(false);
            return a == one && b == other || a == other && b == one;
        }
    }

    private final List<Life> lives = new ArrayList<>();
    private final Map<Line, Life> byLine = new HashMap<>(); // looked up only
    private final Map<Line, String> reasons = new HashMap<>(); // looked up only

    void up(Line line, long now) {
        Life life = new Life(line, now);
        lives.add(life);
        byLine.put(line, life);
    }

    void down(Line line, long now, Scenario scenario) {
        Life life = byLine.get(line);
        if (life != null && life.downMicros == null) {
            life.downMicros = now;
            life.why = reasons.getOrDefault(line, fate(line, now, scenario));
        }
    }

    /** A reason for which a link is about to end; the first one counts. */
    void reason(Line line, String why) {
        reasons.putIfAbsent(line, why);
    }

    private static String fate(Line line, long now, Scenario scenario) {
        int a = line.peer(true);
        int b = line.peer(false);
        for (Fate fate : scenario.fates()) {
            boolean isNow = fate.atMicros() == now;
            if (isNow && fate instanceof Fate.Stop stop && (stop.peer() == a || stop.peer() == b)) {
                return "peer " + stop.peer() + " stopped";
            } else if (isNow && fate instanceof Fate.Cut && fate.peers().containsAll(List.of(a, b))) {
                return "it was cut";
            }
        }
        return line.isDeaf(true) || line.isDeaf(false) ? "one way was dead" : "it was lost";
    }

    /** A link by the time at which it came up, which both ends understand. */
    String name(Line line) {
        Life life = byLine.get(line);
        return life == null ? "an unknown link" : "the link of " + Words.seconds(life.upMicros);
    }

    /** Why and when a link ended, and what came in its place; empty while it is up. */
    Optional<String> end(Line line) {
        Life life = byLine.get(line);
        return life == null || life.downMicros == null
                ? Optional.empty()
                : Optional.of("dropped at " + Words.seconds(life.downMicros) + " (" + life.why + ")" + next(life));
    }

    private String next(Life life) {
        OptionalLong next = lives.stream()
                .filter(other -> other.isBetween(life.line.peer(true), life.line.peer(false)))
                .mapToLong(other -> other.upMicros)
                .filter(up -> up >= life.downMicros)
                .min();
        return next.isPresent() ? ", the next came up at " + Words.seconds(next.getAsLong()) : ", none came after it";
    }

    /** With whom a peer was linked, and when. */
    List<String> of(int peer) {
        List<String> told = new ArrayList<>();
        for (Life life : lives) {
            boolean isA = life.line.peer(true) == peer;
            if (isA || life.line.peer(false) == peer) {
                told.add("peer " + life.line.peer(!isA) + " from " + Words.seconds(life.upMicros)
                        + (life.downMicros == null
                                ? " on"
                                : " to " + Words.seconds(life.downMicros) + " (" + life.why + ")"));
            }
        }
        return told;
    }
}

package org.symmetricp2p.paper.approach;

import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.paper.Course;
import org.symmetricp2p.paper.Run;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenario.Edge;

/**
 * What goes wrong in a run, and when.
 *
 * @param peer the one that is offline, if one is
 */
record Trouble(Kind kind, long fromMicros, long untilMicros, int peer) {

    enum Kind {
        NONE,
        /** The server is gone, if there is one. */
        NO_SERVER,
        /** A peer has no line, and its user goes on. */
        OFFLINE
    }

    private static final long LONGEST_MICROS = 60_000_000;
    private static final long PRESS_MICROS = 3_000_000;
    private static final long REST_MICROS = 5_000_000; // for who was cut off, to dial again
    private static final long REST_HOPS = 110; // for all that was done to have its effect: a few times the longest way

    /** None lasts as long as things are counted; others begin in the middle of that, and last for a minute or a quarter of it. */
    static Trouble of(Kind kind, Run run) {
        Course course = run.course();
        int last = run.topology().graph().peers() - 1;
        if (kind == Kind.NONE) {
            return new Trouble(kind, course.countedMicros(), course.quietMicros(), last);
        }
        long counted = course.quietMicros() - course.countedMicros();
        long middle = course.countedMicros() + counted / 2;
        return new Trouble(kind, middle, middle + Math.min(LONGEST_MICROS, counted / 4), last);
    }

    private boolean isOnAt(long micros) {
        return micros >= fromMicros && micros < untilMicros;
    }

    /** When a message may go over a line that wants to go now. */
    long mendedMicros(int from, int to, long now) {
        boolean isCut = kind == Kind.OFFLINE && isOnAt(now) && (from == peer || to == peer);
        return isCut ? untilMicros : now;
    }

    /** When the server is there: now, or later. */
    long serverUpMicros(long now) {
        return kind == Kind.NO_SERVER && isOnAt(now) ? untilMicros : now;
    }

    boolean isServerUpBetween(long from, long to) {
        return kind != Kind.NO_SERVER || to < fromMicros || from >= untilMicros;
    }

    /** The world of a run of the paper's evaluation, in which this happens. Each press of a key has a number of its own. */
    Scenario scenario(Run run) {
        Scenario s = run.scenario();
        List<Fate> fates = new ArrayList<>();
        for (Fate fate : s.fates()) {
            if (fate instanceof Fate.Press press) {
                fates.add(new Fate.Press(press.atMicros(), press.peer(), fates.size()));
            }
        }
        if (kind == Kind.OFFLINE) {
            for (long at = fromMicros + PRESS_MICROS; at < untilMicros; at += PRESS_MICROS) {
                fates.add(new Fate.Press(at, peer, fates.size()));
            }
            for (Edge edge : s.edges()) {
                if (edge.a() == peer || edge.b() == peer) {
                    fates.add(new Fate.Cut(fromMicros, edge.a(), edge.b()));
                    fates.add(new Fate.Mend(untilMicros, edge.a(), edge.b()));
                }
            }
        }
        long end =
                run.course().endMicros() + REST_MICROS + REST_HOPS * run.cell().latencyMicros();
        return s.withApplication("chain").withFates(fates, end, end);
    }
}

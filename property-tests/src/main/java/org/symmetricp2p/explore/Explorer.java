package org.symmetricp2p.explore;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.symmetricp2p.check.Violation;

/**
 * Tries all that can happen in a small world, breadth first: each state once, as its key tells them apart. So the first
 * violation that it meets is one of those with the shortest way to it.
 */
public final class Explorer {

    /** More moves than this in one state, and the world isn't small. */
    private static final int MAX_MOVES = Short.MAX_VALUE;

    /**
     * What an exploration came to.
     *
     * @param states how many distinct states were reached
     * @param moves how many moves were made: each of each state
     * @param depth the length of the longest of the shortest ways to a state
     * @param isComplete whether all states were explored; if not, there is a counterexample, or there were too many
     * @param counterexample a shortest way to a violation, if there is any
     */
    public record Result(
            long states, long moves, int depth, boolean isComplete, Optional<Counterexample> counterexample) {}

    /**
     * A way to a violation.
     *
     * @param moves the lines of the moves; the last one leads to it
     * @param violation the property that doesn't hold, or the exception that was thrown
     */
    public record Counterexample(List<String> moves, String violation) {
        public Counterexample {
            moves = List.copyOf(moves);
        }
    }

    private Explorer() {}

    /**
     * Explores a world from its first state on.
     *
     * @param max how many states at most; at the limit it stops, and the result says so
     * @throws Violation if a property doesn't hold at the beginning
     */
    public static <M> Result explore(SmallWorld<M> start, int max) {
        Visited visited = new Visited();
        Queue<SmallWorld<M>> frontier = new ArrayDeque<>(); // the states from number `at` on, which are to be explored
        visited.add(start.key(), 0, 0);
        start.check();
        frontier.add(start);
        long moves = 0;
        int depth = 0;
        int endOfDepth = 1; // the number of the first state that is further away
        for (int at = 0; !frontier.isEmpty(); at++) {
            if (at == endOfDepth) {
                depth++;
                endOfDepth = visited.size();
            }
            SmallWorld<M> world = frontier.remove();
            List<M> possible = world.moves();
            if (possible.size() > MAX_MOVES) {
                throw new IllegalStateException(possible.size() + " moves in one state, at most " + MAX_MOVES);
            }
            for (int i = 0; i < possible.size(); i++) {
                moves++;
                try {
                    SmallWorld<M> next = world.after(possible.get(i));
                    if (visited.add(next.key(), at, i)) {
                        next.check();
                        frontier.add(next);
                    }
                } catch (RuntimeException failure) {
                    List<String> way = lines(start, visited.wayTo(at));
                    way.add(possible.get(i).toString());
                    Counterexample found = new Counterexample(way, words(failure));
                    return new Result(visited.size(), moves, depth, false, Optional.of(found));
                }
                if (visited.size() > max) {
                    return new Result(visited.size(), moves, depth, false, Optional.empty());
                }
            }
        }
        return new Result(visited.size(), moves, depth, true, Optional.empty());
    }

    /** A violation, or else a breakdown of the core or the world: a failure like any other. */
    static String words(RuntimeException failure) {
        return failure instanceof Violation ? failure.getMessage() : "broke down: " + failure;
    }

    /** The lines of the moves on a way that was made before without a violation. */
    private static <M> List<String> lines(SmallWorld<M> start, int[] way) {
        List<String> lines = new ArrayList<>();
        SmallWorld<M> world = start;
        for (int index : way) {
            M move = world.moves().get(index);
            lines.add(move.toString());
            world = world.after(move);
        }
        return lines;
    }
}

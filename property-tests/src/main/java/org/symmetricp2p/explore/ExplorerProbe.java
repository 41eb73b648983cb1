package org.symmetricp2p.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The explorer in a variant of the project, so it speaks only of Java's own types: from the name of a world and a number
 * of states to the lines of a counterexample, the violation first; none if all is well.
 */
public final class ExplorerProbe implements BiFunction<String, Integer, List<String>> {

    @Override
    public List<String> apply(String world, Integer max) {
        List<String> lines = new ArrayList<>();
        Explorer.Result result = Worlds.explore(world, max);
        if (result.counterexample().isEmpty() && !result.isComplete()) {
            throw new IllegalStateException(world + " has more than " + max + " states");
        }
        result.counterexample().ifPresent(found -> {
            lines.add(found.violation());
            lines.addAll(found.moves());
        });
        return lines;
    }
}

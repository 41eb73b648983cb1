package org.symmetricp2p.explore;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Walks through a small world again, and tells what each move changes. It is a way into a variant too, so it speaks only
 * of Java's own types: from the name of a world and the lines of moves to the lines of the story.
 */
public final class Narration implements BiFunction<String, List<String>, List<String>> {

    /** How the last line begins if the walk leads to a violation. */
    public static final String VIOLATED = "VIOLATED  ";

    private static final int MAX_LINE = 100;

    /** @throws IllegalArgumentException if there is no such world, or a move isn't possible where it comes */
    @Override
    public List<String> apply(String world, List<String> moves) {
        return tell(Worlds.named(world), moves);
    }

    private static <M> List<String> tell(SmallWorld<M> start, List<String> moves) {
        List<String> story = new ArrayList<>();
        story.add("     at the beginning");
        tellChanges(start, Set.of(), story);
        SmallWorld<M> world = start;
        for (int i = 0; i < moves.size(); i++) {
            M move = find(world, moves.get(i), i + 1);
            Set<String> before = new HashSet<>(world.describe());
            story.add(String.format(Locale.ROOT, "%3d  %s", i + 1, move));
            try {
                world = world.after(move);
                tellChanges(world, before, story);
                world.check();
            } catch (RuntimeException failure) {
                if (i + 1 < moves.size()) {
                    story.add("moves that come after the violation, and aren't made: " + (moves.size() - i - 1));
                }
                story.add(VIOLATED + Explorer.words(failure));
                return story;
            }
        }
        story.add("no property is violated on this walk");
        return story;
    }

    private static void tellChanges(SmallWorld<?> world, Set<String> before, List<String> story) {
        world.describe().stream().filter(line -> !before.contains(line)).forEach(line -> story.add("         " + line));
    }

    private static <M> M find(SmallWorld<M> world, String line, int number) {
        List<M> possible = world.moves();
        return possible.stream()
                .filter(move -> move.toString().equals(line))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("move " + number + ", \"" + shortened(line)
                        + "\", isn't possible there; what is: " + possible));
    }

    private static String shortened(String line) {
        return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + "...";
    }
}

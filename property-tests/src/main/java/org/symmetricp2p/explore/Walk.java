package org.symmetricp2p.explore;

import java.util.List;
import java.util.Optional;

/**
 * A way through a small world: the lines of its moves, from the start on.
 *
 * @param world the name of one of the {@link Worlds}
 * @param canary the deliberate bug with which it was found, if any
 */
public record Walk(String world, Optional<String> canary, List<String> moves) {
    public Walk {
        moves = List.copyOf(moves);
    }
}

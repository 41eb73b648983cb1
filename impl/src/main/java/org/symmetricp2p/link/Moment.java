package org.symmetricp2p.link;

import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Limits;
import org.symmetricp2p.core.Reached;

/** What all rules of one {@link Turn} share: when it is, which limits hold, and what is done and counted. */
final class Moment {

    final long now; // never less than in the turn before
    final Limits limits;
    private final List<Action> actions = new ArrayList<>(0);
    private Reached reached;

    Moment(long now, Limits limits, Reached reached) {
        this.now = now;
        this.limits = limits;
        this.reached = reached;
    }

    /** What is done, in order. */
    List<Action> actions() {
        return actions.isEmpty() ? List.of() : actions; // nearly always empty
    }

    void act(Action action) {
        actions.add(action);
    }

    Reached reached() {
        return reached;
    }

    void hasReached(Limit limit) {
        reached = reached.and(limit);
    }
}

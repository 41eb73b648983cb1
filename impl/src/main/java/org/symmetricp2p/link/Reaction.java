package org.symmetricp2p.link;

import java.util.List;

/** What follows from a {@link Signal}: the endpoint afterwards, and what to do, in order. */
public record Reaction<S>(Endpoint<S> endpoint, List<Action> actions) {

    public Reaction {
        actions = List.copyOf(actions);
    }
}

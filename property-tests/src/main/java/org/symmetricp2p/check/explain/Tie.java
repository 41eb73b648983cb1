package org.symmetricp2p.check.explain;

import java.util.Optional;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.sim.Line;

/** One end of a link, as its peer must see it: up since it was told so, live since the other's HELLO came. */
final class Tie {
    final LinkId id;
    final Optional<Line> line; // none if it had gone before the peer was told of it
    Source neighbour; // null until the HELLO
    boolean isForgotten; // the peer doesn't have it any more, for no reason

    Tie(LinkId id, Optional<Line> line) {
        this.id = id;
        this.line = line;
    }

    boolean isLive() {
        return neighbour != null;
    }

    /** Whether what is sent over it gets anywhere, for all that the world knows. */
    boolean isUp() {
        return line.isPresent() && line.get().isAlive();
    }

    /** The peer at the other end. */
    int other(int self) {
        return line.map(l -> l.peer(l.peer(true) != self)).orElseGet(() -> neighbour == null ? -1 : neighbour.peer());
    }
}

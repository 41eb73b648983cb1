package org.symmetricp2p.core;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A connection as a peer sees it: greeting, until the neighbour's HELLO has come; live from then on.
 *
 * @param expected who should be there, if that is known
 * @param neighbour who is there, once the link is live
 */
public record Link(LinkId id, OptionalInt expected, Optional<Source> neighbour) {

    /** Whether both sides have said HELLO, so that events flow. */
    public boolean isLive() {
        return neighbour.isPresent();
    }

    Link liveWith(Source source) {
        return new Link(id, expected, Optional.of(source));
    }
}

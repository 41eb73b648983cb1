package org.symmetricp2p.core;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A connection as a peer sees it: greeting, until the neighbour's HELLO has come; live from then on.
 *
 * @param expected who should be there, if this peer dialled, and so knows
 * @param neighbour who is there, once the link is live
 * @param tellsArrivals whether SYNC may tell arrivals over it, once it is live (spec 7.34)
 */
public record Link(LinkId id, OptionalInt expected, Optional<Source> neighbour, boolean tellsArrivals) {

    /** A link that is up, and greeting. */
    static Link greeting(LinkId id, OptionalInt expected) {
        return new Link(id, expected, Optional.empty(), false);
    }

    /** Whether both sides have said HELLO, so that events flow. */
    public boolean isLive() {
        return neighbour.isPresent();
    }

    /** Whether this peer dialled its neighbour: then it knows whom. */
    boolean isDialled() {
        return expected.isPresent();
    }

    Link liveWith(Source source, boolean arrivals) {
        return new Link(id, expected, Optional.of(source), arrivals);
    }
}

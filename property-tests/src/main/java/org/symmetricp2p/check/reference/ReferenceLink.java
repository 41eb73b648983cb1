package org.symmetricp2p.check.reference;

import java.util.Optional;
import java.util.OptionalInt;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Source;

/**
 * A link that a peer has.
 *
 * @param expected whom the peer dialled; empty if it was dialled
 * @param neighbour who is there, once the link is live
 */
record ReferenceLink(LinkId id, OptionalInt expected, Optional<Source> neighbour) {

    boolean isLive() {
        return neighbour.isPresent();
    }
}

package org.symmetricp2p.sdl;

import java.io.IOException;
import java.util.Collection;
import org.symmetricp2p.net.Node;

/** Who is linked with whom: says it to one node, when it starts. */
@FunctionalInterface
public interface Wiring {

    /**
     * Lets a node listen, and dial its neighbours.
     *
     * @return the peers that it dials
     * @throws IOException if an address can't be used
     */
    Collection<Integer> connect(Node<?> node) throws IOException;
}

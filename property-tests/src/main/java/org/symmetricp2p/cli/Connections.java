package org.symmetricp2p.cli;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.OptionalInt;
import org.symmetricp2p.net.Node;

/**
 * Where a peer listens, and whom it dials.
 *
 * @param listen the port to listen at, if any
 * @param listenHost the address to listen at
 * @param links whom to dial
 */
public record Connections(OptionalInt listen, String listenHost, List<PeerAddress> links) {

    public Connections {
        links = List.copyOf(links);
    }

    /**
     * Makes them: whom it dials comes first, so that it never believes those who dial it more than it has to (spec 6.29).
     *
     * @return the port that the node listens at, 0 if it doesn't
     * @throws IOException if an address can't be used: says which
     */
    public int make(Node<?> node) throws IOException {
        for (PeerAddress link : links) {
            try {
                node.link(link.peer(), link.host(), link.port());
            } catch (UnknownHostException unknown) {
                throw new IOException("can't link to peer " + link.peer() + ": " + unknown.getMessage(), unknown);
            }
        }
        return listen.isPresent() ? node.listen(listenHost, listen.getAsInt()) : 0;
    }

    /** The peers that are dialled. */
    public List<Integer> peers() {
        return links.stream().map(PeerAddress::peer).toList();
    }
}

package org.symmetricp2p.link;

import java.util.Objects;

/**
 * Where a peer can be dialled, as its user wrote it; what it means is the network's business.
 *
 * @param port 0 to 65,535
 */
public record Address(String host, int port) {

    public Address {
        Objects.requireNonNull(host, "host");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " must be from 0 to 65535");
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}

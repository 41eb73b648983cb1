package org.symmetricp2p.check;

import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.sim.Host;

/** What a check keeps of each host of a world; asked for at every step, so found by the host's place, without hashing. */
final class PerHost<T> {

    private final List<T> all = new ArrayList<>();

    /** Null if nothing was put. */
    T of(Host<?> host) {
        return host.place() < all.size() ? all.get(host.place()) : null;
    }

    void put(Host<?> host, T what) {
        while (all.size() <= host.place()) {
            all.add(null);
        }
        all.set(host.place(), what);
    }
}

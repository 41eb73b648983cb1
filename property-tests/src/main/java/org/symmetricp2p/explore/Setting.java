package org.symmetricp2p.explore;

import java.util.List;

/**
 * What a {@link NetWorld} starts with and how much may happen in it: what keeps it small. The same as the constants of
 * {@code spec/tla/Flood.tla}.
 *
 * @param peers their identifiers
 * @param issuers those that issue events
 * @param dials who may dial whom
 * @param links who is linked at the beginning, dialler first: greeted and live
 * @param maxEvents how many events are issued, in all
 * @param maxConnections how many connections there are, in all, those at the beginning included
 * @param maxCuts how many of them are cut
 * @param maxCrashes how many peers lose their memory
 * @param maxTick up to which tick time passes, at each peer for itself; 0: not at all
 */
public record Setting(
        List<Integer> peers,
        List<Integer> issuers,
        List<Pair> dials,
        List<Pair> links,
        int maxEvents,
        int maxConnections,
        int maxCuts,
        int maxCrashes,
        int maxTick) {

    /** Two peers: the one that dials, and the one that accepts. */
    public record Pair(int from, int to) {}

    public Setting {
        peers = List.copyOf(peers);
        issuers = List.copyOf(issuers);
        dials = List.copyOf(dials);
        links = List.copyOf(links);
    }
}

package org.symmetricp2p.core;

/**
 * One connection to a neighbour, for as long as it lasts. A reconnection is another link: so nothing that
 * still arrives from an old connection is ever taken for the new one (spec 3.1).
 */
public record LinkId(long number) implements Comparable<LinkId> {

    @Override
    public int compareTo(LinkId other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return "link " + number;
    }
}

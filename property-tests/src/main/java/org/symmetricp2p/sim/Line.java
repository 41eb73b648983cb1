package org.symmetricp2p.sim;

import org.symmetricp2p.core.LinkId;

/** One connection along an edge, for as long as it lasts. Each end learns of its end at its own time. */
public final class Line {

    final Scenario.Edge edge;
    final LinkId atA;
    final LinkId atB;
    final Direction fromA = new Direction();
    final Direction fromB = new Direction();
    boolean alive = true;

    /** One way of a line. */
    static final class Direction {
        int messages; // sent so far
        int inFlight; // messages
        long freeMicros; // when the bandwidth allows the next one
        long lastArrivalMicros;
        boolean deaf;
    }

    Line(Scenario.Edge edge, LinkId atA, LinkId atB) {
        this.edge = edge;
        this.atA = atA;
        this.atB = atB;
    }

    /** The edge that it runs along. */
    public Scenario.Edge edge() {
        return edge;
    }

    /** Whether it carries messages: from the time that it comes up to the drop, noticed or not. */
    public boolean isAlive() {
        return alive;
    }

    /** Whether what one end sends is lost. */
    public boolean isDeaf(boolean isFromA) {
        return direction(isFromA).deaf;
    }

    Direction direction(boolean isFromA) {
        return isFromA ? fromA : fromB;
    }

    /** What the peer at an end calls the line. */
    public LinkId idAt(int peer) {
        return peer == edge.a() ? atA : atB;
    }

    /** The peer at one end. */
    public int peer(boolean isA) {
        return isA ? edge.a() : edge.b();
    }
}

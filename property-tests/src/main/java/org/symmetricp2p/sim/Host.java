package org.symmetricp2p.sim;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.sim.Scenario.PeerSpec;

/** The machine on which a peer lives: its clock, its CPU, its connections. */
public final class Host<S> {

    final PeerSpec spec;
    final Queue<Input> inbox = new ArrayDeque<>(); // what comes while the CPU is busy
    final Map<LinkId, Line> lines = new TreeMap<>();
    Peer<S> peer; // null before its first life
    boolean alive;
    int life; // how many lives have begun
    long busyUntilMicros;
    long lastLink;
    long alarm;

    Host(PeerSpec spec) {
        this.spec = spec;
    }

    public int id() {
        return spec.id();
    }

    public PeerSpec spec() {
        return spec;
    }

    /** The peer as it is, or as it was when it stopped; null before its first life. */
    public Peer<S> peer() {
        return peer;
    }

    public boolean isAlive() {
        return alive;
    }

    /** Whether it has taken in all that arrived. */
    public boolean isIdle() {
        return inbox.isEmpty();
    }

    /** The line that this host calls by a name; null if it is gone. */
    public Line line(LinkId id) {
        return lines.get(id);
    }

    /** The local time, in nanoseconds, at a time of the world. */
    long nanosAt(long micros) {
        return Math.floorDiv(micros * (1_000_000L + spec.driftPpm()), 1_000L);
    }

    /** The first time of the world at which the local time is not before this one. */
    long microsAt(long nanos) {
        return -Math.floorDiv(-nanos * 1_000L, 1_000_000L + spec.driftPpm());
    }
}

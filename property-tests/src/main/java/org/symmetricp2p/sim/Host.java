package org.symmetricp2p.sim;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.link.Dial;
import org.symmetricp2p.link.Endpoint;
import org.symmetricp2p.link.Signal;
import org.symmetricp2p.link.StepObserver;
import org.symmetricp2p.sim.Scenario.PeerSpec;

/** The machine on which a peer lives: its clock, its CPU, its sockets. */
public final class Host<S> {

    final PeerSpec spec;
    private final int place;
    private final double microsPerNano;
    final Queue<Signal> inbox = new ArrayDeque<>(); // what comes while the CPU is busy
    final Map<LinkId, Line> lines = new TreeMap<>(); // open here
    final Map<LinkId, Integer> taken = new TreeMap<>(); // bytes that the network has taken, to be told
    final Set<Dial> attempts = new HashSet<>(); // looked up only
    StepObserver<S> observer;
    Endpoint<S> endpoint; // null before its first life
    Peer<S> peer; // the endpoint's, also within a reaction
    boolean alive;
    boolean reacting;
    int life; // how many lives have begun
    int ticked; // in the present reaction
    long busyUntilMicros;
    long pausedUntilMicros;
    Runnable alarm; // what happens when it is time
    long alarmMicros = Long.MAX_VALUE;
    long lastLink;
    private long shiftMicros; // how far its local time was shifted
    private long dueMicros;
    private Endpoint<S> dueOf; // the endpoint for which that was computed

    Host(PeerSpec spec, int place) {
        this.spec = spec;
        this.place = place;
        this.microsPerNano = 1_000.0 / (1_000_000 + spec.driftPpm());
    }

    public int id() {
        return spec.id();
    }

    /** Its place in the scenario's list of peers, from 0 on. */
    public int place() {
        return place;
    }

    public PeerSpec spec() {
        return spec;
    }

    /** The peer as it is, or as it was when it stopped; null before its first life. */
    public Peer<S> peer() {
        return peer;
    }

    /** The peer with its connections, as of the last reaction; null before its first life. */
    public Endpoint<S> endpoint() {
        return endpoint;
    }

    public boolean isAlive() {
        return alive;
    }

    /** Whether it has taken in all that arrived. */
    public boolean isIdle() {
        return inbox.isEmpty();
    }

    /** The line that this host calls by a name; null if it is closed here. */
    public Line line(LinkId id) {
        return lines.get(id);
    }

    void shift(int byMicros) {
        shiftMicros += byMicros;
        dueOf = null;
    }

    /** The local time, in nanoseconds, at a time of the world. */
    public long nanosAt(long micros) {
        return Math.floorDiv(micros * (1_000_000L + spec.driftPpm()), 1_000L) + shiftMicros * 1_000;
    }

    /** When its endpoint wants to be woken; maybe never. */
    long dueMicros() {
        if (dueOf != endpoint) {
            long nanos = endpoint.nextWakeNanos();
            dueMicros = nanos == Long.MAX_VALUE ? Long.MAX_VALUE : microsAt(nanos);
            dueOf = endpoint;
        }
        return dueMicros;
    }

    /** The first time of the world at which the local time is not before this one: guessed, as a division takes long, and mended. */
    private long microsAt(long nanos) {
        long micros = (long) ((nanos - shiftMicros * 1_000) * microsPerNano);
        while (nanosAt(micros) >= nanos) {
            micros--;
        }
        while (nanosAt(micros) < nanos) {
            micros++;
        }
        return micros;
    }
}

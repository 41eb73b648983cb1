package org.symmetricp2p.sim;

import java.util.ArrayDeque;
import java.util.Queue;
import org.symmetricp2p.core.LinkId;

/** One connection along an edge, for as long as it lasts. Each end learns of its beginning and its end at its own time. */
public final class Line {

    /** How many bytes the machines and the network between them hold; what is beyond, they haven't taken yet. */
    static final int HELD_BYTES = 4_096;

    final Scenario.Edge edge;
    final LinkId atA;
    final LinkId atB;
    final Direction fromA = new Direction();
    final Direction fromB = new Direction();
    boolean alive = true;

    /** One way of a line. */
    static final class Direction {
        int frames; // sent so far
        long freeMicros; // when the bandwidth allows the next one
        long lastArrivalMicros;
        boolean deaf;
        boolean lost; // what is under way doesn't arrive any more
        boolean isPaused; // it isn't read
        private final Queue<Runnable> unread = new ArrayDeque<>(); // what has come since, in order
        private final Queue<Integer> untaken = new ArrayDeque<>(); // the sizes of frames given and not taken yet
        private int held; // bytes taken that haven't arrived yet

        /** A frame is given to be sent, after all that waits to be taken; how many bytes are taken now. */
        int give(int bytes) {
            if (untaken.isEmpty() && hasRoomFor(bytes)) {
                held += bytes; // nearly always
                return bytes;
            }
            untaken.add(bytes);
            return 0;
        }

        private boolean hasRoomFor(int bytes) {
            return held == 0 || held + bytes <= HELD_BYTES;
        }

        /** How many more bytes are taken now. */
        private int take() {
            int taken = 0;
            while (!untaken.isEmpty() && hasRoomFor(untaken.peek())) {
                int bytes = untaken.remove();
                held += bytes;
                taken += bytes;
            }
            return taken;
        }

        /** A frame has arrived, so it was taken, if only now; how many more bytes are taken. */
        int arrived(int bytes) {
            int taken = take();
            held -= bytes;
            return taken + take();
        }

        /** Something comes: it happens when all that came before has been read. */
        void whenRead(Runnable what) {
            unread.add(what);
            if (unread.size() == 1) {
                readOn();
            }
        }

        /** What has come is read, in order, until reading pauses again. */
        void readOn() {
            while (!isPaused && !unread.isEmpty()) {
                unread.remove().run();
            }
        }

        boolean isEmpty() {
            return held == 0 && untaken.isEmpty();
        }
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

    /** Whether both ends are there: until it drops, noticed or not, or one of them is closed. */
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

    int other(int peer) {
        return peer == edge.a() ? edge.b() : edge.a();
    }
}

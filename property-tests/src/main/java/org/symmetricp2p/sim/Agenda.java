package org.symmetricp2p.sim;

import java.util.PriorityQueue;

/** What is still to happen in a world, by time; at the same time, in the order in which it was planned. */
public final class Agenda {

    private record Entry(long atMicros, long order, Runnable what) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return atMicros != other.atMicros
                    ? Long.compare(atMicros, other.atMicros)
                    : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long now;
    private long planned;

    /** The world's time, in microseconds. */
    public long now() {
        return now;
    }

    /** Plans something, now at the earliest. */
    public void at(long micros, Runnable what) {
        entries.add(new Entry(Math.max(now, micros), planned++, what));
    }

    /** Lets happen all that is planned until a time, itself included. */
    public void runUntil(long micros) {
        for (Entry next = entries.peek(); next != null && next.atMicros <= micros; next = entries.peek()) {
            entries.remove();
            now = next.atMicros;
            next.what.run();
        }
        now = Math.max(now, micros);
    }
}

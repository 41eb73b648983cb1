package org.symmetricp2p.sim;

import java.util.Arrays;

/**
 * What is still to happen in a world, by time; at the same time, in the order in which it was planned. A binary heap like {@link
 * java.util.PriorityQueue}, but in arrays of numbers: every tick of every peer passes through it.
 */
public final class Agenda {

    private long[] times = new long[64]; // in microseconds; no entry is before the one at half its index
    private long[] orders = new long[64];
    private Runnable[] whats = new Runnable[64];
    private int size; // the entries are at 1 to size
    private long now;
    private long planned;

    /** The world's time, in microseconds. */
    public long now() {
        return now;
    }

    /** Plans something, now at the earliest. */
    public void at(long micros, Runnable what) {
        if (++size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            orders = Arrays.copyOf(orders, 2 * size);
            whats = Arrays.copyOf(whats, 2 * size);
        }
        long time = Math.max(now, micros);
        int at = size;
        for (; at > 1 && times[at / 2] > time; at /= 2) {
            put(at, times[at / 2], orders[at / 2], whats[at / 2]);
        }
        put(at, time, planned++, what);
    }

    /** Lets happen all that is planned until a time, itself included. */
    public void runUntil(long micros) {
        while (size > 0 && times[1] <= micros) {
            now = times[1];
            removeFirst().run();
        }
        now = Math.max(now, micros);
    }

    private Runnable removeFirst() {
        Runnable first = whats[1];
        int last = size--;
        int at = 1;
        for (int next = 2; next <= size; next = 2 * at) {
            next = next < size && isBefore(next + 1, next) ? next + 1 : next;
            if (isBefore(last, next)) {
                break;
            }
            put(at, times[next], orders[next], whats[next]);
            at = next;
        }
        put(at, times[last], orders[last], whats[last]);
        whats[last] = null; // may be garbage once it has run
        return first;
    }

    private boolean isBefore(int one, int other) {
        return times[one] < times[other] || times[one] == times[other] && orders[one] < orders[other];
    }

    private void put(int at, long time, long order, Runnable what) {
        times[at] = time;
        orders[at] = order;
        whats[at] = what;
    }
}

package org.symmetricp2p.cli.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long it took from each press of a key until its effect was in a state: of the peer where it was pressed, and of others. Any thread. */
final class Latencies {

    private final List<List<Long>> pressed = new ArrayList<>(); // when, by peer
    private final int[][] seen; // how many presses of a peer, by who sees it
    private final List<Long> own = new ArrayList<>();
    private final List<Long> others = new ArrayList<>();
    private long effects;

    Latencies(int peers) {
        this.seen = new int[peers][peers];
        for (int peer = 0; peer < peers; peer++) {
            pressed.add(new ArrayList<>());
        }
    }

    /** A key is pressed now. */
    synchronized void press(int peer) {
        pressed.get(peer).add(System.nanoTime());
    }

    /** A peer is in a state now. */
    synchronized void see(int watcher, Taps.State state) {
        for (int peer = 0; peer < seen.length; peer++) {
            int count = state.counts().get(peer);
            while (seen[watcher][peer] < count) {
                long begin = pressed.get(peer).get(seen[watcher][peer]++);
                (watcher == peer ? own : others).add(System.nanoTime() - begin);
                effects++;
            }
        }
    }

    /** Whether all peers have seen all presses. */
    synchronized boolean isComplete() {
        int presses = pressed.stream().mapToInt(List::size).sum();
        return effects == (long) presses * seen.length;
    }

    /** From now on others count. */
    synchronized void forget() {
        own.clear();
        others.clear();
    }

    synchronized String text() {
        return "at the peer itself p50 " + millis(own, 50) + ", p99 " + millis(own, 99) + "; at others p50 "
                + millis(others, 50) + ", p99 " + millis(others, 99);
    }

    private static String millis(List<Long> nanos, int percent) {
        if (nanos.isEmpty()) {
            return "unknown";
        }
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.get((sorted.size() - 1) * percent / 100) / 1_000_000 + " ms";
    }
}

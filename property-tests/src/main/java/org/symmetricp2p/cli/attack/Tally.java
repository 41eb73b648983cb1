package org.symmetricp2p.cli.attack;

import java.util.SortedMap;
import java.util.TreeMap;

/** What an attack did, and what the targets said to it. */
public final class Tally {

    private static final int MAX_REASONS = 20;

    private final SortedMap<String, Integer> reasons = new TreeMap<>();
    private int connections;
    private long bytes;

    synchronized void connected() {
        connections++;
    }

    synchronized void sent(int number) {
        bytes += number;
    }

    /** A connection's end, and why. Of more than {@value #MAX_REASONS} different reasons the others count as one. */
    synchronized void lost(String why) {
        String known = why.replaceAll("\\d{3,}", "N");
        reasons.merge(reasons.size() < MAX_REASONS || reasons.containsKey(known) ? known : "other", 1, Integer::sum);
    }

    synchronized int connections() {
        return connections;
    }

    @Override
    public synchronized String toString() {
        StringBuilder text = new StringBuilder(connections + " connections, " + bytes + " bytes sent");
        reasons.forEach((why, times) ->
                text.append("; ").append(times).append(" x \"").append(why).append('"'));
        return text.toString();
    }
}

package org.symmetricp2p.explore;

import java.util.Arrays;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * The states that were reached, numbered from 0 in the order of discovery, each with the way to it. A state is kept as
 * 128 bits of hash: that any two of ten million states share them has a probability below 10^-24.
 */
final class Visited {

    private static final int NONE = -1;

    private long[] high = new long[1 << 10];
    private long[] low = new long[1 << 10];
    private int[] parent = new int[1 << 10];
    private short[] move = new short[1 << 10]; // which of the parent's moves led here
    private int[] table = filled(1 << 11); // number of a state by hash, open addressing; at most half full
    private int size;

    /** How many states there are. */
    int size() {
        return size;
    }

    /** Adds a state; false if it is there already. */
    boolean add(byte[] key, int from, int moveIndex) {
        long[] hash = MurmurHash3.hash128x64(key, 0, key.length, 0);
        int slot = slotOf(hash[0], hash[1]);
        if (table[slot] != NONE) {
            return false;
        }
        if (size == high.length) {
            grow();
            slot = slotOf(hash[0], hash[1]);
        }
        table[slot] = size;
        high[size] = hash[0];
        low[size] = hash[1];
        parent[size] = from;
        move[size] = (short) moveIndex;
        size++;
        return true;
    }

    /** The way to a state: which of its moves was made at each state on it, from the start. */
    int[] wayTo(int state) {
        int length = 0;
        for (int at = state; at > 0; at = parent[at]) {
            length++;
        }
        int[] way = new int[length];
        for (int at = state; at > 0; at = parent[at]) {
            way[--length] = move[at];
        }
        return way;
    }

    private int slotOf(long first, long second) {
        int mask = table.length - 1;
        int slot = (int) first & mask;
        while (table[slot] != NONE && (high[table[slot]] != first || low[table[slot]] != second)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        int more = 2 * high.length;
        high = Arrays.copyOf(high, more);
        low = Arrays.copyOf(low, more);
        parent = Arrays.copyOf(parent, more);
        move = Arrays.copyOf(move, more);
        table = filled(2 * more);
        for (int state = 0; state < size; state++) {
            table[slotOf(high[state], low[state])] = state;
        }
    }

    private static int[] filled(int length) {
        int[] all = new int[length];
        Arrays.fill(all, NONE);
        return all;
    }
}

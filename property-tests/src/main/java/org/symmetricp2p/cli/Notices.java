package org.symmetricp2p.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What a node has to tell its user, until the loop does so: which may never happen, if the terminal stands still. While
 * {@value #CAPACITY} notices wait, further ones are only counted.
 */
final class Notices {

    static final int CAPACITY = 1_000;

    private final Deque<String> waiting = new ArrayDeque<>();
    private long others;

    synchronized void add(String notice) {
        if (waiting.size() < CAPACITY) {
            waiting.addLast(notice);
        } else {
            others++;
        }
    }

    /** All that wait, in order; the last one says how many there was no room for. */
    synchronized List<String> takeAll() {
        List<String> taken = new ArrayList<>(waiting);
        if (others > 0) {
            taken.add("and " + others + " other notices, for which there was no room");
        }
        waiting.clear();
        others = 0;
        return taken;
    }
}

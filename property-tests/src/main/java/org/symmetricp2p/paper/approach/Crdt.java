package org.symmetricp2p.paper.approach;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Data types that commute: whoever learns of something that a user did applies it at once, and passes it on. There is no timeline, so nothing
 * is late and nothing waits; and no two peers need go through the same states.
 */
final class Crdt implements Model {

    private static final int NOBODY = -1;

    private final Machines machines;
    private final Tape tape;
    private final List<Set<Integer>> known = new ArrayList<>(); // by peer

    Crdt(Machines machines, Tape tape) {
        this.machines = machines;
        this.tape = tape;
        for (int peer = 0; peer < machines.peers(); peer++) {
            known.add(new HashSet<>());
        }
    }

    @Override
    public void begin() {}

    @Override
    public void press(int peer, int key) {
        learn(peer, key, NOBODY);
    }

    private void learn(int peer, int key, int from) {
        if (known.get(peer).add(key)) {
            tape.effect(peer, key, machines.now());
            machines.toNeighbours(peer, from, neighbour -> learn(neighbour, key, peer));
        }
    }
}

package org.symmetricp2p.paper.approach;

import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.paper.Cell;

/**
 * Croquet: a reflector issues the ticks, and all advance by them alone. What a user does goes to the reflector, which sends it to all with the
 * next tick; so it has its effect at that tick everywhere, also where it was done.
 */
final class Croquet implements Model {

    private static final long TICK_MICROS = 1_000_000 / Cell.FPS;

    private final Machines machines;
    private final Tape tape;
    private List<Integer> next = new ArrayList<>(); // what goes with the next tick

    Croquet(Machines machines, Tape tape) {
        this.machines = machines;
        this.tape = tape;
    }

    @Override
    public void begin() {
        if (machines.isServerUp()) {
            List<Integer> keys = next;
            next = new ArrayList<>();
            machines.fromServer(peer -> show(peer, keys));
        }
        machines.after(TICK_MICROS, this::begin);
    }

    @Override
    public void press(int peer, int key) {
        machines.toServer(peer, () -> next.add(key));
    }

    private void show(int peer, List<Integer> keys) {
        tape.advanced(peer, machines.now());
        keys.forEach(key -> tape.effect(peer, key, machines.now()));
    }
}

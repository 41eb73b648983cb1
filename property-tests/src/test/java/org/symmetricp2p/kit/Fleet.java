package org.symmetricp2p.kit;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;

/** Wrong: the order of a HashMap of enums is the same all day, and another one in the next JVM. */
final class Fleet implements Simulation<Fleet.State> {

    static final int STORM = Event.NEXT;

    enum Ship {
        BARGE,
        BRIG,
        CLIPPER,
        CUTTER,
        FERRY,
        KETCH,
        SCHOONER,
        SLOOP,
        TUG,
        YAWL
    }

    record State(int damage) {}

    @Override
    public String id() {
        return "fleet/1";
    }

    @Override
    public int stateSize() {
        return Integer.BYTES;
    }

    @Override
    public State start() {
        return new State(0);
    }

    @Override
    public State tick(State s) {
        return s;
    }

    @Override
    public State event(State s, Event event) {
        Map<Ship, Integer> waves = new HashMap<>();
        for (Ship ship : Ship.values()) {
            waves.put(ship, ship.name().length());
        }
        int damage = s.damage();
        for (Map.Entry<Ship, Integer> wave : waves.entrySet()) {
            damage = damage * 3 + wave.getKey().ordinal() * wave.getValue();
        }
        return new State(damage);
    }

    @Override
    public void encode(State s, ByteBuffer out) {
        out.putInt(s.damage());
    }

    @Override
    public State decode(ByteBuffer in) {
        return new State(in.getInt());
    }
}

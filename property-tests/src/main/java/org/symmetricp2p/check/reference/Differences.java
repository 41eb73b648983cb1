package org.symmetricp2p.check.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.check.Violation;

/** What is wrong in a step, the most telling first. */
public final class Differences {

    private final int peer;
    private final long tick;
    private List<Violation> all = List.of(); // nearly always

    Differences(int peer, long tick) {
        this.peer = peer;
        this.tick = tick;
    }

    void add(Property property, String what) {
        all = new ArrayList<>(all);
        all.add(new Violation(property, peer, tick, what));
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** The first that breaks one of these properties. */
    public Optional<Violation> first(Set<Property> enabled) {
        return all.stream().filter(found -> enabled.contains(found.property())).findFirst();
    }
}

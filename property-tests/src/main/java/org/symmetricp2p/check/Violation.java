package org.symmetricp2p.check;

/** A property that doesn't hold: which, where and how it shows. */
public final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Property property;
    private final int peer;
    private final long tick;

    /**
     * @param peer at which peer it shows
     * @param tick at which tick it shows
     * @param what what was found, and what should have been
     */
    public Violation(Property property, int peer, long tick, String what) {
        super("property " + property.number() + " " + property + ": peer " + peer + " at tick " + tick + ": " + what);
        this.property = property;
        this.peer = peer;
        this.tick = tick;
    }

    public Property property() {
        return property;
    }

    public int peer() {
        return peer;
    }

    public long tick() {
        return tick;
    }
}

package org.symmetricp2p.kit;

/** What {@link Kit#check} throws: the message says which fault, where, in which bytes, and how to see it again. */
public final class KitFailure extends AssertionError {

    private static final long serialVersionUID = 1;

    private final Fault fault;
    private final long seed;
    private final long tick;

    KitFailure(String simulation, Found found, long seed, String again) {
        super(
                simulation + ": " + found.headline + "\n\n"
                        + found.detail.strip().indent(2) + "\nUsually: " + found.fault.causes() + "\n\nSeed " + seed
                        + ". Just this again: " + again,
                found.getCause());
        this.fault = found.fault;
        this.seed = seed;
        this.tick = found.tick;
    }

    public Fault fault() {
        return fault;
    }

    /** For {@link Kit#only}. */
    public long seed() {
        return seed;
    }

    /** The tick at which it shows; 0 also if it has none. */
    public long tick() {
        return tick;
    }
}

package org.symmetricp2p.kit;

/** The kinds of fault that the kit tells apart, and what usually causes each. */
public enum Fault {
    /** The same call gave another state. */
    NOT_A_FUNCTION("""
            a clock; random numbers (keep a SplitMix64 in the state instead); the order of a HashMap or HashSet whose
            keys don't define hashCode; a field of the simulation, or a static one, that changes."""),

    /** A state that was given out is no longer what it was. */
    CHANGED("""
            a list, map, array or object in the state that is changed in place, and that other states share. Change a
            copy: new ArrayList<>(old), old.clone(), a new record."""),

    /** Encoding the same state again gives other bytes. */
    ENCODING("""
            encode reads a clock or a random number, or changes the state that it writes."""),

    /** What {@code decode} reads isn't what {@code encode} wrote. */
    DECODING("""
            encode and decode disagree on the order, the width or the number of fields; a HashMap or HashSet is
            written in its own order (write it sorted)."""),

    /** Two states with the same bytes go on differently. */
    HIDDEN("""
            a field that matters isn't encoded; the order of a HashMap or HashSet, which depends on how it was
            filled; == or identity of objects that decode makes anew."""),

    /** Two instances of the simulation give different states. */
    INSTANCES("""
            the constructor reads a clock, random numbers or a static counter; events change fields of the
            simulation. All that changes belongs in the state."""),

    /** The same simulation in another JVM gives other states. */
    OTHER_JVM("""
            the order of a HashMap or HashSet with enums or objects without a hashCode of their own in it, or of
            Map.of and Set.of; static fields; what differs between machines: locale, time zone, character set,
            system properties, files."""),

    /** {@code hash} isn't the hash of the bytes. */
    HASH("""
            an overridden hash that leaves something out, or remembers an old value. Leave it to the default."""),

    /** {@code id} or {@code stateSize} is out of bounds, or a state doesn't fit. */
    SIZE("""
            a list in the state that grows without a bound, or a stateSize() that forgets a field."""),

    /** A function threw, or gave null. */
    THROWS("""
            a case that nobody thought of. Every peer would stop at this tick: ignore what makes no sense instead."""),

    /** The author's events aren't deterministic. */
    EVENTS("""
            another source of chance than the generator that the function gets."""),

    /** A property of the middleware doesn't hold in a simulated world. */
    WORLD("""
            something that is wrong only now and then, like a clock that is read in seconds. If you are sure of your
            simulation, it may be Symmetric's fault: please report it.""");

    private final String causes;

    Fault(String causes) {
        this.causes = causes;
    }

    /** What it usually comes from, in a few lines. */
    public String causes() {
        return causes;
    }
}

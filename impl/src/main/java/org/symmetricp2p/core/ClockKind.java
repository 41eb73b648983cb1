package org.symmetricp2p.core;

/** The rules by which clocks keep together; the same for all peers of a session (spec 5.11). */
public enum ClockKind {
    /** Follow the maximum that is heard, and tolerate a lag of Δ ({@link PaperClock}). */
    PAPER,
    /** Follow one peer, corrected by how long messages take ({@link RootedClock}). */
    ROOTED
}

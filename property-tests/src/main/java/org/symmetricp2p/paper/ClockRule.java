package org.symmetricp2p.paper;

import java.util.Locale;
import org.symmetricp2p.core.ClockKind;

/** How peers keep their clocks in an experiment. */
public enum ClockRule {
    /** As the specification says, chapter 5. */
    PAPER,
    /** As the authors' program does it ({@link OriginalClock}). */
    ORIGINAL,
    /** All follow one of them, corrected by how long messages take ({@link ClockKind#ROOTED}). */
    ROOTED,
    /** As nobody can: all are right, all the time. */
    PERFECT;

    /** How the core keeps them. */
    ClockKind kind() {
        return this == ROOTED ? ClockKind.ROOTED : ClockKind.PAPER;
    }

    /** As on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

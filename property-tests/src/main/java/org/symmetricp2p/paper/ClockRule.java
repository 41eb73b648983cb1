package org.symmetricp2p.paper;

import java.util.Locale;

/** How peers keep their clocks in an experiment. */
public enum ClockRule {
    /** As the specification says, chapter 5. */
    PAPER,
    /** As the authors' program does it ({@link OriginalClock}). */
    ORIGINAL,
    /** As nobody can: all are right, all the time. */
    PERFECT;

    /** As on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

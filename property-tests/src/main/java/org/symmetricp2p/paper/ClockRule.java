package org.symmetricp2p.paper;

import java.util.Locale;
import org.symmetricp2p.core.ClockKind;

/** How peers keep their clocks in an experiment. */
public enum ClockRule {
    /** Follow the highest, as the paper says (spec 5.1). */
    PAPER,
    /** As the authors' program does it ({@link OriginalClock}). */
    ORIGINAL,
    /** Follow one peer, corrected by how long messages take (spec 5.11). */
    ROOTED,
    /** As nobody can: all are right, all the time. */
    PERFECT;

    /** How the core keeps them. */
    public ClockKind kind() {
        return this == ROOTED ? ClockKind.ROOTED : ClockKind.PAPER;
    }

    /** As on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package org.symmetricp2p.app;

/**
 * A part of a {@link MemoryView} in its place: a {@link Page}, or a {@link Section} of several parts in a row. A draft is written only by
 * the block that drafted it, and never again once that block is closed.
 */
abstract sealed class Part permits Page, Section {

    private long addend;
    private volatile boolean isAdded; // written after the addend, so whoever reads true reads it, too

    /** What it adds to the {@link StateHash}: computed when first asked for, and not to be asked for while it is a draft. */
    final long addend() {
        if (!isAdded) {
            addend = hash();
            isAdded = true;
        }
        return addend;
    }

    abstract long hash();

    /** A copy to write to. */
    abstract Part draft();

    /** This one, or the one that it was drafted from, if that has the same content; what is the same within is shared again. */
    abstract Part sealed(Part before);

    /** By content, of two parts in the same place. */
    @Override
    public abstract boolean equals(Object other);

    @Override
    public abstract int hashCode();
}

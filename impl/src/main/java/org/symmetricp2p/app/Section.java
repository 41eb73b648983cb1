package org.symmetricp2p.app;

import java.util.Arrays;

/** Some pages of a {@link MemoryView} in a row, and the sum of their addends to the {@link StateHash}, computed when first asked for. */
final class Section {

    /** Written only by the block that drafted the section, and never again once that block is closed. */
    final Page[] pages;

    private long sum;
    private volatile boolean isSummed; // written after the sum, so whoever reads true reads it, too

    /** Takes the pages over. */
    Section(Page[] pages) {
        this.pages = pages;
    }

    /** A copy to write to. */
    Section draft() {
        return new Section(pages.clone());
    }

    /** Not to be asked for while the section is a draft. */
    long sum() {
        if (!isSummed) {
            long added = 0;
            for (Page page : pages) {
                added += page.addend();
            }
            sum = added;
            isSummed = true;
        }
        return sum;
    }

    /** By content, of two sections in the same place. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Section that && Arrays.equals(pages, that.pages);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(pages);
    }
}

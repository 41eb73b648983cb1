package org.symmetricp2p.app;

import java.util.Arrays;

/** A page of a {@link MemoryView} in its place: its bytes, and its addend to the {@link StateHash}, computed when first asked for. */
final class Page {

    /** Written only by the block that drafted the page, and never again once that block is closed. */
    final byte[] bytes;

    private final int index;
    private long addend;
    private volatile boolean isAdded; // written after the addend, so whoever reads true reads it, too

    /** Takes the bytes over. */
    Page(byte[] bytes, int index) {
        this.bytes = bytes;
        this.index = index;
    }

    /** A copy to write to. */
    Page draft() {
        return new Page(bytes.clone(), index);
    }

    /** Not to be asked for while the page is a draft. */
    long addend() {
        if (!isAdded) {
            addend = StateHash.ofPage(bytes, 0, bytes.length, index);
            isAdded = true;
        }
        return addend;
    }

    /** By content, of two pages in the same place. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Page that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}

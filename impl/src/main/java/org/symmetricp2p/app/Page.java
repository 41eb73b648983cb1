package org.symmetricp2p.app;

import java.util.Arrays;

/** A page of a {@link MemoryView} in its place: its bytes, and its addend to the {@link StateHash}. */
final class Page {

    /** Written only by the block that drafted the page, and never again once that block is closed. */
    final byte[] bytes;

    final long addend;

    private Page(byte[] bytes, long addend) {
        this.bytes = bytes;
        this.addend = addend;
    }

    /** A page that is never written again. Takes the bytes over. */
    static Page sealed(byte[] bytes, int index) {
        return new Page(bytes, StateHash.ofPage(bytes, 0, bytes.length, index));
    }

    /** A copy to write to, whose addend is not known yet. */
    Page draft() {
        return new Page(bytes.clone(), 0);
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

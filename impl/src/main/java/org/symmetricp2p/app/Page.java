package org.symmetricp2p.app;

import java.util.Arrays;

/** The bytes of a page. */
final class Page extends Part {

    final byte[] bytes;
    private final int index;

    /** Takes the bytes over. */
    Page(byte[] bytes, int index) {
        this.bytes = bytes;
        this.index = index;
    }

    @Override
    Page draft() {
        return new Page(bytes.clone(), index);
    }

    @Override
    Part sealed(Part before) {
        return equals(before) ? before : this;
    }

    @Override
    long hash() {
        return StateHash.ofPage(bytes, 0, bytes.length, index);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Page that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}

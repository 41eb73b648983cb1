package org.symmetricp2p.app;

import java.util.Arrays;

/** Up to {@value #WIDTH} parts in a row, all of the same height, so that a new version of a memory copies little of the way to a page. */
final class Section extends Part {

    static final int WIDTH = 8;

    final Part[] parts;

    /** Takes the parts over. */
    Section(Part... parts) {
        this.parts = parts;
    }

    @Override
    Section draft() {
        return new Section(parts.clone());
    }

    @Override
    Part sealed(Part before) {
        Part[] old = ((Section) before).parts;
        boolean isSame = true;
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] != old[i]) { // so this is a draft
                parts[i] = parts[i].sealed(old[i]);
                isSame &= parts[i] == old[i];
            }
        }
        return isSame ? before : this;
    }

    @Override
    long hash() {
        long sum = 0;
        for (Part part : parts) {
            sum += part.addend();
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Section that && Arrays.equals(parts, that.parts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts);
    }
}

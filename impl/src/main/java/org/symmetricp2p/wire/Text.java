package org.symmetricp2p.wire;

/**
 * A text of a frame: the number of its characters, then one byte of printable ASCII each.
 *
 * @param length the number of characters, in one byte
 * @param character each of them, space to tilde
 */
record Text(Field length, Field character) {

    static Text of(String name, int min, int max) {
        return new Text(new Field("length of " + name, 1, min, max), new Field("character of " + name, 1, ' ', '~'));
    }

    /** The most bytes that it takes. */
    int maxSize() {
        return length.width() + (int) length.max() * character.width();
    }
}

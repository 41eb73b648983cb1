package org.symmetricp2p.paper.approach;

/** How one of the other approaches keeps an application the same at all peers. It tells a {@link Tape} what users see. */
interface Model {

    /** All begins. */
    void begin();

    /** A user does something, which has a number of its own. */
    void press(int peer, int key);
}

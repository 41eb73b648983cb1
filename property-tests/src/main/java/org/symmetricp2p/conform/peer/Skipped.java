package org.symmetricp2p.conform.peer;

/** A scenario needs what this peer doesn't give: a line said to it, say, where it was only connected to. */
final class Skipped extends Exception {

    private static final long serialVersionUID = 1;

    Skipped(String why) {
        super(why);
    }
}

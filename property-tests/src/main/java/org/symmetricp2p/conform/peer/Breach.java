package org.symmetricp2p.conform.peer;

/** The peer that is judged does otherwise than a rule says. */
final class Breach extends Exception {

    private static final long serialVersionUID = 1;

    private final String rule;

    /** @param what it did, in a line */
    Breach(String rule, String what) {
        super(what);
        this.rule = rule;
    }

    /** The number of the rule. */
    String rule() {
        return rule;
    }
}

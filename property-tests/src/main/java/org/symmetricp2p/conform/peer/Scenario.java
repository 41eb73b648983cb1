package org.symmetricp2p.conform.peer;

import java.io.IOException;

/**
 * One thing that a peer may get wrong: what is done to it, and what it has to do then.
 *
 * @param name in small letters and hyphens, unique
 */
record Scenario(String name, Course course) {

    /** How it goes. */
    @FunctionalInterface
    interface Course {
        /**
         * Plays it.
         *
         * @throws Breach if the peer breaks a rule
         * @throws Skipped if this peer can't be asked
         * @throws IOException if the kit itself can't go on
         */
        void play(Stage stage) throws Breach, Skipped, IOException, InterruptedException;
    }
}

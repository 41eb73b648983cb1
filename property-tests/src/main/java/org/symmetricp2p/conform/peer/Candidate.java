package org.symmetricp2p.conform.peer;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.symmetricp2p.cli.LocalPeer;

/** A peer that is judged, as the kit holds it: told lines, and ended. */
public interface Candidate extends AutoCloseable {

    /** Starts peers of one kind, by the options of the contract ({@code spec/conform.md}). */
    @FunctionalInterface
    interface Launcher {
        /**
         * Starts one.
         *
         * @param told takes what it tells people, line by line, on any thread
         */
        Candidate start(List<String> options, Consumer<String> told) throws IOException;
    }

    /** Peers of this implementation, in this process. Killed, they leave, but in a hurry. */
    Launcher LOCAL = (options, told) -> of(LocalPeer.start(options, told));

    /**
     * Where it listens.
     *
     * @throws Skipped if it says that it doesn't do what its options ask for
     */
    int port() throws IOException, InterruptedException, Skipped;

    /** Says a line to it. */
    void say(String line) throws IOException;

    /**
     * Waits until it has ended by itself.
     *
     * @throws IOException if it doesn't in time
     */
    int exitCode(long millis) throws IOException, InterruptedException;

    boolean isAlive();

    /**
     * Has its process stand still, or go on again: all of it, as when a machine has too much to do.
     *
     * @return false if that can't be done to it
     */
    boolean stands(boolean isStill) throws IOException, InterruptedException;

    /** Ends it without a warning, if it hasn't ended. */
    @Override
    void close();

    private static Candidate of(LocalPeer peer) {
        return new Candidate() {
            @Override
            public int port() throws IOException, InterruptedException {
                return peer.port();
            }

            @Override
            public void say(String line) throws IOException {
                peer.say(line);
            }

            @Override
            public int exitCode(long millis) throws IOException, InterruptedException {
                return peer.exitCode(millis);
            }

            @Override
            public boolean isAlive() {
                return peer.isAlive();
            }

            @Override
            public boolean stands(boolean isStill) {
                return false; // it shares its process with the kit
            }

            @Override
            public void close() {
                peer.close();
            }
        };
    }
}

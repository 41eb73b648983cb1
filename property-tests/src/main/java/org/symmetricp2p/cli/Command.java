package org.symmetricp2p.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.demo.Rectangle.Key;

/** What a user tells a peer, by keys on a terminal or by lines on standard input. */
sealed interface Command {

    /** Press a key of the application. */
    record Press(Key key) implements Command {}

    /** Press keys by a script; after those that wait from a script before. */
    record Keys(KeyScript script) implements Command {}

    /** Take the link to a neighbour up again. */
    record Link(int peer) implements Command {}

    /** Take the link to a neighbour down. */
    record Unlink(int peer) implements Command {}

    /** Take up all links that were taken down, and dial again where that was given up. */
    record LinkAll() implements Command {}

    /** Take all links down. */
    record UnlinkAll() implements Command {}

    /** Leave the session. */
    record Quit() implements Command {}

    /**
     * Reads a line: {@code press KEY}, {@code keys FILE}, {@code link N}, {@code unlink N} or {@code quit}.
     *
     * @throws IllegalArgumentException if it is none of these: says why
     * @throws IOException if the file can't be read, or isn't a script: says why
     */
    static Command parse(String line) throws IOException {
        String[] words = line.strip().split("\\s+", 2);
        if (words.length == 2 && words[0].equals("press")) {
            return new Press(KeyScript.key(words[1]));
        }
        if (words.length == 2 && words[0].equals("keys")) {
            return new Keys(KeyScript.read(path(words[1])));
        }
        if (words.length == 2 && words[0].equals("link")) {
            return new Link(peer(words[1]));
        }
        if (words.length == 2 && words[0].equals("unlink")) {
            return new Unlink(peer(words[1]));
        }
        if (words.length == 1 && words[0].equals("quit")) {
            return new Quit();
        }
        throw new IllegalArgumentException(
                "command '" + line.strip() + "' must be one of: press KEY, keys FILE, link N, unlink N, quit");
    }

    private static Path path(String word) throws IOException {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw new IOException("'" + word + "' is no path: " + e.getReason(), e);
        }
    }

    private static int peer(String word) {
        if (!word.matches("\\d{1,9}") || Integer.parseInt(word) > Source.MAX_PEER) {
            throw new IllegalArgumentException("peer '" + word + "' must be a number from 0 to " + Source.MAX_PEER);
        }
        return Integer.parseInt(word);
    }
}

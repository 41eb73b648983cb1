package org.symmetricp2p.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.symmetricp2p.cli.Main;

/** What a user is told of a mistake in a file: one line, for a person, that says something. */
public final class Mistake {

    private static final int MAX_LENGTH = 2_003;

    /** Names of Java's classes, and what an exception without a message says of itself. */
    private static final Pattern INSIDES =
            Pattern.compile("(java|com|org)\\.[a-z0-9]+\\.|[a-z]Exception|[a-z]Error\\b|\\bnull$");

    private Mistake() {}

    /**
     * Fails unless a message is such a line, as the tool prints it.
     *
     * @param file what is in the file: the message may quote it
     */
    public static void check(String message, byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8);
        String line = Main.oneLine(message);
        assertFalse(line.isBlank(), "says nothing");
        assertTrue(line.length() <= MAX_LENGTH, () -> "says too much, " + line.length() + " characters");
        assertTrue(line.chars().noneMatch(Character::isISOControl), () -> "isn't fit for a terminal: " + line);
        assertTrue(
                INSIDES.matcher(line).results().allMatch(found -> text.contains(found.group())),
                () -> "speaks of the program's insides: " + line);
    }
}

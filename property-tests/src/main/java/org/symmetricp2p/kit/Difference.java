package org.symmetricp2p.kit;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** Two encoded states side by side, in lines that a person can read. */
final class Difference {

    private static final int PER_LINE = 16;
    private static final int MAX_LINES = 4;
    private static final int MAX_STATE = 200;
    private static final HexFormat HEX = HexFormat.of();

    private Difference() {}

    /**
     * Where they differ, the lines of 16 bytes in which they do, and the states in the application's own words, if
     * those are short.
     */
    static String of(byte[] expected, byte[] actual, Object expectedState, Object actualState) {
        return of(expected, actual) + states(expectedState, actualState);
    }

    /** Without the states. */
    static String of(byte[] expected, byte[] actual) {
        return of("expected", expected, "actual", actual);
    }

    /** Of what has these names, of up to 8 letters. */
    static String of(String one, byte[] expected, String other, byte[] actual) {
        int first = Arrays.mismatch(expected, actual);
        int count = count(expected, actual);
        StringBuilder text = new StringBuilder((count == 1 ? "1 byte differs" : count + " bytes differ, the first")
                + " at offset " + first + ": " + one + " " + at(expected, first) + ", " + other + " "
                + at(actual, first)
                + ". " + lengths(one, expected, other, actual) + "\n");
        int lines = 0;
        for (int line = first / PER_LINE * PER_LINE;
                line < Math.max(expected.length, actual.length);
                line += PER_LINE) {
            if (differ(expected, actual, line) && lines++ < MAX_LINES) {
                text.append("  %-10s".formatted(one))
                        .append(dump(expected, line))
                        .append('\n');
                text.append("  %-10s".formatted(other))
                        .append(dump(actual, line))
                        .append('\n');
                text.append("                      ")
                        .append(marks(expected, actual, line))
                        .append('\n');
            }
        }
        return lines > MAX_LINES ? text + "  and " + (lines - MAX_LINES) + " more such lines\n" : text.toString();
    }

    private static String lengths(String one, byte[] expected, String other, byte[] actual) {
        return expected.length == actual.length
                ? "The state has " + expected.length + " bytes."
                : capital(one) + " " + expected.length + " bytes, " + other + " " + actual.length + ".";
    }

    private static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static String states(Object expected, Object actual) {
        String before = String.valueOf(expected);
        String after = String.valueOf(actual);
        boolean shown = before.length() <= MAX_STATE && after.length() <= MAX_STATE && !before.equals(after);
        return shown ? "  expected  " + before + "\n  actual    " + after + "\n" : "";
    }

    private static int count(byte[] expected, byte[] actual) {
        int count = 0;
        for (int i = 0; i < Math.max(expected.length, actual.length); i++) {
            count += differAt(expected, actual, i) ? 1 : 0;
        }
        return count;
    }

    private static boolean differ(byte[] expected, byte[] actual, int line) {
        return marks(expected, actual, line).contains("^");
    }

    private static String dump(byte[] bytes, int line) {
        StringBuilder text = new StringBuilder(String.format("%08x ", line));
        for (int i = line; i < line + PER_LINE; i++) {
            text.append(' ').append(i < bytes.length ? at(bytes, i) : "  ");
        }
        return text.toString().stripTrailing();
    }

    private static String marks(byte[] expected, byte[] actual, int line) {
        StringBuilder text = new StringBuilder();
        for (int i = line; i < line + PER_LINE; i++) {
            text.append(differAt(expected, actual, i) ? "^^ " : "   ");
        }
        return text.toString().stripTrailing();
    }

    private static boolean differAt(byte[] expected, byte[] actual, int i) {
        boolean inBoth = i < expected.length && i < actual.length;
        return inBoth ? expected[i] != actual[i] : i < expected.length || i < actual.length;
    }

    private static String at(byte[] bytes, int i) {
        return i < bytes.length ? HEX.toHexDigits(bytes[i]) : "none";
    }
}

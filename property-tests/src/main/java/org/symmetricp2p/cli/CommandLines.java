package org.symmetricp2p.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The lines of an input that may be anything: none is longer than {@value #MAX_LENGTH} characters. */
final class CommandLines {

    static final int MAX_LENGTH = 4_096;

    private final BufferedReader in;

    CommandLines(InputStream in) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /**
     * The next line, or null at the end.
     *
     * @throws IOException if the input can't be read, or the line is too long to be a command
     */
    String next() throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (line.length() == MAX_LENGTH) {
                throw new IOException(
                        "a line of standard input is longer than " + MAX_LENGTH + " characters; it is read no further");
            }
            line.append((char) c);
        }
        boolean isOfWindows = line.length() > 0 && line.charAt(line.length() - 1) == '\r';
        return isOfWindows ? line.substring(0, line.length() - 1) : line.toString();
    }
}

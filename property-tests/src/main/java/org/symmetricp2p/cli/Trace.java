package org.symmetricp2p.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The state hashes of a run, one for each tick from 0 on. A tick that is simulated again, after a rollback,
 * gets its new hash. As a file: lines {@code tick hash}, the hash in 16 hexadecimal digits.
 */
public final class Trace {

    /** How many ticks it holds at most: 80 MB of memory, and 55 hours at 50 ticks a second. */
    public static final int MAX_SIZE = 10_000_000;

    private static final int HASH_DIGITS = 16;

    private long[] hashes = new long[1_024];
    private int size;

    /**
     * Notes the hash of a tick: the next one, or again that of an earlier one. One for which there is no room is left out.
     *
     * @throws IllegalArgumentException if a tick was left out
     */
    public void record(long tick, long hash) {
        if (tick >= MAX_SIZE && size == MAX_SIZE) {
            return;
        }
        if (tick < 0 || tick > size) {
            throw new IllegalArgumentException("tick " + tick + " was recorded, from 0 to " + size + " was expected");
        }
        if (tick == hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.min(MAX_SIZE, 2 * hashes.length));
        }
        hashes[(int) tick] = hash;
        size = Math.max(size, (int) tick + 1);
    }

    /** How many ticks it has: from 0 to one less than this. */
    public int size() {
        return size;
    }

    /** @throws IndexOutOfBoundsException if the trace doesn't reach that tick */
    public long hashAt(long tick) {
        if (tick < 0 || tick >= size) {
            throw new IndexOutOfBoundsException("tick " + tick + " of a trace of " + size + " ticks");
        }
        return hashes[(int) tick];
    }

    /** Writes the ticks from 0 to {@code last}, or as many as there are. */
    void writeTo(Writer out, long last) throws IOException {
        for (int tick = 0; tick < size && tick <= last; tick++) {
            out.write(tick + " " + hex(hashes[tick]) + "\n");
        }
    }

    /** @throws IOException if the file can't be read, or isn't a trace from tick 0 on without gaps: says where */
    public static Trace read(Path file) throws IOException {
        Trace trace = new Trace();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                trace.add(file, line);
            }
        }
        return trace;
    }

    private void add(Path file, String line) throws IOException {
        String where = "trace " + file + ", line " + (size + 1) + ": ";
        if (!line.matches("\\d{1,10} [0-9a-f]{" + HASH_DIGITS + "}")) {
            throw new IOException(where + "'" + line + "' must be a tick and a hash of " + HASH_DIGITS + " digits");
        }
        int space = line.indexOf(' ');
        if (Long.parseLong(line.substring(0, space)) != size) {
            throw new IOException(
                    where + "tick " + size + " is missing, tick " + line.substring(0, space) + " is there");
        }
        if (size == MAX_SIZE) {
            throw new IOException(where + "a trace must not be longer than " + MAX_SIZE + " ticks");
        }
        record(size, HexFormat.fromHexDigitsToLong(line.substring(space + 1)));
    }

    /** A hash as everywhere in this tool: 16 hexadecimal digits, lower case. */
    public static String hex(long hash) {
        return HexFormat.of().toHexDigits(hash);
    }
}

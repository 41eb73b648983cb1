package org.symmetricp2p.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.io.input.BOMInputStream;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.demo.Rectangle.Key;

/**
 * The keys that a file presses at a peer: lines {@code tick key}, in the order of ticks. Blank lines are
 * allowed, and comments from {@code #} to the end of a line.
 *
 * @param presses in the order of the file
 */
public record KeyScript(List<Press> presses) {

    static final KeyScript EMPTY = new KeyScript(List.of());

    /** One key, pressed as soon as the peer is at a tick; 0 means at once. */
    public record Press(long tick, Key key) {
        @Override
        public String toString() {
            return tick + " " + key;
        }
    }

    public KeyScript {
        presses = List.copyOf(presses);
    }

    /** @throws IOException if the file can't be read or a line is wrong: names the file, the line and the mistake */
    static KeyScript read(Path file) throws IOException {
        List<String> lines;
        try (BOMInputStream bytes = BOMInputStream.builder().setPath(file).get()) {
            lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        } catch (UncheckedIOException e) {
            throw FileMistakes.explained("key script " + file, e.getCause());
        } catch (IOException e) {
            throw FileMistakes.explained("key script " + file, e);
        }
        List<Press> presses = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            try {
                add(lines.get(i), presses);
            } catch (IllegalArgumentException mistake) {
                throw new IOException(
                        "key script " + file + ", line " + (i + 1) + ": " + mistake.getMessage(), mistake);
            }
        }
        return new KeyScript(presses);
    }

    private static void add(String line, List<Press> presses) {
        String text = line.replaceFirst("#.*", "").strip();
        if (text.isEmpty()) {
            return;
        }
        String[] words = text.split("\\s+");
        if (words.length != 2) {
            throw new IllegalArgumentException("'" + text + "' must be a tick and a key, such as '120 UP'");
        }
        Press press = new Press(tick(words[0]), key(words[1]));
        if (!presses.isEmpty() && press.tick() < presses.get(presses.size() - 1).tick()) {
            throw new IllegalArgumentException("tick " + press.tick() + " comes after tick "
                    + presses.get(presses.size() - 1).tick() + "; ticks must not decrease");
        }
        presses.add(press);
    }

    private static long tick(String word) {
        if (!word.matches("\\d{1,18}") || Long.parseLong(word) > Stamp.MAX_TICK) {
            throw new IllegalArgumentException("tick '" + word + "' must be a number from 0 to " + Stamp.MAX_TICK);
        }
        return Long.parseLong(word);
    }

    /** @throws IllegalArgumentException if no key has this name */
    static Key key(String name) {
        return Arrays.stream(Key.values())
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "key '" + name + "' must be one of " + Arrays.toString(Key.values())));
    }
}

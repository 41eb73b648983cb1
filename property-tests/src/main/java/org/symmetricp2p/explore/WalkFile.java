package org.symmetricp2p.explore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Walks as text on disk: a line that says through which world, then a line a move. A line that begins with # is a comment. */
public final class WalkFile {

    /** The largest file that is read, in bytes. */
    public static final int MAX_BYTES = 1 << 20;

    private static final Pattern HEAD = Pattern.compile("walk through (\\S+)(?: with canary (\\S+))?");

    private WalkFile() {}

    /**
     * Whether a file is a walk, and not a scenario, which begins with a brace. False for one that can't be read, since
     * reading it says why; and for a pipe, which can be read only once.
     */
    public static boolean isWalk(Path path) {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            String begin = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
            return begin.startsWith("walk") || begin.startsWith("#");
        } catch (IOException unreadable) {
            return false;
        }
    }

    /**
     * Reads a walk.
     *
     * @throws IOException if that isn't possible: says the file, and what is wrong with it
     */
    public static Walk read(Path path) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IOException("walk " + path + ": has more than " + MAX_BYTES + " bytes");
        }
        List<String> lines = new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        String first = lines.isEmpty() ? "" : lines.get(0);
        Matcher head = HEAD.matcher(first);
        if (!head.matches()) {
            throw new IOException("walk " + path + ": the first line is \"" + first
                    + "\", must be \"walk through WORLD\" or \"walk through WORLD with canary NAME\"");
        }
        return new Walk(head.group(1), Optional.ofNullable(head.group(2)), lines.subList(1, lines.size()));
    }

    /** The text of a walk. */
    public static String text(Walk walk) {
        List<String> lines = new ArrayList<>();
        lines.add("walk through " + walk.world()
                + walk.canary().map(canary -> " with canary " + canary).orElse(""));
        lines.addAll(walk.moves());
        return String.join("\n", lines) + "\n";
    }
}

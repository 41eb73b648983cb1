package org.symmetricp2p.sim;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.symmetricp2p.core.ClockKind;

/**
 * Scenarios as JSON on disk: a line for each number, peer, edge and fate, always in the same order, so that two of
 * them can be compared by eye. Reading is strict, and says where in the file a mistake is: nothing is ever guessed.
 */
public final class ScenarioFile {

    /** The largest file that is read, in bytes: room for the most fates that a scenario may have. */
    public static final int MAX_BYTES = 32 << 20;

    private ScenarioFile() {}

    /**
     * Reads a scenario.
     *
     * @throws IOException if that isn't possible: says the file, what is wrong with it, and where
     */
    public static Scenario read(Path path) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw new IOException("scenario " + path + ": " + reason(e), e);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IOException("scenario " + path + ": has more than " + MAX_BYTES + " bytes");
        }
        try {
            return parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IOException("scenario " + path + ": " + e.getMessage(), e);
        }
    }

    /**
     * The scenario that a text describes.
     *
     * @throws IllegalArgumentException if it describes none: says what is wrong, and where
     */
    public static Scenario parse(String text) {
        try {
            return new ScenarioReader(text).read();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(StrictJson.mistake(e), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Writes a scenario, in place of whatever was there. */
    public static void write(Path path, Scenario scenario) throws IOException {
        try {
            Files.writeString(path, text(scenario));
        } catch (IOException e) {
            throw new IOException("can't write scenario " + path + ": " + reason(e), e);
        }
    }

    /** The text of a scenario, which {@link #parse} turns into an equal one. */
    public static String text(Scenario s) {
        return "{\n"
                + field("application", json(s.application()))
                + field("fps", s.fps())
                + field("delta", s.delta())
                + field("travelMillis", s.travelMillis())
                + field("peers", lines(s.peers()))
                + field("edges", lines(s.edges()))
                + field("fates", lines(s.fates()))
                + field("healMicros", s.healMicros())
                + (s.clock() == ClockKind.PAPER ? "" : field("clock", json(s.clock())))
                + (s.isSettling() ? field("silenceMillis", s.silenceMillis()) : "")
                + (s.windowMillis() > 0 ? field("windowMillis", s.windowMillis()) : "")
                + (s.latePercent() > 0 ? field("latePercent", s.latePercent()) : "")
                + "  \"endMicros\": " + s.endMicros() + "\n}\n";
    }

    private static String field(String name, Object json) {
        return "  \"" + name + "\": " + json + ",\n";
    }

    private static String lines(List<?> values) {
        return values.isEmpty()
                ? "[]"
                : values.stream().map(value -> "    " + json(value)).collect(Collectors.joining(",\n", "[\n", "\n  ]"));
    }

    private static String json(Object value) {
        try {
            return StrictJson.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("can't write " + value + " as JSON", e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException
                ? "there is no such file or directory"
                : e instanceof AccessDeniedException ? "access denied" : e.getMessage();
    }
}

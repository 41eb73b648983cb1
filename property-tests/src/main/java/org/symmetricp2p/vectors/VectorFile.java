package org.symmetricp2p.vectors;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Vector files as text: JSON, in which what fits in a line is in one line, so that an event or a message is read at a
 * glance and two versions of a file are compared by eye. The same tree always gives the same text.
 */
public final class VectorFile {

    /** The largest file that is read, in bytes. */
    public static final int MAX_BYTES = 4 << 20;

    /** The most characters of a line; a long text may take more. */
    private static final int WIDTH = 120;

    /** The most levels of braces and brackets in a line: an event, or a list of them. */
    private static final int MAX_DEPTH = 2;

    private static final String INDENT = "  ";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private VectorFile() {}

    /**
     * Reads a file.
     *
     * @throws IOException if that isn't possible
     * @throws IllegalArgumentException if it isn't JSON, or too large: says why, and where
     */
    static JsonNode read(Path path) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("has more than " + MAX_BYTES + " bytes");
        }
        try (JsonParser parser = JSON.createParser(bytes)) {
            JsonNode tree = parser.readValueAsTree();
            if (tree == null) {
                throw new IllegalArgumentException("is empty");
            }
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "there is more after the end", parser.currentTokenLocation());
            }
            return tree;
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : "line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": ";
            throw new IllegalArgumentException(where + e.getOriginalMessage(), e);
        } catch (IOException e) { // bytes that are no text
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The text of a file. */
    static String text(JsonNode tree) {
        StringBuilder out = new StringBuilder();
        write(tree, "", 0, out);
        return out.append('\n').toString();
    }

    /** A value in a list, or in an object with its name before it. */
    private record Part(String name, JsonNode value) {
        String line() {
            return name + VectorFile.line(value);
        }
    }

    private static List<Part> parts(JsonNode container) {
        List<Part> parts = new ArrayList<>();
        container.properties().forEach(field -> parts.add(new Part(Json.of(field.getKey()) + ": ", field.getValue())));
        container.elements().forEachRemaining(element -> {
            if (container.isArray()) {
                parts.add(new Part("", element));
            }
        });
        return parts;
    }

    private static String open(JsonNode container) {
        return container.isArray() ? "[" : "{";
    }

    private static String close(JsonNode container) {
        return container.isArray() ? "]" : "}";
    }

    private static String line(JsonNode value) {
        return value.isContainerNode()
                ? parts(value).stream().map(Part::line).collect(Collectors.joining(", ", open(value), close(value)))
                : value.toString();
    }

    /** Writes a value from some column on. */
    private static void write(JsonNode value, String indent, int column, StringBuilder out) {
        String line = line(value);
        boolean fits = column + line.length() < WIDTH; // room for a comma
        if (fits && depth(value) <= MAX_DEPTH || !value.isContainerNode()) {
            out.append(line);
            return;
        }
        out.append(open(value));
        String inner = indent + INDENT;
        int lineStart = 0;
        List<Part> parts = parts(value);
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            boolean sharesLine = i > 0
                    && value.isArray()
                    && part.value().isValueNode() // such as a long list of ticks
                    && out.length() - lineStart + part.line().length() + 2 < WIDTH;
            if (sharesLine) {
                out.append(' ');
            } else {
                lineStart = out.append('\n').length();
                out.append(inner);
            }
            out.append(part.name());
            write(part.value(), inner, inner.length() + part.name().length(), out);
            out.append(i + 1 < parts.size() ? "," : "\n" + indent);
        }
        out.append(close(value));
    }

    private static int depth(JsonNode value) {
        int deepest = 0;
        for (JsonNode part : value) {
            deepest = Math.max(deepest, depth(part));
        }
        return value.isContainerNode() ? deepest + 1 : 0;
    }
}

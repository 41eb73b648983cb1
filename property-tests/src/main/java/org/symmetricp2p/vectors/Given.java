package org.symmetricp2p.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * An object of a vector, read field by field. Whatever isn't as it should be throws an {@link IllegalArgumentException}
 * that says where; so do, in the end, fields that nobody asked for: what a vector says is never ignored.
 */
final class Given {

    private static final String DECIMAL = "0|-?[1-9][0-9]{0,18}";

    private final String path;
    private final JsonNode node;
    private final Set<String> unread = new TreeSet<>();
    private final List<Given> parts = new ArrayList<>();

    /** @param path where the object is, for messages; empty if it is a whole file */
    Given(String path, JsonNode node) {
        this.path = path;
        this.node = node;
        if (!node.isObject()) {
            throw new IllegalArgumentException(whole() + " must be an object in braces");
        }
        node.fieldNames().forEachRemaining(unread::add);
    }

    boolean has(String name) {
        return node.has(name);
    }

    /** Any value. */
    JsonNode any(String name) {
        unread.remove(name);
        if (!node.has(name)) {
            throw mistake(name, "is missing");
        }
        return node.get(name);
    }

    String text(String name) {
        return text(place(name), any(name));
    }

    /** The text, which must be one of these. */
    String oneOf(String name, List<String> allowed) {
        String text = text(name);
        if (!allowed.contains(text)) {
            throw mistake(name, "is \"" + text + "\", must be one of " + allowed);
        }
        return text;
    }

    long integer(String name, long min, long max) {
        return integer(place(name), any(name), min, max);
    }

    /** {@link #integer}, if the bounds are those of an {@code int}. */
    int smallInteger(String name, int min, int max) {
        return (int) integer(name, min, max);
    }

    List<Long> integers(String name, long min, long max) {
        return list(name, (place, element) -> integer(place, element, min, max));
    }

    byte[] bytes(String name, int most) {
        String text = text(name);
        if (text.length() % 2 != 0 || !text.matches("[0-9a-f]*")) {
            throw mistake(name, "must be bytes, each two hexadecimal digits in lower case");
        }
        if (text.length() > 2 * most) {
            throw mistake(name, "has " + text.length() / 2 + " bytes, must be at most " + most);
        }
        return HexFormat.of().parseHex(text);
    }

    Given object(String name) {
        return part(place(name), any(name));
    }

    List<Given> objects(String name) {
        return list(name, this::part);
    }

    /** Rejects fields that nobody has asked for, here and in all parts. */
    void end() {
        endHere();
        parts.forEach(Given::end);
    }

    /** {@link #end} without the parts. */
    void endHere() {
        if (!unread.isEmpty()) {
            throw new IllegalArgumentException(
                    whole() + " has fields that don't belong there: " + String.join(", ", unread));
        }
    }

    /** The mistake that something is wrong with a field. */
    IllegalArgumentException mistake(String name, String what) {
        return new IllegalArgumentException(place(name) + " " + what);
    }

    private String whole() {
        return path.isEmpty() ? "a vector file" : path;
    }

    private String place(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private Given part(String place, JsonNode object) {
        Given part = new Given(place, object);
        parts.add(part);
        return part;
    }

    private <T> List<T> list(String name, BiFunction<String, JsonNode, T> read) {
        JsonNode array = any(name);
        if (!array.isArray()) {
            throw mistake(name, "must be a list in brackets");
        }
        List<T> list = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            list.add(read.apply(place(name) + "[" + i + "]", array.get(i)));
        }
        return list;
    }

    private static String text(String place, JsonNode value) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException(place + " must be a text in quotes, as numbers are, too");
        }
        return value.textValue();
    }

    private static long integer(String place, JsonNode value, long min, long max) {
        String text = text(place, value);
        String range = " must be an integer in decimal, from " + min + " to " + max;
        if (!text.matches(DECIMAL)) {
            throw new IllegalArgumentException(place + range);
        }
        try {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(place + " is " + text + "," + range, e);
        }
        throw new IllegalArgumentException(place + " is " + text + "," + range);
    }
}

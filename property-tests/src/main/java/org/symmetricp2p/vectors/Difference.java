package org.symmetricp2p.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Optional;

/** Finds the first place in which a result differs from what was expected, and says both values. */
public final class Difference {

    private static final int MAX_LENGTH = 200;

    private Difference() {}

    /** Empty if they are equal; otherwise where they differ, and how. */
    public static Optional<String> between(String place, JsonNode expected, JsonNode found) {
        if (expected.equals(found)) {
            return Optional.empty();
        }
        if (expected.isObject() && found.isObject()) {
            return inFields(place, expected, found);
        }
        if (expected.isArray() && found.isArray()) {
            return inElements(place, expected, found);
        }
        return Optional.of(place + ": expected " + shown(expected) + ", found " + shown(found));
    }

    private static Optional<String> inFields(String place, JsonNode expected, JsonNode found) {
        for (Iterator<String> names = expected.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!found.has(name)) {
                return Optional.of(place + "." + name + ": expected, but there is no such field");
            }
            Optional<String> difference = between(place + "." + name, expected.get(name), found.get(name));
            if (difference.isPresent()) {
                return difference;
            }
        }
        for (Iterator<String> names = found.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!expected.has(name)) {
                return Optional.of(place + "." + name + ": not expected, found " + shown(found.get(name)));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> inElements(String place, JsonNode expected, JsonNode found) {
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            Optional<String> difference = between(place + "[" + i + "]", expected.get(i), found.get(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.of(place + ": expected " + expected.size() + " elements, found " + found.size());
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
    }
}

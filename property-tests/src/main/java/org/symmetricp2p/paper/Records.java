package org.symmetricp2p.paper;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.symmetricp2p.sim.StrictJson;

/** Rows of named values as text for other programs; all rows have the same names, in the same order. */
public final class Records {

    private Records() {}

    /** A line for each, under one with the names; what isn't whole has six digits. */
    public static String csv(List<Map<String, Object>> rows) {
        StringBuilder csv = new StringBuilder();
        if (!rows.isEmpty()) {
            csv.append(String.join(",", rows.get(0).keySet())).append('\n');
        }
        for (Map<String, Object> row : rows) {
            csv.append(row.values().stream().map(Records::text).collect(Collectors.joining(",")))
                    .append('\n');
        }
        return csv.toString();
    }

    private static String text(Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%.6f", number) : value.toString();
    }

    /** An array with an object for each. */
    public static String json(List<Map<String, Object>> rows) throws IOException {
        return StrictJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(rows) + "\n";
    }
}

package org.symmetricp2p.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** One case of an anomaly, for people: a cycle is drawn, from transaction to transaction, with what makes each one wait for the next. */
public final class Drawing {

    private Drawing() {}

    /** The lines. */
    public static List<String> of(Map<?, ?> anomaly) {
        return Checker.get(anomaly, "cycle") instanceof Collection<?> cycle
                        && Checker.get(anomaly, "steps") instanceof Collection<?> steps
                ? cycle(cycle, steps)
                : table(anomaly);
    }

    private static List<String> cycle(Collection<?> operations, Collection<?> steps) {
        List<String> lines = new ArrayList<>();
        Iterator<?> step = steps.iterator();
        for (Object operation : operations) {
            lines.add("o  " + operation((Map<?, ?>) operation));
            if (step.hasNext()) {
                lines.add("|    " + why((Map<?, ?>) step.next()));
                lines.add("v");
            }
        }
        return lines;
    }

    private static String operation(Map<?, ?> operation) {
        return "at index " + Checker.get(operation, "index") + ", process " + Checker.get(operation, "process") + ": "
                + Checker.get(operation, "value");
    }

    private static String why(Map<?, ?> step) {
        Object key = Checker.get(step, "key");
        Object value = Checker.get(step, "value");
        Object next = Checker.get(step, "value'");
        String kind = String.valueOf(Checker.get(step, "type")).replaceFirst("^:", "");
        return kind
                + switch (kind) {
                    case "ww" ->
                        ": it appends " + value + " to list " + key + ", where the next one's " + next + " comes after";
                    case "wr" -> ": the next one reads its " + value + " in list " + key;
                    case "rw" ->
                        ": it reads list " + key + (value == null ? " empty" : " up to " + value)
                                + ", without the next one's " + next;
                    case "process" -> ": the same process did the next one later";
                    case "realtime" -> ": it was over before the next one began";
                    default -> "";
                };
    }

    private static List<String> table(Map<?, ?> anomaly) {
        List<String> lines = new ArrayList<>();
        anomaly.forEach((name, what) -> {
            if (what instanceof Map<?, ?> map && Checker.get(map, "value") != null) {
                lines.add(name + "  " + operation(map));
            } else if (what instanceof Collection<?> several && several.stream().allMatch(Map.class::isInstance)) {
                several.forEach(one -> lines.add(name + "  " + operation((Map<?, ?>) one)));
            } else {
                lines.add(name + "  " + what);
            }
        });
        return lines;
    }
}

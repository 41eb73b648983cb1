package org.symmetricp2p.vectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Makes the vector files: for each case of each topic, what the real code finds. */
public final class Generation {

    /** How the name of a vector file ends. */
    public static final String ENDING = ".json";

    /** A rule, or those from one to another of the same chapter. */
    private static final Pattern RULES = Pattern.compile("spec (\\d+)\\.(\\d+)(?: to \\1\\.(\\d+))?");

    private Generation() {}

    /** The texts of all files by their paths below the folder of vectors; always the same. */
    public static SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>();
        for (Topic topic : Topics.ALL) {
            files.put(topic.name() + ENDING, VectorFile.text(file(topic)));
        }
        return files;
    }

    /** The files of some topics as trees, in the order of the specification's chapters. */
    public static List<ObjectNode> trees(Predicate<String> topics) {
        return Topics.ALL.stream()
                .filter(topic -> topics.test(topic.name()))
                .map(Generation::file)
                .toList();
    }

    /** The numbers of the rules that each topic is about. */
    public static SortedMap<String, List<String>> rulesByTopic() {
        SortedMap<String, List<String>> rules = new TreeMap<>();
        for (Topic topic : Topics.ALL) {
            rules.put(topic.name(), rulesIn(topic.about()));
        }
        return rules;
    }

    private static List<String> rulesIn(String about) {
        return RULES.matcher(about)
                .results()
                .flatMap(found -> {
                    int first = Integer.parseInt(found.group(2));
                    int last = found.group(3) == null ? first : Integer.parseInt(found.group(3));
                    return IntStream.rangeClosed(first, last).mapToObj(place -> found.group(1) + "." + place);
                })
                .distinct()
                .toList();
    }

    static ObjectNode file(Topic topic) {
        List<ObjectNode> cases =
                topic.cases().stream().map(vector -> withResults(topic, vector)).toList();
        ObjectNode fields = Json.object();
        for (Map.Entry<String, String> field : topic.fields().entrySet()) {
            fields.set(field.getKey(), Json.of(field.getValue()));
        }
        return Json.object("topic", topic.name(), "about", topic.about(), "fields", fields, "cases", cases);
    }

    /** Reads the inputs as a check does, so what can't be checked can't be written either. */
    private static ObjectNode withResults(Topic topic, Case vector) {
        ObjectNode whole = Json.object("name", vector.name());
        if (!vector.about().isEmpty()) {
            whole.set("about", Json.of(vector.about()));
        }
        whole.set("given", vector.given());
        List<Given> steps = new ArrayList<>();
        vector.steps().forEach(step -> steps.add(new Given("given", step)));
        List<Found> found;
        try {
            found = topic.run().of(new Given("given", vector.given()), steps);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(topic.name() + ", " + vector.name() + ": " + e.getMessage(), e);
        }
        if (!topic.isStepped()) {
            return setResult(whole, found.get(0));
        }
        List<ObjectNode> done = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            done.add(setResult(Json.object("given", vector.steps().get(i)), found.get(i)));
        }
        return whole.set("steps", Json.of(done));
    }

    private static ObjectNode setResult(ObjectNode to, Found found) {
        to.set("expect", found.expect());
        if (!found.advice().isEmpty()) {
            to.set("advice", Json.of(found.advice()));
        }
        return to;
    }
}

package org.symmetricp2p.vectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A variant of the core as a port that the kit judges: from a line to its answer, as {@code spec/conform.md} has it. */
public final class CoreProbe implements BiFunction<String, String, String> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WORLD = "peer/world";

    private final Map<String, Function<Given, Found>> subjects = new HashMap<>();

    /** @param unused there is nothing else to say */
    @Override
    public String apply(String line, String unused) {
        try {
            return answer(JSON.readTree(line)).toString();
        } catch (JsonProcessingException | RuntimeException e) {
            return Json.object("error", String.valueOf(e.getMessage())).toString();
        }
    }

    private ObjectNode answer(JsonNode question) {
        if (question.has("conform")) {
            return Json.object("name", "a variant of the core", "tells", List.of("links", "user"));
        }
        String subject = question.get("subject").textValue();
        if (question.has("step")) {
            Given step = new Given("given", question.get("step"));
            return Json.object("expect", subjects.get(subject).apply(step).expect());
        }
        Given given = new Given("given", question.get("given"));
        String topic = question.get("begin").textValue();
        if (!topic.equals(WORLD) && !Topics.named(topic).isStepped()) {
            List<Found> found = Topics.named(topic).run().of(given, List.of());
            return Json.object("expect", found.get(0).expect());
        }
        subjects.put(subject, isPeer(topic) ? PeerScript.begin(given) : anew(Topics.named(topic), given));
        return Json.object();
    }

    private static boolean isPeer(String topic) {
        return topic.equals(WORLD) || Topics.named(topic).fields() == PeerScript.FIELDS;
    }

    /** What is no peer has few steps: each is found by making all of them again. */
    private static Function<Given, Found> anew(Topic topic, Given given) {
        List<Given> steps = new ArrayList<>();
        return step -> {
            steps.add(step);
            List<Found> found = topic.run().of(given, steps);
            return found.get(found.size() - 1);
        };
    }
}

package org.symmetricp2p.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.symmetricp2p.vectors.Generation;

/** Asks a port all golden vectors. */
final class VectorRun {

    /**
     * How a topic fared.
     *
     * @param skipped why the port doesn't do it; empty if it does
     * @param failures for each case that failed how, and the line with which it did
     */
    record Result(String topic, String about, int cases, String skipped, List<String> failures) {}

    private static final String SUBJECT = "vector";

    private final Dialogue dialogue;

    private VectorRun(Dialogue dialogue) {
        this.dialogue = dialogue;
    }

    static List<Result> of(Dialogue dialogue, Predicate<String> topics) throws PortFailure {
        VectorRun run = new VectorRun(dialogue);
        List<Result> results = new ArrayList<>();
        for (ObjectNode file : Generation.trees(topics)) {
            results.add(run.topic(file));
        }
        return results;
    }

    private Result topic(ObjectNode file) throws PortFailure {
        String topic = file.get("topic").textValue();
        List<String> failures = new ArrayList<>();
        String skipped = "";
        for (JsonNode vector : file.get("cases")) {
            ObjectNode begin = Dialogue.object("begin", topic);
            begin.put("subject", SUBJECT).set("given", vector.get("given"));
            JsonNode answer = dialogue.ask(begin);
            if (answer.path("skip").isTextual()) {
                skipped = answer.get("skip").textValue();
                break;
            }
            failure(vector, begin, answer)
                    .ifPresent(what -> failures.add(vector.get("name").textValue() + ": " + what));
        }
        return new Result(
                topic, file.get("about").textValue(), file.get("cases").size(), skipped, failures);
    }

    private Optional<String> failure(JsonNode vector, ObjectNode begin, JsonNode answer) throws PortFailure {
        if (!vector.has("steps")) {
            return dialogue.difference(Dialogue.object("expect", vector.get("expect")), answer)
                    .map(what -> what + "\n  after " + Dialogue.shown(begin));
        }
        Optional<Dialogue.Wrong> wrong = dialogue.difference(JsonNodeFactory.instance.objectNode(), answer)
                .map(what -> new Dialogue.Wrong(what, begin.toString()));
        for (JsonNode step : vector.get("steps")) {
            if (wrong.isEmpty()) {
                ObjectNode question = Dialogue.object("step", step.get("given"));
                question.put("subject", SUBJECT);
                wrong = dialogue.ask(question, Dialogue.object("expect", step.get("expect")));
            }
        }
        if (wrong.isEmpty()) {
            wrong = dialogue.finish();
        }
        dialogue.drain();
        return wrong.map(w -> w.what() + "\n  after " + Dialogue.shown(w.line()));
    }
}

package org.symmetricp2p.conform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import org.symmetricp2p.vectors.Difference;

/**
 * What is said to a port, and what it answers. Questions whose right answers are known are asked ahead of its answers, so that neither
 * waits for the other; they are compared in order.
 */
final class Dialogue {

    /** The version of the format. */
    private static final String FORMAT = "1";

    /** How many questions may wait for an answer. */
    private static final int AHEAD = 256;

    private static final int MAX_SHOWN = 2_000;
    private static final int MAX_BEGUN = 200;
    private static final Set<String> FOR_THE_USER = Set.of("linked", "unlinked", "refused", "rolledBack", "renewed");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A question that is under way: its line, and what must come of it. */
    private record Asked(String line, JsonNode expected) {}

    /** An answer is wrong: how, and to which line. */
    record Wrong(String what, String line) {}

    private final Port port;
    private final Deque<Asked> asked = new ArrayDeque<>();
    private String name = "a port";
    private boolean tellsUser;

    private Dialogue(Port port) {
        this.port = port;
    }

    /** Begins with a port: asks who it is. */
    static Dialogue with(Port port) throws PortFailure {
        Dialogue dialogue = new Dialogue(port);
        JsonNode hello = dialogue.ask(object("conform", FORMAT));
        if (!hello.path("name").isTextual() || !hello.path("tells").isArray()) {
            throw new PortFailure(
                    "to the first line it answers " + shown(hello) + ", not {\"name\": ..., \"tells\": [...]}");
        }
        dialogue.name = hello.get("name").textValue();
        for (JsonNode told : hello.get("tells")) {
            dialogue.tellsUser |= told.asText().equals("user");
        }
        return dialogue;
    }

    /** What the port calls itself. */
    String name() {
        return name;
    }

    static ObjectNode object(String name, Object value) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        return value instanceof JsonNode node ? object.set(name, node) : object.put(name, (String) value);
    }

    /** Asks, and waits for the answer. Nothing else may be under way. */
    JsonNode ask(ObjectNode question) throws PortFailure {
        if (!asked.isEmpty()) {
            throw new IllegalStateException("other questions are under way");
        }
        String line = question.toString();
        port.say(line);
        return answerTo(line);
    }

    /** Asks what has a known answer; maybe finds that an earlier one is wrong. */
    Optional<Wrong> ask(ObjectNode question, JsonNode expected) throws PortFailure {
        String line = question.toString();
        port.say(line);
        asked.add(new Asked(line, expected));
        return asked.size() < AHEAD ? Optional.empty() : next();
    }

    /** Waits for all answers that are under way, or until one is wrong. */
    Optional<Wrong> finish() throws PortFailure {
        Optional<Wrong> wrong = Optional.empty();
        while (wrong.isEmpty() && !asked.isEmpty()) {
            wrong = next();
        }
        return wrong;
    }

    /** Lets pass what is still under way, of which nothing matters any more. */
    void drain() throws PortFailure {
        while (!asked.isEmpty()) {
            answerTo(asked.remove().line);
        }
    }

    private Optional<Wrong> next() throws PortFailure {
        Asked first = asked.remove();
        JsonNode answer = answerTo(first.line);
        return difference(first.expected, answer).map(what -> new Wrong(what, first.line));
    }

    /** The difference to an expected answer; what a port doesn't tell its user isn't asked for. */
    Optional<String> difference(JsonNode expected, JsonNode answer) {
        if (answer.has("error")) {
            return Optional.of("it failed: " + shown(answer.get("error")));
        }
        return Difference.between(
                "answer", tellsUser ? expected : withoutUser(expected), tellsUser ? answer : withoutUser(answer));
    }

    private static JsonNode withoutUser(JsonNode answer) {
        if (!answer.path("expect").path("outputs").isArray()) {
            return answer;
        }
        ObjectNode less = answer.deepCopy();
        ArrayNode outputs = (ArrayNode) less.get("expect").get("outputs");
        for (int i = outputs.size() - 1; i >= 0; i--) {
            if (FOR_THE_USER.contains(outputs.get(i).path("output").asText())) {
                outputs.remove(i);
            }
        }
        return less;
    }

    private JsonNode answerTo(String line) throws PortFailure {
        String text;
        try {
            text = port.answer();
        } catch (PortFailure e) {
            throw new PortFailure(e.getMessage() + "; the first line without an answer: " + begun(line), e);
        }
        try {
            JsonNode answer = JSON.readTree(text);
            if (answer.isObject()) {
                return answer;
            }
        } catch (JsonProcessingException e) {
            throw new PortFailure("it answers what isn't JSON: " + begun(text) + "; to the line: " + begun(line), e);
        }
        throw new PortFailure(
                "it answers what isn't an object in braces: " + begun(text) + "; to the line: " + begun(line));
    }

    static String shown(Object value) {
        return shown(value, MAX_SHOWN);
    }

    /** Within a line for people. */
    private static String begun(Object value) {
        return shown(value, MAX_BEGUN);
    }

    private static String shown(Object value, int most) {
        String text = value.toString();
        return text.length() <= most ? text : text.substring(0, most) + "...";
    }
}

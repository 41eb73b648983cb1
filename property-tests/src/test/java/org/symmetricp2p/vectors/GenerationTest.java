package org.symmetricp2p.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The vectors of the repository: they are what the command writes, and say what they mean. */
final class GenerationTest {

    private static final String COMMAND =
            "to write them again: java -jar property-tests/target/symmetric.jar vectors spec/vectors";

    @Test
    void checkedInFilesAreWhatTheCommandWrites() throws IOException {
        Map<String, String> checkedIn = new TreeMap<>();
        for (Path file : Check.files(CheckedIn.VECTORS)) {
            String name = CheckedIn.VECTORS.relativize(file).toString().replace('\\', '/');
            checkedIn.put(name, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        }
        Map<String, String> generated = Generation.files();
        assertEquals(generated.keySet(), checkedIn.keySet(), COMMAND);
        generated.forEach((name, text) -> assertTrue(text.equals(checkedIn.get(name)), name + " differs; " + COMMAND));
    }

    @Test
    void aSecondGenerationWritesTheSame() {
        assertEquals(Generation.files(), Generation.files());
    }

    @Test
    void casesHaveNamesOfTheirOwn() {
        Set<String> names = new TreeSet<>();
        for (Topic topic : Topics.ALL) {
            for (Case vector : topic.cases()) {
                assertTrue(vector.name().matches("[a-z0-9-]+"), vector.name());
                assertTrue(names.add(vector.name()), "twice: " + vector.name());
            }
        }
        assertEquals(Topics.ALL.size(), new TreeSet<>(Topics.names()).size());
    }

    @Test
    void theReadmeNamesEveryFile() throws IOException {
        String readme = Files.readString(CheckedIn.VECTORS.resolve("README.md"));
        Topics.names().forEach(name -> assertTrue(readme.contains("| `" + name + "` |"), name));
    }

    @Test
    void everyFieldIsExplainedAndEveryExplanationIsNeeded() {
        for (Topic topic : Topics.ALL) {
            Set<String> used = new TreeSet<>();
            for (JsonNode vector : Generation.file(topic).get("cases")) {
                addFields(vector, used);
                vector.path("steps").forEach(step -> addFields(step, used));
            }
            used.removeAll(topic.fields().keySet());
            assertEquals(Set.of(), used, topic.name());
            assertTrue(topic.about().matches(".*\\(spec \\d+\\.\\d+.*"), topic.name() + " cites no rule");
        }
    }

    private static void addFields(JsonNode vector, Set<String> used) {
        for (String part : List.of("given", "expect")) {
            vector.path(part).fieldNames().forEachRemaining(name -> used.add(part + "." + name));
        }
    }

    /** Only another version of the protocol is INCOMPATIBLE; all other flaws are violations. */
    @Test
    void theReasonsOfInvalidFramesAreThoseOfTheirFlaws() {
        Set<String> ofAnotherVersion = Set.of(
                "invalid-version-0",
                "invalid-version-2",
                "invalid-version-65535",
                "invalid-version-2-without-more",
                "invalid-version-2-whatever-follows");
        Set<String> incompatible = new TreeSet<>();
        for (JsonNode vector : Generation.file(InvalidFrames.TOPIC).get("cases")) {
            assertTrue(vector.has("about"), vector.get("name") + " doesn't name its flaw");
            if (!vector.at("/expect/reason").textValue().equals("VIOLATION")) {
                incompatible.add(vector.get("name").textValue());
            }
        }
        assertEquals(new TreeSet<>(ofAnotherVersion), incompatible);
    }

    /** Each case has bytes of its own, so each flaw is another one. */
    @Test
    void noTwoFramesAreTheSame() {
        for (Topic topic : List.of(ValidFrames.TOPIC, InvalidFrames.TOPIC)) {
            List<String> frames = new ArrayList<>();
            topic.cases()
                    .forEach(vector -> frames.add(vector.given().get("frame").textValue()));
            assertEquals(frames.size(), new TreeSet<>(frames).size(), topic.name());
        }
    }
}

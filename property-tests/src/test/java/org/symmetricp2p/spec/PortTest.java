package org.symmetricp2p.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symmetricp2p.python.Python;
import org.symmetricp2p.vectors.CheckedIn;

/**
 * The specification and its vectors are enough to write a port: {@code port.py} was written from nothing else, and agrees
 * with the reference. Where there is no Python 3, this is skipped.
 */
class PortTest {

    private static final String PORT = "port.py";
    private static final int MOST_LINES = 330;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path vectors;

    @BeforeEach
    void copyTheVectors() throws IOException {
        FileUtils.copyDirectory(CheckedIn.VECTORS.toFile(), vectors.toFile());
    }

    /** The topics that a tool needs which only decodes, orders and folds; each is a file. */
    static List<String> needed() {
        return CheckedIn.topics().stream()
                .filter(topic -> topic.matches("(wire|order)/.*|time-machine/states"))
                .toList();
    }

    @Test
    void thePortPassesAllVectorsThatItRuns() throws Exception {
        Python.Outcome outcome = run();
        assertEquals(0, outcome.exitCode(), outcome.told());
        assertTrue(needed().size() >= 10, needed().toString());
        List<String> lines = outcome.told().lines().toList();
        for (String topic : needed()) {
            int cases = JSON.readTree(file(topic).toFile()).get("cases").size();
            assertTrue(cases > 0 && lines.contains(topic + ": " + cases + " cases"), topic + "\n" + outcome.told());
        }
    }

    @ParameterizedTest
    @MethodSource("needed")
    void itFailsIfAResultIsChanged(String topic) throws Exception {
        ObjectNode changed = (ObjectNode) JSON.readTree(file(topic).toFile());
        JsonNode last = lastOf(changed.get("cases"));
        JsonNode result = last.has("steps") ? lastOf(last.get("steps")) : last;
        ((ObjectNode) result.get("expect")).put("more", "0");
        JSON.writeValue(file(topic).toFile(), changed);
        Python.Outcome outcome = run();
        assertEquals(1, outcome.exitCode(), outcome.told());
        String name = "\n  " + last.get("name").textValue() + "\n";
        assertTrue(outcome.told().contains(name), outcome.told());
    }

    @ParameterizedTest
    @MethodSource("needed")
    void itFailsIfAFileIsMissing(String topic) throws Exception {
        Files.delete(file(topic));
        Python.Outcome outcome = run();
        assertEquals(1, outcome.exitCode(), outcome.told());
        assertTrue(outcome.told().contains(topic + ": missing\n"), outcome.told());
    }

    @Test
    void itIsShortAndSaysWhereItComesFrom() throws IOException {
        try (InputStream source = PortTest.class.getResourceAsStream(PORT)) {
            String port = new String(source.readAllBytes(), StandardCharsets.UTF_8);
            long lines = port.lines().count();
            assertTrue(lines <= MOST_LINES, () -> lines + " lines");
            assertTrue(port.contains("from the specification and its vectors alone"));
        }
    }

    private Python.Outcome run() throws IOException, InterruptedException {
        return Python.run(PortTest.class, PORT, vectors);
    }

    private Path file(String topic) {
        return vectors.resolve(topic + ".json");
    }

    private static JsonNode lastOf(JsonNode list) {
        return list.get(list.size() - 1);
    }
}

package org.symmetricp2p.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symmetricp2p.model.Model;

/** Vectors are run as a whole, and nothing wrong in one goes unnoticed. */
final class CheckTest {

    private static final String GOOD = """
            {"topic": "order/compare-stamps", "about": "", "fields": {"given.a": "a stamp"}, "cases": [
              {"name": "one", "about": "", "given": {
                "a": {"tick": "1", "peer": "2", "incarnation": "3", "seq": "4"},
                "b": {"tick": "1", "peer": "2", "incarnation": "3", "seq": "4"}},
              "expect": {"order": "same"}, "advice": ["any words"]}]}
            """;

    private static final String STEPPED = """
            {"topic": "clock/local-time", "about": "", "fields": {}, "cases": [
              {"name": "one", "given": {"fps": "50", "delta": "5", "startNanos": "0"}, "steps": [
                {"given": {"heard": [], "nanos": "20000000"}, "expect": {"tick": "1", "gap": "0"}}]}]}
            """;

    private static final String SCRIPT = """
            {"topic": "peer/flooding", "about": "", "fields": {}, "cases": [
              {"name": "one", "given": {"application": "chain/1", "peer": "1", "incarnation": "1", "fps": "50",
                "delta": "5", "travelLimitNanos": "0", "patienceNanos": "0", "maxLead": "100", "startNanos": "0"}, "steps": [
                {"given": {"input": "read", "nanos": "20000000"}, "expect": {"outputs": []}}]}]}
            """;

    /** Of the changes of a step only so many are tried in each build: all steps before it are run again for each. */
    private static final int STRIDE = Model.isEverythingTried() ? 1 : 3;

    @TempDir
    private Path directory;

    @Test
    void checkedInVectorsAreGood() throws IOException {
        for (Path file : Check.files(CheckedIn.VECTORS)) {
            Check.Report report = Check.file(file);
            assertEquals(List.of(), report.failures(), file.toString());
            assertTrue(report.cases() > 0);
        }
    }

    /** For each case of each topic, and for every value that it expects: another value, one more, one less. */
    @TestFactory
    Stream<DynamicTest> whateverIsChangedInAResultIsNoticed() {
        return Topics.ALL.stream()
                .map(topic -> DynamicTest.dynamicTest(topic.name(), () -> assertEveryChangeIsNoticed(topic)));
    }

    private static void assertEveryChangeIsNoticed(Topic topic) {
        ObjectNode file = Generation.file(topic);
        for (JsonNode vector : file.get("cases")) {
            file.set("cases", Json.of(List.of(vector)));
            assertEquals(List.of(), Check.file(file).failures());
            for (JsonNode result : topic.isStepped() ? vector.get("steps") : List.of(vector)) {
                JsonNode expected = result.get("expect");
                List<JsonNode> changes = changes(expected);
                for (int i = 0; i < changes.size(); i += topic.isStepped() ? STRIDE : 1) {
                    JsonNode changed = changes.get(i);
                    ((ObjectNode) result).set("expect", changed);
                    assertFalse(Check.file(file).isGood(), () -> vector.get("name") + ": unnoticed: " + changed);
                }
                ((ObjectNode) result).set("expect", expected);
            }
        }
    }

    /** Copies of a value, each with one change somewhere in it. */
    private static List<JsonNode> changes(JsonNode value) {
        List<JsonNode> changes = new ArrayList<>();
        if (value instanceof ObjectNode object) {
            for (String name : names(object)) {
                changes(object.get(name))
                        .forEach(changed -> changes.add(object.deepCopy().set(name, changed)));
                changes.add(object.deepCopy().without(name));
            }
            changes.add(object.deepCopy().put("more", "0"));
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                changes(array.get(i)).forEach(changed -> changes.add(copyWith(array, index, changed)));
            }
            if (!array.isEmpty()) {
                ArrayNode less = array.deepCopy();
                less.remove(array.size() - 1);
                changes.add(less);
            }
            changes.add(array.deepCopy().add("0"));
        } else {
            String text = value.isTextual() ? value.textValue() : "";
            changes.add(TextNode.valueOf(
                    text.endsWith("0") ? text.substring(0, text.length() - 1) + "1" : text.replaceAll(".$", "") + "0"));
        }
        return changes;
    }

    private static ArrayNode copyWith(ArrayNode array, int index, JsonNode element) {
        ArrayNode copy = array.deepCopy();
        copy.set(index, element);
        return copy;
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "order/compare-stamps"      | "order/compare"   | topic is "order/compare", must be one of [order/compare-stamps,
            "topic": "order/compare-stamps", |              | topic is missing
            "fields": {"given.a": "a stamp"} | "fields": 3  | fields must be an object in braces
            "a stamp"                   | 3                 | fields.given.a must be a text in quotes, as numbers are, too
            "about": "", "fields"       | "fields"          | about is missing
            "name": "one",              |                   | cases[0]: cases[0].name is missing
            "name": "one"               | "name": 1         | cases[0]: cases[0].name must be a text in quotes
            "order": "same"             | "order": "before" | "one": expect.order: expected "before", found "same"
            "order": "same"             | "ordr": "same"    | "one": expect.ordr: expected, but there is no such field
            {"order": "same"}           | {}                | "one": expect.order: not expected, found "same"
            {"order": "same"}           | "same"            | "one": expect: expected "same", found {"order":"same"}
            "expect": {"order": "same"} | "expct": {}       | "one": cases[0].expect is missing
            "advice"                    | "advise"          | "one": cases[0] has fields that don't belong there: advise
            "b": {                      | "c": 1, "b": {    | "one": cases[0].given has fields that don't belong there: c
            "a": {"tick": "1",          | "a": {            | "one": cases[0].given.a.tick is missing
            "a": {"tick": "1",          | "a": {"tick": 1, | "one": cases[0].given.a.tick must be a text in quotes, as numbers
            "a": {"tick": "1",          | "a": {"tick": "01", | "one": cases[0].given.a.tick must be an integer in decimal, from 1 to
            "a": {"tick": "1",          | "a": {"tick": "0", | "one": cases[0].given.a.tick is 0, must be an integer in decimal, from 1
            "a": {"tick": "1",          | "a": {"tick": "9999999999999999999", | "one": cases[0].given.a.tick is 9999999999999999999, must be an
            "a": {"tick": "1",          | "a": {"tick": "1", "tick": "1", | line 3, column 30: Duplicate field 'tick'
            "a": {"tick": "1"           | "a": ["tick", "1" | line 3, column 30: Unexpected character
            {"tick": "1", "peer": "2"   | {"tick": "1", "peer": "65536" | "one": cases[0].given.a.peer is 65536, must be an integer in decimal, from 0 to 65535
            """)
    void aMistakeIsToldWithItsPlace(String find, String replacement, String message) throws IOException {
        assertMistake(GOOD, find, replacement, message);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "tick": "1"              | "tick": "2"       | "one": steps[0].expect.tick: expected "2", found "1"
            "steps"                  | "stages"          | "one": cases[0].steps is missing
            "steps": [               | "steps": 3, "x": [ | "one": cases[0].steps must be a list in brackets
            "heard": []              | "heard": 0        | "one": cases[0].steps[0].given.heard must be a list in brackets
            "heard": []              | "heard": [""]     | "one": cases[0].steps[0].given.heard[0] must be an integer in decimal
            "nanos": "20000000"      | "nanos": "-9223372036854775808" | "one": cases[0].steps[0].given.nanos is -9223372036854775808
            """)
    void aMistakeInAStepIsToldWithItsPlace(String find, String replacement, String message) throws IOException {
        assertMistake(STEPPED, find, replacement, message);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            chain/1     | chess/1     | "one": cases[0].given.application is "chess/1", must be one of [chain/1, pool
            read        | write       | "one": cases[0].steps[0].given.input is "write", must be one of [look, read, local
            20000000    | 4000000000000000 | "one": cases[0].steps[0].given.nanos is more than 100000 ticks ahead
            "input": "read", "nanos": "20000000" | "input": "received", "link": "1", "message": {"type": "SYNC", "clock": "1"}, "frame": "00" | "one": cases[0].steps[0].given.frame is not the message beside it
            "input": "read", "nanos": "20000000" | "input": "received", "link": "1", "message": {"type": "SYNC", "clock": "1"}, "frame": "0" | "one": cases[0].steps[0].given.frame must be bytes, each two
            "input": "read", "nanos": "20000000" | "input": "received", "link": "1", "message": {"type": "EVENTS", "clock": "1", "events": []} | "one": cases[0].steps[0].given.message.events must not be empty
            """)
    void aMistakeInAScriptIsToldWithItsPlace(String find, String replacement, String message) throws IOException {
        assertMistake(SCRIPT, find, replacement, message);
    }

    private void assertMistake(String text, String find, String replacement, String message) throws IOException {
        assertEquals(List.of(), check(text).failures());
        assertTrue(text.contains(find), find);
        List<String> failures = check(text.replaceFirst(
                        Pattern.quote(find), Matcher.quoteReplacement(replacement == null ? "" : replacement)))
                .failures();
        assertEquals(1, failures.size(), failures.toString());
        assertTrue(failures.get(0).startsWith(message), failures.get(0));
    }

    @Test
    void aCaseWithoutAResultOrANameOfItsOwnFails() throws IOException {
        String oneCase = GOOD.substring(GOOD.indexOf("{\"name\""), GOOD.lastIndexOf("]}"));
        assertEquals(
                List.of("\"one\": an earlier case has this name"),
                check(GOOD.replace(oneCase, oneCase + ", " + oneCase)).failures());
        assertEquals(
                List.of("cases must not be empty"),
                check(GOOD.replace(oneCase, "")).failures());
        String oneStep = STEPPED.substring(STEPPED.indexOf("{\"given\": {\"heard"), STEPPED.lastIndexOf("]}]}"));
        assertEquals(
                List.of("\"one\": cases[0].steps must not be empty"),
                check(STEPPED.replace(oneStep, "")).failures());
    }

    @Test
    void allFailingCasesAreTold() throws IOException {
        String oneCase = GOOD.substring(GOOD.indexOf("{\"name\""), GOOD.lastIndexOf("]}"));
        String other = oneCase.replace("\"one\"", "\"two\"").replace("same", "after");
        String third = oneCase.replace("\"one\"", "\"three\"").replace("same", "before");
        Check.Report report = check(GOOD.replace(oneCase, other + ", " + oneCase + ", " + third));
        assertEquals(3, report.cases());
        assertEquals(2, report.failures().size(), report.failures().toString());
    }

    @Test
    void anApplicationThatFailsIsAFailureOfItsCase() throws IOException {
        List<String> failures = check("""
                {"topic": "time-machine/states", "about": "", "fields": {}, "cases": [
                  {"name": "short", "given": {"application": "chain/1", "until": "3", "events": [
                    {"tick": "1", "peer": "1", "incarnation": "1", "seq": "1", "type": "2", "payload": ""}]},
                   "expect": {"states": []}}]}
                """).failures();
        assertEquals(1, failures.size());
        assertTrue(failures.get(0).startsWith("\"short\": "), failures.get(0));
    }

    @Test
    void whatIsNoJsonIsToldWithItsPlace() throws IOException {
        for (String text : List.of("", "{", "[]", "null", "{} {}", "{\"a\": 1}", "\u0000", "[".repeat(5_000))) {
            Check.Report report = check(text);
            assertEquals(0, report.cases());
            assertEquals(1, report.failures().size(), text);
            assertFalse(
                    report.failures().get(0).contains("com.fasterxml"),
                    report.failures().get(0));
        }
        assertEquals(
                List.of("line 1, column 4: Unexpected character ('}' (code 125)): was expecting a colon to separate "
                        + "field name and value"),
                check("{ \"\"}").failures().stream()
                        .map(text -> text.replaceAll("column \\d+", "column 4"))
                        .toList());
    }

    @Test
    void aFileThatIsTooLargeIsRefused() throws IOException {
        int room = VectorFile.MAX_BYTES - GOOD.length();
        assertEquals(List.of(), check(GOOD + " ".repeat(room)).failures());
        assertEquals(
                List.of("has more than 4194304 bytes"),
                check(GOOD + " ".repeat(room + 1)).failures());
    }

    @Test
    void aDirectoryWithoutVectorsIsAMistake() throws IOException {
        Files.writeString(directory.resolve("README.md"), "no vectors");
        String message =
                assertThrows(IOException.class, () -> Check.files(directory)).getMessage();
        assertEquals(directory + " has no vectors: there is no file *.json in it", message);
    }

    @Test
    void aDirectoryWithTooManyFilesIsAMistake() throws IOException {
        for (int i = 0; i < Check.MAX_FILES; i++) {
            Files.createFile(directory.resolve(i + ".json"));
        }
        assertEquals(Check.MAX_FILES, Check.files(directory).size());
        Files.createFile(directory.resolve("more.json"));
        assertThrows(IOException.class, () -> Check.files(directory));
    }

    private Check.Report check(String text) throws IOException {
        Path file = directory.resolve("vectors.json");
        Files.writeString(file, text);
        return Check.file(file);
    }
}

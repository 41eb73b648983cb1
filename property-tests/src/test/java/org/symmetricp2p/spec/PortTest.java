package org.symmetricp2p.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.FileSystem;
import org.graalvm.polyglot.io.IOAccess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Memory;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.sdl.demo.Sand;
import org.symmetricp2p.vectors.CheckedIn;

/**
 * The specification and its vectors are enough to write a peer: {@code spec/js} was written from nothing else, and agrees
 * with the reference. It runs on GraalJS here; in Node and in browsers it is the same.
 */
class PortTest {

    private static final Path PORT = Path.of("..", "spec", "js");
    private static final int MOST_LINES_OF_A_MODULE = 700;
    private static final String BEYOND_VECTORS = "beyond-vectors.mjs";
    private static final String CONNECTIONS = "connections.mjs";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Context js;

    @BeforeAll
    static void start() {
        js = Context.newBuilder("js")
                .allowIO(IOAccess.newBuilder()
                        .fileSystem(FileSystem.newReadOnlyFileSystem(FileSystem.newDefaultFileSystem()))
                        .build())
                .option("js.esm-eval-returns-exports", "true")
                .option("engine.WarnInterpreterOnly", "false")
                .build();
    }

    @AfterAll
    static void stop() {
        js.close();
    }

    static List<String> topics() {
        return CheckedIn.topics();
    }

    @Test
    void thePortPassesAllVectors() throws IOException {
        ArrayNode files = JSON.createArrayNode();
        List<String> expected = topics().stream()
                .map(topic -> files.add(file(topic)).get(files.size() - 1))
                .map(file ->
                        file.get("topic").textValue() + ": " + file.get("cases").size() + " cases")
                .toList();
        Outcome outcome = check(files);
        assertEquals(expected, outcome.lines());
        assertTrue(outcome.passed());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void itFailsIfAResultIsChanged(String topic) throws IOException {
        ObjectNode file = file(topic);
        JsonNode last = lastOf(file.get("cases"));
        JsonNode result = last.has("steps") ? lastOf(last.get("steps")) : last;
        ((ObjectNode) result.get("expect")).put("more", "0");
        file.set("cases", JSON.createArrayNode().add(last));
        Outcome outcome = check(JSON.createArrayNode().add(file));
        assertFalse(outcome.passed());
        List<String> failures =
                outcome.lines().stream().filter(line -> line.startsWith("  ")).toList();
        assertEquals(1, failures.size(), failures.toString());
        String failure = failures.get(0);
        assertTrue(failure.startsWith("  " + last.get("name").textValue()), failure);
        assertTrue(failure.contains("\"more\":\"0\""), failure);
    }

    @Test
    void itFailsIfFilesAreMissing() throws IOException {
        Outcome outcome = check(JSON.createArrayNode());
        assertFalse(outcome.passed());
        List<String> missing =
                topics().stream().map(topic -> topic + ": missing").sorted().toList();
        assertEquals(missing, outcome.lines().stream().sorted().toList());
    }

    @TestFactory
    Stream<DynamicTest> whatTheVectorsDoNotAsk() throws IOException {
        return cases(BEYOND_VECTORS, 8);
    }

    /** Its connections: who greets first, silence, BYE, dialling again. */
    @TestFactory
    Stream<DynamicTest> connectionsAreKeptByTheRules() throws IOException {
        return cases(CONNECTIONS, 12);
    }

    /** A module of cases beside this test: each is a function, which throws if it doesn't hold. */
    private static Stream<DynamicTest> cases(String name, int least) throws IOException {
        Value cases = module(name, resource(name));
        assertTrue(cases.getMemberKeys().size() >= least, cases.getMemberKeys().toString());
        return cases.getMemberKeys().stream()
                .map(title -> DynamicTest.dynamicTest(
                        title, () -> cases.getMember(title).executeVoid()));
    }

    /** What makes it run anywhere, and makes its steps repeatable. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "core.mjs",
                "timeline.mjs",
                "machine.mjs",
                "log.mjs",
                "lateness.mjs",
                "clocks.mjs",
                "rooted.mjs",
                "settling.mjs",
                "windows.mjs",
                "shown.mjs",
                "bytes.mjs",
                "applications.mjs",
                "shell.mjs"
            })
    void itNeedsNothingElse(String module) throws IOException {
        String source = Files.readString(PORT.resolve(module));
        long lines = source.lines().count();
        assertTrue(lines <= MOST_LINES_OF_A_MODULE, () -> lines + " lines");
        assertTrue(source.replaceAll("\\s+\\*?\\s*", " ").contains("from the specification and its vectors alone"));
        Pattern others = Pattern.compile(
                "from \"(?!\\./(?:core|timeline|machine|log|lateness|clocks|rooted|settling|windows|bytes|applications)\\.mjs\")|import\\(|require\\(");
        Pattern outside = Pattern.compile(
                "\\b(?:Date|random|performance|set(?:Timeout|Interval)|console|process|fetch|await)\\b");
        for (Pattern unwanted : List.of(others, outside)) {
            assertFalse(unwanted.matcher(withoutComments(source)).find(), unwanted.pattern());
        }
    }

    /** Strokes of everybody, all over the board and beyond it, and events that are none (spec 4.21). */
    @Test
    void theBoardOfSandIsTheSame() throws IOException {
        Value port = module("applications.mjs", Files.readString(PORT.resolve("applications.mjs")))
                .getMember("sand");
        Value payload = js.eval("js", "hex => Uint8Array.from(hex.match(/../g) ?? [], pair => parseInt(pair, 16))");
        Value hex = js.eval("js", "bytes => Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('')");
        Sand sand = new Sand();
        assertEquals(sand.id(), port.getMember("id").asString());
        assertEquals(sand.stateSize(), port.getMember("stateSize").asInt());
        Memory here = sand.start();
        Value there = port.invokeMember("start");
        Random random = new Random(21);
        for (int tick = 1; tick <= 60; tick++) {
            here = sand.tick(here);
            there = port.invokeMember("tick", there);
            if (tick % 2 == 0) {
                byte[] ends = new byte[random.nextInt(20) == 0 ? 12 : 16];
                for (int i = 0; i < ends.length; i += Integer.BYTES) {
                    ByteBuffer.wrap(ends).putInt(i, random.nextInt(200) - 20);
                }
                int type = Event.NEXT + random.nextInt(Sand.MAX_MATERIAL + 2);
                here = sand.event(here, new Event(type, Payload.ofBytes(ends)));
                Value bytes = payload.execute(HexFormat.of().formatHex(ends));
                there = port.invokeMember(
                        "event",
                        there,
                        js.eval("js", "(type, payload) => ({type, payload})").execute(type, bytes));
            }
            if (tick % 10 == 0) {
                String expected = HexFormat.of().formatHex(here.bytesAt(0, here.size()));
                assertEquals(
                        expected, hex.execute(port.invokeMember("bytes", there)).asString(), "at tick " + tick);
            }
        }
    }

    private static String withoutComments(String source) {
        return source.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//[^\n]*", "");
    }

    /**
     * What the port says of vector files.
     *
     * @param lines one for each topic, and one, indented, for each failure
     */
    private record Outcome(List<String> lines, boolean passed) {}

    private static Outcome check(ArrayNode files) throws IOException {
        Value parsed = js.eval("js", "JSON.parse").execute(JSON.writeValueAsString(files));
        Value outcome = module("vectors.mjs", Files.readString(PORT.resolve("vectors.mjs")))
                .getMember("check")
                .execute(parsed);
        return new Outcome(
                List.of(outcome.getMember("lines").as(String[].class)),
                outcome.getMember("passed").asBoolean());
    }

    /** The exports of a module in the port's folder, or of another text in its place. */
    private static Value module(String name, String source) throws IOException {
        return js.eval(Source.newBuilder("js", PORT.resolve(name).toFile())
                .content(source)
                .mimeType("application/javascript+module")
                .build());
    }

    private static String resource(String name) throws IOException {
        try (InputStream resource = PortTest.class.getResourceAsStream(name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static ObjectNode file(String topic) {
        try {
            return (ObjectNode)
                    JSON.readTree(CheckedIn.VECTORS.resolve(topic + ".json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode lastOf(JsonNode list) {
        return list.get(list.size() - 1);
    }
}

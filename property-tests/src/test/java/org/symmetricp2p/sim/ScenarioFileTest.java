package org.symmetricp2p.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Scenarios on disk: what is written can be read, and what is wrong is told with its place. */
final class ScenarioFileTest {

    private static final String GOOD = """
            {
              "application": "chain",
              "fps": 50,
              "delta": 5,
              "travelMillis": 0,
              "peers": [
                {"id":0,"startMicros":0,"driftPpm":0,"tickMicros":0},
                {"id":1,"startMicros":0,"driftPpm":0,"tickMicros":0}
              ],
              "edges": [
                {"a":0,"b":1,"delaysAToB":[1000],"delaysBToA":[1000],"bytesPerSecond":0,"bothDial":false}
              ],
              "fates": [
                {"what":"press","atMicros":7,"peer":1,"key":3},
                {"what":"pause","atMicros":8,"peer":0,"forMicros":5}
              ],
              "healMicros": 1000000,
              "endMicros": 9000000
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void theTextOfAScenarioIsStable() {
        assertEquals(GOOD, ScenarioFile.text(ScenarioFile.parse(GOOD)));
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void whatIsWrittenIsRead(Topology topology) throws IOException {
        for (long seed = 1; seed <= 30; seed++) {
            Scenario scenario = Scenarios.of(seed, Optional.of(topology));
            Path file = directory.resolve("scenario.json");
            ScenarioFile.write(file, scenario);
            assertEquals(scenario, ScenarioFile.read(file));
        }
    }

    @Test
    void attacksAreWrittenAndRead() {
        for (long seed = 1; seed <= 30; seed++) {
            Scenario scenario = Scenarios.hostile(seed);
            String text = ScenarioFile.text(scenario);
            assertTrue(text.contains("{\"what\":\"attack\""), text);
            assertEquals(scenario, ScenarioFile.parse(text));
        }
    }

    /** The world of a seed is the same, but for the attacks. */
    @Test
    void hostilePeersChangeNothingElse() {
        for (long seed = 1; seed <= 30; seed++) {
            List<Fate> others = Scenarios.hostile(seed).fates().stream()
                    .filter(fate -> !(fate instanceof Fate.Attack))
                    .toList();
            assertEquals(Scenarios.of(seed).fates(), others);
        }
    }

    /** A list stands for a thing of several kinds: found by fuzzing. */
    @Test
    void noClassIsNamedForAListInTheWrongPlace() {
        String pause = "{\"what\":\"pause\",\"atMicros\":8,\"peer\":0,\"forMicros\":5}";
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> ScenarioFile.parse(GOOD.replace(pause, "[" + pause + "]")))
                .getMessage();
        assertTrue(message.endsWith("Unexpected token (START_OBJECT), expected VALUE_STRING"), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"how\":\"sources\",\"number\":0   | number of SOURCES is 0, must be from 1 to 100",
                "\"how\":\"forge\",\"number\":0     | peer 0 attacks itself by FORGE",
                "\"how\":\"forge\",\"number\":7     | there is no peer 7, which is named in Attack",
                "\"how\":\"charm\",\"number\":1     | charm",
            })
    void whatIsNoAttackIsTold(String how, String words) {
        String attack = "{\"what\":\"attack\",\"atMicros\":9,\"peer\":0," + how + ",\"forMicros\":5}";
        String pause = "{\"what\":\"pause\",\"atMicros\":8,\"peer\":0,\"forMicros\":5}";
        String message = assertThrows(
                        IllegalArgumentException.class, () -> ScenarioFile.parse(GOOD.replace(pause, attack)))
                .getMessage();
        assertTrue(message.contains(words), message);
    }

    /** A mistake is made by replacing a part of the text. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"fps\": 50        | \"fps\": 0            | line 3, column 10: fps is 0, must be from 1 to 1000",
                "\"fps\": 50        | \"fps\": 50.5         | line 3, column 10: fps: ",
                "\"fps\": 50        | \"fps\": \"50\"       | line 3, column 10: fps: ",
                "\"fps\": 50        | \"fps\": null         | line 3, column 10: is null",
                "\"fps\": 50        | \"fps\": 99999999999  | line 3, column 21: Numeric value (99999999999) out of range of int",
                "\"fps\": 50,       | ``                    | line 19, column 1: the field \"fps\" is missing",
                "\"fps\"            | \"fsp\"               | line 3, column 3: there is no field \"fsp\", only [",
                "\"fps\": 50        | \"fps\": 50, \"fps\": 60 | line 3, column 19: Duplicate field 'fps'",
                "chain              | game                  | line 2, column 18: there is no application \"game\", only",
                "\"id\":1           | \"id\":0              | line 8, column 5: there are two peers with id 0",
                "\"id\":1           | \"id\":65536          | line 8, column 60: peers[1]: peer id is 65536, must be from 0",
                "\"b\":1            | \"b\":0               | line 11, column 93: edges[0]: an edge links peer 0 to itself",
                "\"b\":1            | \"b\":7               | line 11, column 5: there is no peer 7, which is named in Edge",
                "AToB\":[1000]      | AToB\":[-1]           | line 11, column 91: edges[0]: delay is -1, must be from 0 to",
                "AToB\":[1000]      | AToB\":[]             | line 11, column 89: edges[0]: number of delays is 0, must",
                "\"key\":3          | \"key\":3,\"x\":1     | line 14, column 56: fates[0].x: Unrecognized field \"x\"",
                ",\"key\":3         | ``                    | line 14, column 42: fates[0].key: is missing",
                "\"press\"          | \"pray\"              | line 14, column 13: fates[0]: ",
                "\"press\",\"atMicros\":7,\"peer\":1,\"key\":3 | \"unlink\",\"atMicros\":7,\"peer\":1,\"neighbour\":1 | "
                        + "line 14, column 5: there is no edge between peers 1 and 1, which is needed for Unlink",
                "\"atMicros\":8     | \"atMicros\":1000001  | line 15, column 5: atMicros of Pause",
                "\"forMicros\":5    | \"forMicros\":-5      | line 15, column 57: fates[1]: forMicros is -5, must be from",
                "1000000,           | 9000001,              | line 17, column 17: healMicros is 9000001, must be from 0 to",
                "9000000            | 3600000001            | line 18, column 16: endMicros is 3600000001, must be from 1",
                "\"edges\": [       | \"edges\": [null,     | line 10, column 13: is null",
            })
    void whatIsWrongIsToldWithItsPlace(String right, String wrong, String message) {
        assertTrue(GOOD.contains(right), right);
        assertMistake(GOOD.replace(right, wrong), message);
    }

    @Test
    void anyTruncationIsNoticed() {
        for (int length = 0; length < GOOD.length() - 2; length++) {
            String cut = GOOD.substring(0, length);
            String said = assertThrows(IllegalArgumentException.class, () -> ScenarioFile.parse(cut))
                    .getMessage();
            assertTrue(said.matches("line \\d+, column \\d+: .*"), said);
            assertTrue(!said.contains("REDACTED") && !said.contains("symmetricp2p"), said);
        }
    }

    @Test
    void moreAfterTheEndIsNoticed() {
        assertMistake(GOOD + "{}", "line 20, column 1: there is more after the end of the scenario");
        assertMistake("[]", "line 1, column 1: a scenario is an object in braces");
    }

    @Test
    void moreThanTheLimitsIsNoticed() {
        String peer = "{\"id\":1,\"startMicros\":0,\"driftPpm\":0,\"tickMicros\":0}";
        assertMistake(
                GOOD.replace(peer, peer + (",\n" + peer).repeat(9_999)),
                "line 10007, column 1: there are more than 10000 peers");
    }

    @Test
    void aFileThatCannotBeReadIsToldByName() throws IOException {
        Path missing = directory.resolve("missing.json");
        IOException told = assertThrows(IOException.class, () -> ScenarioFile.read(missing));
        assertEquals("scenario " + missing + ": there is no such file or directory", told.getMessage());
        Path large = directory.resolve("large.json");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(ScenarioFile.MAX_BYTES + 1L);
        }
        told = assertThrows(IOException.class, () -> ScenarioFile.read(large));
        assertEquals("scenario " + large + ": has more than 33554432 bytes", told.getMessage());
        Path bad = Files.writeString(directory.resolve("bad.json"), "{");
        told = assertThrows(IOException.class, () -> ScenarioFile.read(bad));
        assertTrue(told.getMessage().startsWith("scenario " + bad + ": line 1, column 2: "), told.getMessage());
    }

    private static void assertMistake(String text, String message) {
        String said = assertThrows(IllegalArgumentException.class, () -> ScenarioFile.parse(text))
                .getMessage();
        assertTrue(said.startsWith(message), said);
    }
}

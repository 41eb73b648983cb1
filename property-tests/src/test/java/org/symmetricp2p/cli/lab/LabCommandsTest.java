package org.symmetricp2p.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenario.PeerSpec;
import org.symmetricp2p.sim.ScenarioFile;

/** The commands of the laboratory: what they print, and how they end. */
final class LabCommandsTest {

    /** Two peers that nothing links, so that one never knows what the other does. */
    private static final Scenario APART = new Scenario(
            "chain",
            50,
            5,
            0,
            List.of(new PeerSpec(3, 0, 0, 0), new PeerSpec(8, 0, 0, 0)),
            List.of(),
            List.of(new Fate.Press(100_000, 8, 77)),
            1_000_000,
            6_000_000);

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void simulateSavesWhatReplayAndSimulateReadAgain() {
        Path saved = directory.resolve("saved.json");
        assertEquals(0, run(new SimulateCommand(), "--seed", "5", "--topology", "ring", "--save", saved.toString()));
        assertTrue(out.toString().contains("all properties hold"), out.toString());
        String digest = line("digest");
        out.getBuffer().setLength(0);
        assertEquals(0, run(new SimulateCommand(), "--scenario", saved.toString()));
        assertEquals(digest, line("digest"));
        assertEquals(0, run(new ReplayCommand(), saved.toString(), "--until", "20"));
        assertTrue(out.toString().contains("NO PROPERTY IS VIOLATED up to tick 20."), out.toString());
    }

    @Test
    void aViolationIsToldAndExplained() throws IOException {
        Path file = directory.resolve("apart.json");
        ScenarioFile.write(file, APART);
        assertEquals(1, run(new SimulateCommand(), "--scenario", file.toString()));
        assertTrue(line("verdict").contains("property 16 CONVERGE: peer 8"), out.toString());
        assertTrue(line("explain").endsWith("symmetric.jar replay " + file), out.toString());
        Path picture = directory.resolve("apart.svg");
        assertEquals(1, run(new ReplayCommand(), file.toString(), "--peer", "3", "--diagram", picture.toString()));
        String text = out.toString();
        assertTrue(text.contains("PROPERTY 16 CONVERGE DOESN'T HOLD"), text);
        assertTrue(text.contains("WHAT WENT WRONG: no peer broke a rule that is watched here"), text);
        assertTrue(text.contains(
                "THE WAY OF EVENT 10@8.2#1 (tick@peer.life#number; type 2, 0000004d), which peer 3 lacks"));
        assertTrue(text.contains("peer 3 was linked with nobody, ever"), text);
        assertTrue(text.contains("peer 3 lacks 1 of 1: 10@8.2#1"), text);
        assertTrue(text.contains("0.000000 s  starts as 3.2, knowing nothing"), text);
        assertTrue(Files.readString(picture).contains("class='violation'"));
    }

    @Test
    void aCanaryIsReplayedInTheFirstWorldThatItFails() throws IOException {
        Path picture = directory.resolve("canary.svg");
        assertEquals(
                1,
                run(
                        new ReplayCommand(),
                        "--canary",
                        "stamp-without-delta",
                        "--property",
                        "STAMPS",
                        "--diagram",
                        picture.toString()));
        assertTrue(
                line("world").matches("world \\d+: .*, with the deliberate bug stamp-without-delta"), out.toString());
        assertTrue(line(">>>").contains("stamps its event"), out.toString());
        assertTrue(Files.readString(picture).contains("class='violation'"));
        String page = out.toString();
        String seed = line("world").replaceAll("world (\\d+):.*", "$1");
        out.getBuffer().setLength(0);
        assertEquals(1, run(new ReplayCommand(), "--canary", "stamp-without-delta", "--property", "STAMPS", seed));
        assertEquals(page, out.toString());
        out.getBuffer().setLength(0);
        assertEquals(0, run(new ReplayCommand(), "--property", "STAMPS", seed));
        assertTrue(out.toString().contains("NO PROPERTY IS VIOLATED."), out.toString());
    }

    /** Rules that know nothing of what is void accuse nobody. */
    @Test
    void ofAWorldThatSettlesItIsToldWhatBecameVoid() {
        assertEquals(0, run(new ReplayCommand(), "1", "--settled"));
        String page = out.toString();
        assertTrue(page.contains("peer 0 is 0.2000, the keeper; settled up to tick"), page);
        assertTrue(
                page.contains("finds its own 149@1.2000#1 149@1.2000#2 149@1.2000#3 void, which it will issue again"),
                page);
        assertTrue(page.contains("goes on as 1.2001"), page);
        assertFalse(page.contains("WHAT WENT WRONG"), page);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "simulate | --seed 1 --scenario x     | --seed and --scenario exclude each other",
                "simulate | --scenario x --topology ring | --topology goes with --seed: a scenario file",
                "simulate | --topology circle         | 'circle' must be one of [line, ring, star, tree, complete",
                "simulate | --from-ms 3               | --from-ms and --to-ms go with --diagram",
                "simulate | --diagram x --from-ms 3 --to-ms 3 | --from-ms 3 must be before --to-ms 3",
                "simulate | --diagram x --from-ms -1  | --from-ms is -1, must be from 0 to 3600000",
                "simulate | --diagram x --to-ms 3600001 | --to-ms is 3600001, must be from 1 to 3600000",
                "simulate | --save ./x --diagram x    | --diagram x would overwrite the scenario",
                "simulate | --scenario x --diagram x  | --diagram x would overwrite the scenario",
                "replay   | x --diagram ./x           | --diagram ./x would overwrite the scenario",
                "replay   | 1 --peer 99               | --peer 99 is none of the peers [",
                "replay   | 1 --until 0               | --until is 0, must be from 1 to",
                "replay   | 1 --hostile --topology ring | --hostile and --topology exclude each other",
                "replay   | 1 --settled --topology ring | --settled and --topology exclude each other",
                "replay   | x --clock rooted          | --clock goes with a seed: a scenario file says which clocks there are",
                "replay   | x --settled               | --settled goes with a seed: a scenario file says what kind of world it is",
                "replay   | x --hostile               | --hostile goes with a seed: a scenario file says what kind of world it is",
                "simulate | --scenario x --clock rooted | --clock goes with --seed: a scenario file says which clocks there are",
                "replay   | --peer 1                  | Missing required parameter: 'FILE|SEED'",
                "replay   | 1 --canary budgie         | --canary: there is no canary \"budgie\", only [link-before-history,",
                "replay   | 1 --property SIM_DET      | --property SIM_DET: it takes two runs to see that",
                "replay   | 1 --property NONE         | expected one of [STATE_FN, AGREEMENT,",
                "replay   | --canary rare --peer 99   | --peer 99 is none of the peers of the worlds of the seeds 1 to 300",
                "replay   | 99999999999999999999      | scenario 99999999999999999999: there is no such file or directory",
            })
    void aMistakeIsTold(String command, String line, String message) {
        Object made = command.equals("simulate") ? new SimulateCommand() : new ReplayCommand();
        assertTrue(run(made, line.split(" ")) > 0);
        assertTrue(err.toString().contains(message), err.toString());
    }

    private int run(Object command, String... arguments) {
        return Commands.run(command, out, err, arguments);
    }

    private String line(String label) {
        return out.toString()
                .lines()
                .filter(line -> line.startsWith(label))
                .findFirst()
                .orElseThrow();
    }
}

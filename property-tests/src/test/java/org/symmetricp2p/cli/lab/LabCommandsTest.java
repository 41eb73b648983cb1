package org.symmetricp2p.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symmetricp2p.check.Laboratory;
import org.symmetricp2p.check.Verdict;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenario.PeerSpec;
import org.symmetricp2p.sim.ScenarioFile;
import org.symmetricp2p.sim.Scenarios;
import picocli.CommandLine;

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
        assertTrue(text.contains("10@8.2#1           type 2, 0000004d    NOT KNOWN to peer 3"), text);
        assertTrue(text.contains("peer 3 lacks 1 of 1: 10@8.2#1"), text);
        assertTrue(text.contains("0.000000 s  starts as 3.2, knowing nothing"), text);
        assertTrue(Files.readString(picture).contains("class='violation'"));
    }

    @Test
    void aCampaignIsTheSameOnAnyNumberOfThreads() {
        assertEquals(0, campaign("--scenarios", "40", "--from", "7", "--threads", "1"));
        String one = withoutSpeeds();
        out.getBuffer().setLength(0);
        assertEquals(0, campaign("--scenarios", "40", "--from", "7", "--threads", "3"));
        assertEquals(one, withoutSpeeds());
    }

    @Test
    void shardsTogetherAreTheWhole() throws InterruptedException {
        Tally whole = new Campaign(new Campaign.Plan(11, 20, 1, 1, 2), Scenarios::of).run(() -> {});
        Tally sum = new Tally();
        for (int i = 1; i <= 3; i++) {
            sum.add(new Campaign(new Campaign.Plan(11, 20, i, 3, 1), Scenarios::of).run(() -> {}));
        }
        assertEquals(whole.lines(), sum.lines());
    }

    @Test
    void aFailureIsShrunkAndWritten() throws IOException {
        CampaignCommand command = new CampaignCommand(seed -> seed == 3 ? APART : Scenarios.of(seed));
        Path failures = directory.resolve("failures");
        assertEquals(1, run(command, "--scenarios", "5", "--no-speed", "--out", failures.toString()));
        Path file = failures.resolve("seed-3.json");
        assertTrue(line("failure").startsWith("failure    seed 3: property 16 CONVERGE"), out.toString());
        assertTrue(line("failure").endsWith("symmetric.jar replay " + file), out.toString());
        assertTrue(out.toString().endsWith(": 1 scenarios fail, 0 witnesses are missing\n"), out.toString());
        Verdict again = Laboratory.run(ScenarioFile.read(file));
        assertEquals("CONVERGE", again.violation().get().property().name());
        assertEquals(1, Files.list(failures).count());
    }

    @Test
    void aFailureThatCantBeWrittenIsToldAllTheSame() throws IOException {
        CampaignCommand command = new CampaignCommand(seed -> seed == 3 ? APART : Scenarios.of(seed));
        Path failures = Files.createDirectory(directory.resolve("failures"));
        Files.createDirectory(failures.resolve("seed-3.json"));
        assertEquals(1, run(command, "--scenarios", "5", "--no-speed", "--out", failures.toString()));
        assertTrue(line("failure").startsWith("failure    seed 3: property 16 CONVERGE"), out.toString());
        assertTrue(line("failure").endsWith("symmetric.jar replay 3"), out.toString());
        assertTrue(out.toString().endsWith(": 1 scenarios fail, 0 witnesses are missing\n"), out.toString());
    }

    @Test
    void anOutThatCantBeADirectoryIsRefusedBeforeTheRun() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertEquals(
                1, campaign("--scenarios", "5", "--out", file.resolve("below").toString()));
        assertEquals("", out.toString());
    }

    @Test
    void aLongCampaignWithoutWitnessesIsAFailure() {
        Scenario alone = new Scenario("chain", 50, 5, 0, List.of(new PeerSpec(0, 0, 0, 0)), List.of(), List.of(), 0, 1);
        assertEquals(1, run(new CampaignCommand(seed -> alone), "--scenarios", "1000", "--no-speed"));
        assertTrue(out.toString().contains("missing    TIE: never two peers issued"), out.toString());
        out.getBuffer().setLength(0);
        assertEquals(0, run(new CampaignCommand(seed -> alone), "--scenarios", "999", "--no-speed"));
        assertFalse(out.toString().contains("missing"), out.toString());
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
                "campaign | --scenarios 0             | --scenarios is 0, must be from 1 to 1000000000",
                "campaign | --scenarios 5 --threads 0 | --threads is 0, must be from 1 to 1024",
                "campaign | --scenarios 5 --shard 3/2 | --shard i is 3, must be from 1 to 2",
                "campaign | --scenarios 5 --shard 6/9 | --shard 6/9 has none of 5 scenarios",
                "campaign | --scenarios 5 --shard x   | 'x' must be i/n, such as 1/4",
                "replay   | 1 --peer 99               | --peer 99 is none of the peers [",
                "replay   | 1 --until 0               | --until is 0, must be from 1 to",
                "replay   | 99999999999999999999      | scenario 99999999999999999999: there is no such file",
            })
    void aMistakeIsTold(String command, String line, String message) {
        Object made = command.equals("simulate")
                ? new SimulateCommand()
                : command.equals("campaign") ? new CampaignCommand() : new ReplayCommand();
        assertTrue(run(made, line.split(" ")) > 0);
        assertTrue(err.toString().contains(message), err.toString());
    }

    private int campaign(String... arguments) {
        CampaignCommand command = new CampaignCommand();
        List<String> all = new java.util.ArrayList<>(List.of(arguments));
        all.add("--no-speed");
        return run(command, all.toArray(String[]::new));
    }

    private int run(Object command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private String line(String label) {
        return out.toString()
                .lines()
                .filter(line -> line.startsWith(label))
                .findFirst()
                .orElseThrow();
    }

    private String withoutSpeeds() {
        return String.join(
                "\n",
                out.toString()
                        .lines()
                        .filter(line -> !line.startsWith("speed"))
                        .map(line -> line.replaceAll("scenarios in .* s:", "scenarios in ? s:"))
                        .toList());
    }
}

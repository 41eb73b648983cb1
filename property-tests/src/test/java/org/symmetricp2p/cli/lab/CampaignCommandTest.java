package org.symmetricp2p.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symmetricp2p.check.Laboratory;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.check.Verdict;
import org.symmetricp2p.cli.lab.Failures.Failed;
import org.symmetricp2p.core.ClockKind;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenario.PeerSpec;
import org.symmetricp2p.sim.ScenarioFile;
import org.symmetricp2p.sim.Scenarios;

/** The command campaign: what it prints and writes, and when, and how it ends. */
final class CampaignCommandTest {

    /** Peers that nothing links, so that one never knows what another does. */
    private static final Scenario APART = apart(2);

    private static Scenario apart(int peers) {
        List<PeerSpec> specs = new ArrayList<>();
        for (int i = 0; i < peers; i++) {
            specs.add(new PeerSpec(i, 0, 0, 0));
        }
        List<Fate> fates = List.of(new Fate.Press(100_000, 1, 77));
        return new Scenario("chain", 50, 5, 0, specs, List.of(), fates, 1_000_000, 6_000_000);
    }

    private static Scenario seedThreeFails(long seed) {
        return seed == 3 ? APART : Scenarios.of(seed);
    }

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Map<String, String> environment = Map.of();

    @Test
    void aCampaignIsTheSameOnAnyNumberOfThreads() {
        assertEquals(0, run(Scenarios::of, "--scenarios", "40", "--from", "7", "--threads", "1"));
        String one = withoutSpeeds();
        out.getBuffer().setLength(0);
        assertEquals(0, run(Scenarios::of, "--scenarios", "40", "--from", "7", "--threads", "3"));
        assertEquals(one, withoutSpeeds());
    }

    @Test
    void aFailureIsShrunkAndWritten() throws IOException {
        assertEquals(1, run(CampaignCommandTest::seedThreeFails, "--scenarios", "5"));
        Path file = failures().resolve("seed-3.json");
        assertTrue(line("failure").startsWith("failure    seed 3: property 16 CONVERGE"), out.toString());
        assertTrue(line("failure").endsWith("symmetric.jar replay 3"), out.toString());
        assertEquals("failing    CONVERGE in 1 scenario, seed 3", line("failing"));
        assertTrue(line("shrunk").startsWith("shrunk     seed 3 to 2 peers, 0 edges, 1 fate, "), out.toString());
        assertTrue(line("5 scenarios in").endsWith(": 1 scenario fails"), out.toString());
        assertTrue(lastLine().startsWith("explain it: java -jar "), out.toString());
        assertTrue(lastLine().endsWith("symmetric.jar replay " + file), out.toString());
        Verdict again = Laboratory.run(ScenarioFile.read(file));
        assertEquals("CONVERGE", again.violation().get().property().name());
        assertEquals(1, Files.list(failures()).count());
    }

    /** The scenario of the next seed isn't asked for before. */
    @Test
    void aFailureIsToldAtOnce() {
        List<String> saidBefore = new ArrayList<>();
        LongFunction<Scenario> scenarios = seed -> {
            if (seed == 4) {
                saidBefore.add(out.toString());
            }
            return seedThreeFails(seed);
        };
        assertEquals(1, run(scenarios, "--scenarios", "5", "--threads", "1", "--shrink-seconds", "0"));
        assertEquals(1, saidBefore.size());
        assertTrue(saidBefore.get(0).startsWith("failure    seed 3: property 16 CONVERGE"), saidBefore.get(0));
    }

    @Test
    void ofManyFailuresOfAKindTheSimplestIsShrunk() throws IOException {
        assertEquals(1, run(seed -> apart(seed == 37 ? 2 : 5), "--scenarios", "50"));
        assertEquals(
                21,
                out.toString()
                        .lines()
                        .filter(line -> line.startsWith("failure"))
                        .count());
        assertEquals(
                1,
                out.toString().lines().filter(line -> line.startsWith("shrunk")).count());
        assertTrue(line("failing").startsWith("failing    CONVERGE in 50 scenarios, seeds 1, 2, 3, "), out.toString());
        assertEquals(
                List.of(failures().resolve("seed-37.json")),
                Files.list(failures()).toList());
    }

    /** By a clock that stands still. */
    @Test
    void kindsOfFailuresShareTheTime() throws IOException {
        List<PeerSpec> peers = List.of(new PeerSpec(0, 0, 0, 0), new PeerSpec(1, 3_000_000, 0, 0));
        Scenario late = new Scenario("chain", 50, 5, 0, peers, List.of(), List.of(), 4_000_000, 60_000_000);
        assertEquals(1, run(seed -> seed == 2 ? late : APART, "--scenarios", "3", "--shrink-seconds", "10"));
        List<String> begun = out.toString()
                .lines()
                .filter(line -> line.startsWith("shrinking"))
                .toList();
        assertEquals(2, begun.size());
        assertTrue(begun.get(0).startsWith("shrinking  seed 1, CONVERGE, for at most 5.0 s;"), begun.get(0));
        assertTrue(begun.get(1).startsWith("shrinking  seed 2, SKEW, for at most 10.0 s;"), begun.get(1));
        assertEquals(2, Files.list(failures()).count());
    }

    /** A clock by which each look at it takes five seconds. */
    @Test
    void whenThereIsNoTimeToShrinkTheScenarioIsWrittenAllTheSame() throws IOException {
        AtomicLong looks = new AtomicLong();
        CampaignCommand command = new CampaignCommand(
                seed -> seed == 3 ? apart(9) : Scenarios.of(seed),
                environment,
                () -> looks.getAndIncrement() * 5_000_000_000L);
        assertEquals(1, run(command, "--scenarios", "5", "--shrink-seconds", "20"));
        assertTrue(line("shrunk").contains(", cut off): "), out.toString());
        assertEquals(
                "CONVERGE",
                Laboratory.run(ScenarioFile.read(failures().resolve("seed-3.json")))
                        .violation()
                        .get()
                        .property()
                        .name());
    }

    @Test
    void nothingIsShrunkInNoTime() {
        assertEquals(1, run(CampaignCommandTest::seedThreeFails, "--scenarios", "5", "--shrink-seconds", "0"));
        assertFalse(out.toString().contains("shr"), out.toString());
        assertTrue(lastLine().endsWith("symmetric.jar replay 3"), out.toString());
        assertFalse(Files.exists(failures()));
    }

    @Test
    void aFailureThatDoesNotComeAgainIsTold() {
        AtomicLong asked = new AtomicLong();
        LongFunction<Scenario> once = seed -> seed == 3 && asked.getAndIncrement() == 0 ? APART : Scenarios.of(seed);
        assertEquals(1, run(once, "--scenarios", "5"));
        assertTrue(line("shrunk").startsWith("shrunk     not at all: seed 3 doesn't fail again"), out.toString());
        assertTrue(lastLine().endsWith("symmetric.jar replay 3"), out.toString());
    }

    @Test
    void aFailureThatCantBeWrittenIsToldAllTheSame() throws IOException {
        Files.createDirectories(failures().resolve("seed-3.json"));
        assertEquals(1, run(CampaignCommandTest::seedThreeFails, "--scenarios", "5"));
        assertTrue(line("shrunk").contains("can't write scenario "), out.toString());
        assertTrue(line("5 scenarios in").endsWith(": 1 scenario fails"), out.toString());
        assertTrue(lastLine().endsWith("symmetric.jar replay 3"), out.toString());
    }

    @Test
    void whatCantBeWrittenIsRefusedBeforeTheRun() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertEquals(
                1,
                run(
                        Scenarios::of,
                        "--scenarios",
                        "5",
                        "--out",
                        file.resolve("x").toString()));
        assertEquals(1, run(Scenarios::of, "--scenarios", "5", "--report", directory.toString()));
        assertEquals(
                1,
                run(
                        Scenarios::of,
                        "--scenarios",
                        "5",
                        "--report",
                        directory.resolve("no/r.json").toString()));
        assertEquals("", out.toString());
    }

    @Test
    void aLongCampaignWithoutWitnessesIsAFailure() {
        Scenario alone = new Scenario("chain", 50, 5, 0, List.of(new PeerSpec(0, 0, 0, 0)), List.of(), List.of(), 0, 1);
        assertEquals(1, run(seed -> alone, "--scenarios", "1000"));
        assertTrue(out.toString().contains("missing    TIE: never two peers issued"), out.toString());
        assertTrue(lastLine().endsWith(" witnesses are missing"), out.toString());
        out.getBuffer().setLength(0);
        assertEquals(0, run(seed -> alone, "--scenarios", "999"));
        assertFalse(out.toString().contains("missing"), out.toString());
    }

    @Test
    void aFailingCampaignHasAReport() throws IOException {
        Path file = directory.resolve("report.json");
        assertEquals(1, run(CampaignCommandTest::seedThreeFails, "--scenarios", "5", "--report", file.toString()));
        Report report = ReportFile.read(file);
        assertEquals(new Seeds(1, 5, 1, 1), report.seeds());
        assertEquals(5, report.counts().scenarios());
        assertEquals(Map.of("CONVERGE", 1L), report.failing());
        Failed failed = report.failures().get(0);
        assertEquals(3, failed.seed());
        assertTrue(failed.text().startsWith("property 16 CONVERGE: "), failed.text());
        assertEquals(failures().resolve("seed-3.json").toString(), failed.file());
    }

    /** Who takes the machine away while it shrinks has the report. */
    @Test
    void aReportIsThereBeforeShrinking() {
        Path file = directory.resolve("report.json");
        List<Boolean> wasThere = new ArrayList<>();
        CampaignCommand command = new CampaignCommand(CampaignCommandTest::seedThreeFails, environment, () -> {
            wasThere.add(Files.exists(file));
            return 0;
        });
        assertEquals(1, run(command, "--scenarios", "5", "--report", file.toString()));
        assertEquals(true, wasThere.get(0));
    }

    @Test
    void aReportThatCantBeWrittenAnyMoreIsTold() throws IOException {
        Path reports = Files.createDirectory(directory.resolve("reports"));
        LongFunction<Scenario> scenarios = seed -> {
            assertTrue(seed != 5 || reports.toFile().delete());
            return Scenarios.of(seed);
        };
        String file = reports.resolve("r.json").toString();
        assertEquals(1, run(scenarios, "--scenarios", "5", "--report", file));
        assertTrue(line("report").startsWith("report     can't write --report " + file), out.toString());
        assertTrue(lastLine().endsWith(": all properties hold"), out.toString());
    }

    @Test
    void anInterruptedCampaignTellsHowFarItCame() {
        Path file = directory.resolve("report.json");
        Thread running = Thread.currentThread();
        LongFunction<Scenario> scenarios = seed -> {
            if (seed == 4) {
                running.interrupt();
            }
            return seed == 4 ? endless() : seedThreeFails(seed);
        };
        assertEquals(1, run(scenarios, "--scenarios", "9", "--threads", "1", "--report", file.toString()));
        assertTrue(line("INTERRUPTED").startsWith("INTERRUPTED after 3 of 9 scenarios, while these seeds ran: 4"));
        assertTrue(lastLine().endsWith("symmetric.jar replay 3"), out.toString());
        assertFalse(Files.exists(file));
    }

    /** An hour of many peers: far longer than it takes to be interrupted. */
    private static Scenario endless() {
        List<PeerSpec> peers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            peers.add(new PeerSpec(i, 0, 0, 0));
        }
        return new Scenario("chain", 1_000, 5, 0, peers, List.of(), List.of(), 0, Scenario.MAX_MICROS);
    }

    @Test
    void theEnvironmentSaysTheShard() throws IOException {
        Path file = directory.resolve("report.json");
        environment = Map.of("CI_NODE_INDEX", "2", "CI_NODE_TOTAL", "3");
        assertEquals(0, run(Scenarios::of, "--scenarios", "7", "--shard", "auto", "--report", file.toString()));
        assertEquals("shard      2/3: 2 scenarios of 7", line("shard"));
        assertEquals(new Seeds(1, 7, 2, 3), ReportFile.read(file).seeds());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--threads 1                         | --scenarios=N is missing: how many worlds?",
                "--scenarios 0                       | --scenarios is 0, must be from 1 to 1000000000",
                "--scenarios 5 --threads 0           | --threads is 0, must be from 1 to 1024",
                "--scenarios 5 --shrink-seconds -1   | --shrink-seconds is -1, must be from 0 to 86400",
                "--scenarios 5 --shard 3/2           | --shard 3/2: i is 3, must be from 1 to 2",
                "--scenarios 5 --shard 1/10001       | --shard 1/10001: n is 10001, must be from 1 to 10000",
                "--scenarios 5 --shard 6/9           | --shard 6/9 has none of 5 scenarios",
                "--scenarios 5 --shard x             | --shard 'x' must be i/n, such as 1/4, or auto",
                "--scenarios 5 --shard auto          | --shard auto: nothing says which shard this is, neither",
                "--scenarios 5 --clock rooted --report r | --clock and --report exclude each other: reports are of worlds",
                "--scenarios 5 --clock sundial       | Invalid value for option '--clock': 'sundial' must be one of [paper, rooted]",
                "--scenarios 5 --settled --report r  | --settled and --report exclude each other: reports are of worlds",
                "--scenarios 5 --hostile --report r  | --hostile and --report exclude each other: reports are of worlds",
                "--scenarios 5 merge x               | options of campaign have no meaning before merge",
                "merge                               | Missing required parameter: 'FILE'",
            })
    void aMistakeIsTold(String line, String message) {
        CampaignCommand command = new CampaignCommand(Scenarios::of, environment, () -> 0);
        assertEquals(2, execute(command, line.split(" ")));
        assertTrue(err.toString().contains(message), err.toString());
    }

    /** Whoever is hostile in them is a matter of the seed alone. */
    @Test
    void worldsCanHaveHostilePeers() {
        assertEquals(0, run(Scenarios::of, "--scenarios", "2", "--from", "3", "--hostile"));
        assertTrue(line("worlds").endsWith("with hostile peers"));
        Verdict third = Laboratory.run(Scenarios.hostile(3));
        Verdict fourth = Laboratory.run(Scenarios.hostile(4));
        assertTrue(line("ticks").contains(" " + Words.count(third.ticks() + fourth.ticks()) + ","), out.toString());
    }

    /** They take longer, since the end of a root is noticed late. */
    @Test
    void worldsCanHaveRootedClocks() {
        assertEquals(0, run(Scenarios::of, "--scenarios", "2", "--from", "3", "--clock", "rooted"));
        assertTrue(line("worlds").endsWith("with rooted clocks"));
        Verdict third = Laboratory.run(Scenarios.of(3).withClock(ClockKind.ROOTED));
        Verdict fourth = Laboratory.run(Scenarios.of(4).withClock(ClockKind.ROOTED));
        assertTrue(line("ticks").contains(" " + Words.count(third.ticks() + fourth.ticks()) + ","), out.toString());
    }

    /** With clocks of either kind. */
    @Test
    void worldsCanSettle() {
        assertEquals(0, run(Scenarios::of, "--scenarios", "1", "--from", "3", "--settled", "--clock", "rooted"));
        assertTrue(out.toString().contains("whose sessions settle"), out.toString());
        Verdict third = Laboratory.run(Scenarios.settled(3).withClock(ClockKind.ROOTED));
        assertTrue(line("ticks").contains(" " + Words.count(third.ticks()) + ","), out.toString());
    }

    @Test
    void theCommandThatReplaysOneSaysSo() {
        Failed failed = new Failed(7, Property.MEMORY.toString(), "property 15 MEMORY: too much", 1, "");
        assertTrue(failed.again(" --hostile").endsWith(" replay 7 --hostile"), failed.again(" --hostile"));
        assertTrue(failed.again("").endsWith(" replay 7"), failed.again(""));
        assertTrue(failed.in("shrunk.json").again(" --hostile").endsWith(" replay shrunk.json"));
    }

    private Path failures() {
        return directory.resolve("failures");
    }

    private int run(LongFunction<Scenario> scenarios, String... arguments) {
        return run(new CampaignCommand(scenarios, environment, () -> 0), arguments);
    }

    private int run(CampaignCommand command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--no-speed");
        if (!all.contains("--out")) {
            all.addAll(List.of("--out", failures().toString()));
        }
        return execute(command, all.toArray(String[]::new));
    }

    private int execute(CampaignCommand command, String... arguments) {
        return Commands.run(command, out, err, arguments);
    }

    private String line(String label) {
        return out.toString()
                .lines()
                .filter(line -> line.startsWith(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError(out.toString()));
    }

    private String lastLine() {
        List<String> lines = out.toString().lines().toList();
        return lines.get(lines.size() - 1);
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

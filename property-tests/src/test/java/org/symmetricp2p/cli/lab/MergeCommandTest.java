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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenario.Edge;
import org.symmetricp2p.sim.Scenario.PeerSpec;

/** Shards together are the whole; and nothing else is. */
final class MergeCommandTest {

    /** Two peers that nothing links. */
    private static final Scenario APART = twoPeers(77, List.of());

    /** A small world, and another one for each seed. */
    private static Scenario linked(long seed) {
        return twoPeers((int) seed, List.of(new Edge(3, 8, List.of(5_000), List.of(5_000), 0)));
    }

    private static Scenario twoPeers(int key, List<Edge> edges) {
        List<PeerSpec> peers = List.of(new PeerSpec(3, 0, 0, 0), new PeerSpec(8, 0, 0, 0));
        List<Fate> fates = List.of(new Fate.Press(100_000, 8, key));
        return new Scenario("chain", 50, 5, 0, peers, edges, fates, 1_000_000, 6_000_000);
    }

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void runShards() {
        for (int i = 1; i <= 3; i++) {
            assertEquals(0, campaign("--shard", i + "/3", "--report", report(i)));
        }
        out.getBuffer().setLength(0);
    }

    @Test
    void shardsTogetherAreTheWhole() throws IOException {
        assertEquals(0, campaign("--report", path("whole.json")));
        String whole = tellingOf("scenarios", "ticks", "witnesses", "digest");
        out.getBuffer().setLength(0);
        assertEquals(0, merge(report(3), report(1), report(2), "--report", path("sum.json")));
        assertEquals(whole, tellingOf("scenarios", "ticks", "witnesses", "digest"));
        assertTrue(out.toString().endsWith("20 scenarios in 3 shards: all properties hold\n"), out.toString());
        Report expected = ReportFile.read(directory.resolve("whole.json"));
        Report sum = ReportFile.read(directory.resolve("sum.json"));
        assertEquals(expected.seeds(), sum.seeds());
        assertEquals(expected.counts(), sum.counts());
        assertEquals(expected.digest(), sum.digest());
        assertEquals(0, merge(path("sum.json"))); // a sum is a report like others
    }

    @Test
    void aMissingShardIsAFailure() {
        assertEquals(1, merge(report(1), report(3), "--report", path("sum.json")));
        assertTrue(out.toString().contains("missing    shard 2/3: there is no report of it\n"), out.toString());
        assertTrue(
                out.toString().endsWith("13 scenarios in 2 shards: all properties hold; 1 of 3 shards MISSING\n"),
                out.toString());
        assertFalse(Files.exists(directory.resolve("sum.json")));
    }

    @Test
    void aShardThatIsThereTwiceIsAFailure() {
        assertEquals(1, merge(report(1), report(2), report(3), report(2)));
        assertTrue(err.toString().contains("shard 2/3 is there twice: in "), err.toString());
        assertEquals("", out.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"from\" : 11 | \"from\" : 12 | from is 11 in ",
                "\"scenarios\" : 20 | \"scenarios\" : 21 | scenarios is 20 in ",
                "\"shards\" : 3 | \"shards\" : 3 | ''",
                "\"version\" : \"not from a jar\" | \"version\" : \"0.0.9\" | build is not from a jar (classes ",
                "\"classes\" : \"not from a jar\" | \"classes\" : \"1234abcd\" | build is not from a jar (classes ",
            })
    void aShardOfAnotherCampaignIsAFailure(String found, String other, String message) throws IOException {
        Path second = Path.of(report(2));
        String text = Files.readString(second);
        assertTrue(text.contains(found), text);
        Files.writeString(second, text.replace(found, other));
        assertEquals(message.isEmpty() ? 0 : 1, merge(report(1), report(2), report(3)));
        assertTrue(err.toString().contains(message), err.toString());
    }

    @Test
    void aShardOfADifferentNumberOfShardsIsAFailure() {
        assertEquals(0, campaign("--shard", "2/4", "--report", report(2)));
        assertEquals(1, merge(report(1), report(2), report(3)));
        assertTrue(err.toString().contains("shards is 3 in "), err.toString());
    }

    @Test
    void aFailureInAShardIsAFailureOfTheWhole() throws IOException {
        CampaignCommand failing = new CampaignCommand(seed -> seed == 18 ? APART : linked(seed), Map.of(), () -> 0);
        assertEquals(1, run(failing, "--shard", "2/3", "--report", report(2)));
        String shrunk = directory.resolve("failures/seed-18.json").toString();
        out.getBuffer().setLength(0);
        assertEquals(1, merge(report(1), report(2), report(3), "--report", path("sum.json")));
        assertTrue(out.toString().startsWith("failure    seed 18: property 16 CONVERGE"), out.toString());
        assertTrue(out.toString().contains("20 scenarios in 3 shards: 1 scenario fails\n"), out.toString());
        assertTrue(out.toString().endsWith("symmetric.jar replay " + shrunk + "\n"), out.toString());
        assertEquals(
                Map.of("CONVERGE", 1L),
                ReportFile.read(Path.of(path("sum.json"))).failing());

        Files.delete(Path.of(shrunk)); // it is on the machine of the shard
        out.getBuffer().setLength(0);
        assertEquals(1, merge(report(1), report(2), report(3)));
        assertTrue(out.toString().endsWith("symmetric.jar replay 18\n"), out.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"shard\" : 2 | \"shard\" : 4 | i is 4, must be from 1 to 3",
                "\"scenarios\" : 7 | \"scenarios\" : 6 | the shard has 7 scenarios, but 6 are counted",
                "\"digest\" : \" | \"digest\" : \"x | must be sixteen hexadecimal digits",
                "\"failing\" : { } | \"failing\" : { \"CONVERGE\" : 1 } | failing has other properties than failures",
                "\"ticks\" | \"tacks\" | ticks: is missing",
                "\"from\" : 11, | '' | seeds.from: is missing",
                "\"from\" : 11, | \"from\" : 1.5, | seeds.from: ",
                "} | '' | line",
                "failures\" : [ ] | failures\" : [ ] } x | Unrecognized token 'x'",
            })
    void whatIsNoReportIsRefused(String found, String other, String message) throws IOException {
        Path second = Path.of(report(2));
        String text = Files.readString(second);
        assertTrue(text.contains(found), text);
        Files.writeString(second, text.replace(found, other));
        assertEquals(1, merge(report(1), report(2), report(3)));
        assertTrue(err.toString().contains("report " + report(2) + ": "), err.toString());
        assertTrue(err.toString().contains(message), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void aReportThatThereIsNotIsTold() {
        assertEquals(1, merge(report(1), report(9)));
        assertTrue(err.toString().contains("report " + report(9) + ": there is no such file"), err.toString());
    }

    /** Only as many are kept as can be told, but all are counted; and which ones doesn't depend on the order. */
    @Test
    void thereMayBeMoreFailuresThanAreKept() throws IOException {
        CampaignCommand failing = new CampaignCommand(seed -> APART, Map.of(), () -> 0);
        assertEquals(1, run(failing, "--scenarios", "250", "--shard", "1/2", "--report", report(1)));
        assertEquals(1, run(failing, "--scenarios", "250", "--shard", "2/2", "--report", report(2)));
        assertEquals(1, merge(report(2), report(1), "--report", path("sum.json")));
        Report sum = ReportFile.read(Path.of(path("sum.json")));
        assertEquals(Map.of("CONVERGE", 250L), sum.failing());
        List<Long> seeds = new ArrayList<>();
        sum.failures().forEach(failed -> seeds.add(failed.seed()));
        assertEquals(Failures.MAX_KEPT, seeds.size());
        assertEquals(11, seeds.get(0));
        assertEquals(110, seeds.get(Failures.MAX_KEPT - 1));
    }

    private String report(int shard) {
        return path("shard-" + shard + ".json");
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private int campaign(String... arguments) {
        return run(new CampaignCommand(MergeCommandTest::linked, Map.of(), () -> 0), arguments);
    }

    private int run(CampaignCommand command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--from", "11", "--no-speed", "--out", path("failures")));
        if (!all.contains("--scenarios")) {
            all.addAll(List.of("--scenarios", "20"));
        }
        return execute(command, all);
    }

    private int merge(String... arguments) {
        List<String> all = new ArrayList<>(List.of("merge"));
        all.addAll(List.of(arguments));
        return execute(new CampaignCommand(), all);
    }

    private int execute(CampaignCommand command, List<String> arguments) {
        return Commands.run(command, out, err, arguments.toArray(String[]::new));
    }

    private String tellingOf(String... labels) {
        StringBuilder telling = new StringBuilder();
        for (String label : labels) {
            out.toString().lines().filter(line -> line.startsWith(label)).forEach(telling::append);
        }
        return telling.toString();
    }
}

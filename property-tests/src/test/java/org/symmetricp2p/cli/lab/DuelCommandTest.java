package org.symmetricp2p.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.check.Trial;
import org.symmetricp2p.check.canary.Canary;
import org.symmetricp2p.check.canary.Canary.Edit;
import org.symmetricp2p.check.canary.Variant;
import org.symmetricp2p.cli.lab.Failures.Failed;
import org.symmetricp2p.sim.Scenarios;

/** The command that lets the core and the reference fight: what it prints, and how it ends. */
final class DuelCommandTest {

    /** The way into a variant: how many duels, the first seed; what was printed, with the exit code before. */
    public static final class Probe implements BiFunction<String, String, List<String>> {
        @Override
        public List<String> apply(String duels, String from) {
            return run(new DuelCommand(), "--duels", duels, "--from", from);
        }
    }

    /** The same for a campaign: the seeds from and to; the line of each failure, then the command at the end. */
    public static final class CampaignProbe implements BiFunction<Long, Long, List<String>> {
        @Override
        public List<String> apply(Long from, Long to) {
            List<String> told = new ArrayList<>();
            Campaign.Listener listener = new Campaign.Listener() {
                @Override
                public void tried(long seed, Trial trial) {
                    trial.failure().ifPresent(failure -> told.add(Teller.line(Failed.of(seed, failure), "")));
                }

                @Override
                public void stillRunning(long seed) {}
            };
            try {
                Campaign campaign = new Campaign(
                        new Seeds(from, to - from + 1, 1, 1),
                        1,
                        Scenarios::of,
                        new Tally(""),
                        Long.MAX_VALUE,
                        listener);
                told.add(campaign.run().explanation().orElse("none"));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return told;
        }
    }

    private static List<String> run(Object command, String... arguments) {
        StringWriter out = new StringWriter();
        int code = Commands.run(command, out, out, arguments);
        return List.of(String.valueOf(code), out.toString());
    }

    @Test
    void theCoreDoesWhatTheReferenceDoes() {
        assertEquals(
                List.of(
                        "0",
                        "20 duels: the core does what the reference does, and endpoint and settling peer what the models do"
                                + System.lineSeparator()),
                new Probe().apply("20", "5"));
    }

    @Test
    void aDifferenceIsToldWithTheCommandThatRepeatsIt() {
        BiFunction<String, String, List<String>> broken =
                Variant.of(Canary.named("old-sync").edits()).probe(Probe.class);
        List<String> told = broken.apply("50", "1");
        assertEquals("1", told.get(0));
        String[] lines = told.get(1).split(System.lineSeparator());
        assertTrue(lines[0].matches("failure    duel \\d+: property 21 TOLD: peer .*"), told.get(1));
        String seed = lines[0].replaceAll("failure    duel (\\d+):.*", "$1");
        assertTrue(lines[1].endsWith("symmetric.jar duel --from " + seed + " --duels 1"), told.get(1));
        assertEquals(told, broken.apply("1", seed));
    }

    /** Whoever isn't introduced and talks: correct peers don't. The story of the connections comes with it. */
    @Test
    void aDifferenceOfTheEndpointIsToldWithWhatLedThere() {
        List<Edit> wrongReason =
                List.of(new Edit("link/Turn", "Reason.VIOLATION, \"HELLO must", "Reason.LIMIT, \"HELLO must"));
        List<String> told = Variant.of(wrongReason).probe(Probe.class).apply("50", "1");
        assertEquals("1", told.get(0));
        String[] lines = told.get(1).split(System.lineSeparator());
        assertTrue(lines[0].matches("failure    duel \\d+: property 26 LINKED: peer .*"), told.get(1));
        assertTrue(lines[lines.length - 2].matches("before     \\d+ Received.*"), told.get(1));
        assertTrue(lines[lines.length - 1].matches("again      .*duel --from \\d+ --duels 1"), told.get(1));
    }

    /** Which reason a peer gives to one who sends what the protocol forbids, worlds of correct peers don't show. */
    @Test
    void aCampaignDuelsNowAndThen() {
        List<Edit> wrongReason =
                List.of(new Edit("core/Timeline", "GAP(Message.Reason.VIOLATION", "GAP(Message.Reason.LIMIT"));
        List<String> told = Variant.of(wrongReason).probe(CampaignProbe.class).apply(32L, 33L);
        assertTrue(told.get(0).matches("failure    seed (32|64): a duel: property .*"), told::toString);
        String seed = told.get(0).replaceAll("failure    seed (\\d+):.*", "$1");
        String again = "explain it: " + Tool.command("duel --from " + seed + " --duels 1");
        assertTrue(told.get(0).endsWith(again), told::toString);
        assertEquals(again, told.get(told.size() - 1));
        assertEquals(List.of("none"), new CampaignProbe().apply(32L, 33L));
    }

    @Test
    void aNumberOutOfBoundsIsNamed() {
        List<String> told = new Probe().apply("0", "1");
        assertEquals("2", told.get(0));
        assertTrue(told.get(1).contains("--duels is 0, must be from 1 to 100000000"), told.get(1));
    }
}

package org.symmetricp2p.cli.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.check.canary.Canaries;
import org.symmetricp2p.check.canary.Canary;
import org.symmetricp2p.check.canary.Canary.Worlds;
import org.symmetricp2p.check.canary.Variant;
import org.symmetricp2p.cli.Ranges;
import org.symmetricp2p.core.Adaptive;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.explore.Narration;
import org.symmetricp2p.explore.Walk;
import org.symmetricp2p.explore.WalkFile;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.ScenarioFile;
import org.symmetricp2p.sim.Scenarios;
import org.symmetricp2p.sim.Topology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code replay}: one world again, and why it failed. */
@Command(
        name = "replay",
        sortOptions = false,
        description = {
            "Runs a simulated world again, exactly, and explains what went wrong in it.",
            "",
            "Shows first what went wrong: which peer did, or left out, what a correct one would not have. Then the way of the "
                    + "event in question from peer to peer; or the clocks; or states, found and expected; whatever the "
                    + "property is about. Then what happened to that peer before. Exit code 1 if a property doesn't hold.",
            ""
        })
public final class ReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE|SEED",
            arity = "0..1",
            description =
                    "A scenario file, the number of a generated world, or a walk that explore found (which takes no options). "
                            + "With --canary alone: the first generated world that fails.")
    private String world;

    @Option(
            names = "--topology",
            paramLabel = "SHAPE",
            converter = WorldChoice.Shape.class,
            description = "The shape that was given with the seed, if any.")
    private Topology topology;

    @Option(names = "--hostile", description = "The generated world with hostile peers in it.")
    private boolean isHostile;

    @Option(names = "--settled", description = "The generated world whose session settles.")
    private boolean isSettled;

    @Option(
            names = "--adaptive-delta",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description = "The generated world whose peers choose \u0394. Default: ${DEFAULT-VALUE}, which is none.")
    private int latePercent;

    @Mixin
    private OrdealChoice ordeal = new OrdealChoice();

    @Mixin
    private ClockChoice clock = new ClockChoice();

    @Option(
            names = "--until",
            paramLabel = "TICK",
            description = "Stop when a peer is at this tick, and show the states there, even if nothing is wrong.")
    private Long until;

    @Option(names = "--peer", paramLabel = "P", description = "The peer to look at. Default: the one that did wrong.")
    private Integer peer;

    @Option(
            names = "--property",
            paramLabel = "NAME",
            description = "Check only this property, such as CONVERGE. Default: all of them.")
    private Property property;

    @Option(
            names = "--canary",
            paramLabel = "NAME",
            description =
                    "Run with this deliberate bug, of those that the command canaries shows. Needs a JDK, for its compiler.")
    private String canaryName;

    @Mixin
    private PictureChoice picture;

    @Override
    public Integer call() throws IOException {
        check();
        if (world != null && WalkFile.isWalk(Path.of(world))) {
            return walk(WalkFile.read(Path.of(world)));
        }
        var retelling = canaryName == null
                ? new Retelling()
                : Variant.of(canary().edits()).probe(Retelling.class);
        if (world == null) {
            return firstFailure(retelling);
        }
        Scenario scenario = scenario();
        checkPeer(scenario);
        return tell(world, scenario, retelling.apply(ScenarioFile.text(scenario), asked()));
    }

    private void check() {
        if (isHostile && topology != null) {
            throw mistake("--hostile and --topology exclude each other");
        }
        if (isSettled && topology != null) {
            throw mistake("--settled and --topology exclude each other");
        }
        ordeal.check(spec);
        Ranges.check(spec, "--adaptive-delta", latePercent, 0, Adaptive.MAX_LATE_PERCENT);
        if (world == null && canaryName == null) {
            throw mistake("Missing required parameter: 'FILE|SEED' (only --canary can do without)");
        }
        picture.mistake(world == null ? null : Path.of(world)).ifPresent(text -> {
            throw mistake(text);
        });
        Ranges.check(spec, "--until", until == null ? 1 : until, 1, Stamp.MAX_TICK);
        if (property == Property.SIM_DET) {
            throw mistake("--property SIM_DET: it takes two runs to see that, and this is one");
        }
    }

    private Canary canary() {
        try {
            return Canary.named(canaryName);
        } catch (IllegalArgumentException e) {
            throw mistake("--canary: " + e.getMessage());
        }
    }

    /** The first world in which a canary does any harm. */
    private int firstFailure(BiFunction<String, Map<String, String>, Map<String, String>> retelling)
            throws IOException {
        boolean hasPeer = false;
        for (long seed = 1; seed <= Canaries.DEFAULT_MAX; seed++) {
            Scenario scenario = generated(seed);
            if (peer == null || isIn(scenario, peer)) {
                hasPeer = true;
                Map<String, String> answer = retelling.apply(ScenarioFile.text(scenario), asked());
                if (answer.containsKey(Retelling.FAILURE)) {
                    return tell(String.valueOf(seed), scenario, answer);
                }
            }
        }
        String worlds = "the worlds of the seeds 1 to " + Canaries.DEFAULT_MAX;
        if (!hasPeer) {
            throw mistake("--peer " + peer + " is none of the peers of " + worlds);
        }
        throw new IOException("the canary " + canaryName + " does no harm in " + worlds);
    }

    private static boolean isIn(Scenario scenario, int peer) {
        return scenario.peers().stream().anyMatch(spec -> spec.id() == peer);
    }

    private Map<String, String> asked() {
        Map<String, String> asked = new TreeMap<>(picture.asked());
        putIfGiven(asked, Retelling.UNTIL, until);
        putIfGiven(asked, Retelling.PEER, peer);
        putIfGiven(asked, Retelling.PROPERTY, property);
        return asked;
    }

    private static void putIfGiven(Map<String, String> asked, String name, Object value) {
        if (value != null) {
            asked.put(name, value.toString());
        }
    }

    private int tell(String name, Scenario scenario, Map<String, String> answer) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println("world " + name + ": " + Words.scenario(scenario)
                + (canaryName == null ? "" : ", with the deliberate bug " + canaryName));
        out.println();
        out.println(answer.get(Retelling.PAGE));
        out.flush();
        picture.write(Optional.ofNullable(answer.get(Retelling.DIAGRAM)));
        return answer.containsKey(Retelling.FAILURE) ? 1 : 0;
    }

    /** A walk through a small world, found by the explorer: tells each move, and what it changes. */
    private int walk(Walk walk) throws IOException {
        if (topology != null
                || until != null
                || peer != null
                || property != null
                || canaryName != null
                || picture.isWanted()) {
            throw mistake("a walk of the explorer takes no options");
        }
        PrintWriter out = spec.commandLine().getOut();
        List<String> story;
        try {
            story = walk.canary().isEmpty()
                    ? new Narration().apply(walk.world(), walk.moves())
                    : Variant.of(Canary.named(walk.canary().get()).edits())
                            .probe(Narration.class)
                            .apply(walk.world(), walk.moves());
        } catch (IllegalArgumentException mistake) {
            throw new IOException("walk " + world + ": " + mistake.getMessage(), mistake);
        }
        out.println("walk through " + walk.world()
                + walk.canary()
                        .map(canary -> ", with the deliberate bug " + canary)
                        .orElse(""));
        story.forEach(out::println);
        out.flush();
        return story.get(story.size() - 1).startsWith(Narration.VIOLATED) ? 1 : 0;
    }

    private Scenario scenario() throws IOException {
        boolean isSeed = world.matches("-?\\d{1,19}") && !Files.exists(Path.of(world));
        if (!isSeed && topology != null) {
            throw mistake("--topology goes with a seed: a scenario file says who links to whom");
        }
        if (!isSeed && clock.isRooted()) {
            throw mistake("--clock goes with a seed: a scenario file says which clocks there are");
        }
        if (!isSeed && (isSettled || isHostile)) {
            throw mistake((isSettled ? "--settled" : "--hostile")
                    + " goes with a seed: a scenario file says what kind of world it is");
        }
        if (!isSeed) {
            return ScenarioFile.read(Path.of(world));
        }
        try {
            return generated(Long.parseLong(world));
        } catch (NumberFormatException e) {
            throw new ParameterException(spec.commandLine(), "the seed " + world + " is too large", e);
        }
    }

    private Scenario generated(long seed) {
        Worlds worlds = canaryName == null ? Worlds.PLAIN : canary().worlds();
        if (worlds != Worlds.PLAIN) {
            return worlds.of(seed);
        }
        return ordeal.of(seed)
                .orElseGet(() -> plain(seed).withClock(clock.kind()))
                .withLatePercent(latePercent);
    }

    private Scenario plain(long seed) {
        if (isHostile) {
            return isSettled ? Scenarios.settledHostile(seed) : Scenarios.hostile(seed);
        }
        return isSettled ? Scenarios.settled(seed) : Scenarios.of(seed, Optional.ofNullable(topology));
    }

    private void checkPeer(Scenario scenario) {
        if (peer != null && !isIn(scenario, peer)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--peer " + peer + " is none of the peers "
                            + scenario.peers().stream()
                                    .map(Scenario.PeerSpec::id)
                                    .toList());
        }
    }

    private ParameterException mistake(String text) {
        return new ParameterException(spec.commandLine(), text);
    }
}

package org.symmetricp2p.cli.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.symmetricp2p.check.Explanation;
import org.symmetricp2p.check.Laboratory;
import org.symmetricp2p.check.Recording;
import org.symmetricp2p.check.Verdict;
import org.symmetricp2p.check.Violation;
import org.symmetricp2p.check.canary.Canary;
import org.symmetricp2p.check.canary.Variant;
import org.symmetricp2p.cli.Ranges;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.explore.Narration;
import org.symmetricp2p.explore.Walk;
import org.symmetricp2p.explore.WalkFile;
import org.symmetricp2p.picture.SpaceTime;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.ScenarioFile;
import org.symmetricp2p.sim.Scenarios;
import org.symmetricp2p.sim.Topology;
import org.symmetricp2p.sim.Watch;
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
            "Shows the states of all peers at the tick in question, found and expected; at the peer in question, the "
                    + "first tick that differs and the events around it, with when and from whom the peer had them; "
                    + "and what happened to that peer before. Exit code 1 if a property doesn't hold.",
            ""
        })
public final class ReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE|SEED",
            description =
                    "A scenario file, the number of a generated world, or a walk that explore found (which takes no options).")
    private String world;

    @Option(
            names = "--topology",
            paramLabel = "SHAPE",
            converter = WorldChoice.Shape.class,
            description = "The shape that was given with the seed, if any.")
    private Topology topology;

    @Option(
            names = "--until",
            paramLabel = "TICK",
            description = "Stop when a peer is at this tick, and show the states there, even if nothing is wrong.")
    private Long until;

    @Option(names = "--peer", paramLabel = "P", description = "The peer to look at. Default: the one in question.")
    private Integer peer;

    @Mixin
    private PictureChoice picture;

    @Override
    public Integer call() throws IOException {
        picture.mistake(Path.of(world)).ifPresent(text -> {
            throw new ParameterException(spec.commandLine(), text);
        });
        Ranges.check(spec, "--until", until == null ? 1 : until, 1, Stamp.MAX_TICK);
        if (WalkFile.isWalk(Path.of(world))) {
            return walk(WalkFile.read(Path.of(world)));
        }
        Scenario scenario = scenario();
        checkPeer(scenario);
        Recording recording = new Recording(
                until == null ? OptionalLong.empty() : OptionalLong.of(until),
                peer == null ? OptionalInt.empty() : OptionalInt.of(peer));
        Optional<SpaceTime> drawing = picture.drawing();
        List<Watch<Object>> watches = new ArrayList<>(List.of(recording));
        drawing.ifPresent(watches::add);
        Optional<Violation> violation = run(scenario, watches);
        PrintWriter out = spec.commandLine().getOut();
        out.println("world " + world + ": " + Words.scenario(scenario));
        out.println();
        explain(scenario, recording, violation).forEach(out::println);
        out.flush();
        picture.write(drawing, violation);
        return violation.isEmpty() ? 0 : 1;
    }

    /** A walk through a small world, found by the explorer: tells each move, and what it changes. */
    private int walk(Walk walk) throws IOException {
        if (topology != null
                || until != null
                || peer != null
                || picture.drawing().isPresent()) {
            throw new ParameterException(spec.commandLine(), "a walk of the explorer takes no options");
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
            throw new ParameterException(
                    spec.commandLine(), "--topology goes with a seed: a scenario file says who links to whom");
        }
        if (!isSeed) {
            return ScenarioFile.read(Path.of(world));
        }
        try {
            return Scenarios.of(Long.parseLong(world), Optional.ofNullable(topology));
        } catch (NumberFormatException e) {
            throw new ParameterException(spec.commandLine(), "the seed " + world + " is too large", e);
        }
    }

    private void checkPeer(Scenario scenario) {
        if (peer != null && scenario.peers().stream().noneMatch(spec -> spec.id() == peer)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--peer " + peer + " is none of the peers "
                            + scenario.peers().stream()
                                    .map(Scenario.PeerSpec::id)
                                    .toList());
        }
    }

    private static Optional<Violation> run(Scenario scenario, List<Watch<Object>> watches) {
        try {
            Verdict verdict = Laboratory.run(scenario, Laboratory.ALL, watches);
            return verdict.violation();
        } catch (Recording.Reached asAsked) {
            return Optional.empty();
        }
    }

    private List<String> explain(Scenario scenario, Recording recording, Optional<Violation> violation) {
        if (violation.isPresent()) {
            return Explanation.of(scenario, recording, violation.get(), Optional.ofNullable(peer));
        }
        List<String> lines = new ArrayList<>();
        lines.add("NO PROPERTY IS VIOLATED" + (until == null ? "." : " up to tick " + until + "."));
        int shown = peer == null ? scenario.peers().get(0).id() : peer;
        lines.addAll(Explanation.of(
                scenario, recording, shown, until == null ? OptionalLong.empty() : OptionalLong.of(until)));
        return lines;
    }
}

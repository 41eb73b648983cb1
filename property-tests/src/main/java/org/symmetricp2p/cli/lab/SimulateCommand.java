package org.symmetricp2p.cli.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.symmetricp2p.check.Laboratory;
import org.symmetricp2p.check.Verdict;
import org.symmetricp2p.picture.SpaceTime;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.ScenarioFile;
import org.symmetricp2p.sim.Topology;
import org.symmetricp2p.sim.Watch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code simulate}: one world, its verdict and its statistics. */
@Command(
        name = "simulate",
        sortOptions = false,
        description = {
            "Runs one simulated world, and checks that all properties hold in it, most of them at every step.",
            "",
            "Peers of the real core exchange real messages; time and the network are simulated, so the same world "
                    + "always runs in the same way. Exit code 1 if a property doesn't hold.",
            ""
        })
public final class SimulateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private WorldChoice world;

    @Option(
            names = "--topology",
            paramLabel = "SHAPE",
            converter = WorldChoice.Shape.class,
            description = "Who links to whom, with --seed: line, ring, star, tree, complete, random or paper (the 21 "
                    + "peers that the paper measured). Default: the seed decides.")
    private Topology topology;

    @Mixin
    private PictureChoice picture;

    @Option(names = "--save", paramLabel = "FILE", description = "Write the scenario here, as JSON.")
    private Path save;

    @Override
    public Integer call() throws IOException {
        world.mistake(topology).or(() -> picture.mistake(save, world.file())).ifPresent(text -> {
            throw new ParameterException(spec.commandLine(), text);
        });
        PrintWriter out = spec.commandLine().getOut();
        Scenario scenario = world.scenario(topology);
        if (save != null) {
            ScenarioFile.write(save, scenario);
        }
        Optional<SpaceTime> drawing = picture.drawing();
        List<Watch<Object>> watches = new ArrayList<>();
        drawing.ifPresent(watches::add);
        long start = System.nanoTime();
        Verdict verdict = Laboratory.run(scenario, Laboratory.ALL, watches);
        double seconds = (System.nanoTime() - start) / 1e9;
        print(out, scenario, verdict, seconds);
        picture.write(drawing, verdict.violation());
        out.flush();
        return verdict.isGood() ? 0 : 1;
    }

    private void print(PrintWriter out, Scenario scenario, Verdict v, double seconds) {
        out.println("world      " + world.name(topology) + ": " + Words.scenario(scenario));
        out.println("verdict    " + v.violation().map(Throwable::getMessage).orElse("all properties hold"));
        out.println("time       " + Words.seconds(v.simulatedMicros()) + " simulated in " + Words.fraction(seconds)
                + " s: " + Words.millions(v.ticks() / seconds) + " peer-ticks/s");
        out.println("ticks      " + Words.count(v.ticks()) + ", of which " + Words.count(v.replayed())
                + " were simulated again after " + Words.count(v.rollbacks()) + " rollbacks");
        out.println("events     " + Words.count(v.events()));
        out.println("witnesses  " + Words.witnesses(v.witnesses()));
        out.println("digest     " + Words.hex(v.digest()) + " of all states: the same in every run");
        if (!v.isGood()) {
            out.println("explain    " + world.replay(Optional.ofNullable(save), topology));
        }
    }
}

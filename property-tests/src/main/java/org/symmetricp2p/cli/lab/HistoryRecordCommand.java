package org.symmetricp2p.cli.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.symmetricp2p.cli.OutputFile;
import org.symmetricp2p.history.Histories;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Topology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code history record}: the history of one simulated world. */
@Command(
        name = "record",
        sortOptions = false,
        description = {
            "Runs one simulated world and writes its history.",
            "",
            "Each key that a user presses there appends a number to one of three lists. An append is done when its event is "
                    + "issued; how it ended is not known (:info) if its peer stops before.",
            ""
        })
public final class HistoryRecordCommand implements Callable<Integer> {

    private static final int SILENCE_MILLIS = 5_000;

    /** What of the world is read. */
    enum Reads {
        /** What peers show now and then. */
        optimistic,
        /** What they show in the end. */
        rest,
        /** What they are told to be settled, in a session that settles. */
        settled
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private WorldChoice world;

    @Option(
            names = "--topology",
            paramLabel = "SHAPE",
            converter = WorldChoice.Shape.class,
            description = "Who links to whom, with --seed, as in simulate. Default: the seed decides.")
    private Topology topology;

    @Option(
            names = "--reads",
            paramLabel = "KIND",
            defaultValue = "optimistic",
            description =
                    "What is read: 'optimistic', what each peer shows now and then, which late events may change; or "
                            + "'rest', what each shows when the world has come to rest; or 'settled', what each is told to be settled: the session settles "
                            + "then, and its keeper waits for 5 s for who is silent. Default: ${DEFAULT-VALUE}.")
    private Reads reads;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where to write the history.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        world.mistake(topology).ifPresent(text -> {
            throw new ParameterException(spec.commandLine(), text);
        });
        OutputFile file = OutputFile.at("--out", out);
        Scenario scenario = scenario();
        String history = history(scenario);
        file.write(writer -> writer.write(history));
        PrintWriter print = spec.commandLine().getOut();
        print.println("world      " + world.name(topology) + ": " + Words.scenario(scenario));
        print.println("history    " + Words.count(history.lines().count()) + " operations, in " + out);
        print.println("judge it   " + Tool.command("history check " + Tool.quoted(out)));
        print.flush();
        return 0;
    }

    private Scenario scenario() throws IOException {
        Scenario scenario = world.scenario(topology);
        return reads == Reads.settled && !scenario.isSettling() ? scenario.withSettling(SILENCE_MILLIS) : scenario;
    }

    private String history(Scenario scenario) {
        return switch (reads) {
            case optimistic -> Histories.optimistic(scenario);
            case rest -> Histories.afterRest(scenario);
            case settled -> Histories.settled(scenario);
        };
    }
}

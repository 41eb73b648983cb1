package org.symmetricp2p.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symmetricp2p.sim.Topology;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The options of worlds as they are written behind the command that runs a world again: they ask for the same. */
final class WorldOptionsTest {

    private static void parse(Object options, String line) {
        CommandSpec spec = CommandSpec.create().addMixin("options", CommandSpec.forAnnotatedObject(options));
        new CommandLine(spec).parseArgs(line.isEmpty() ? new String[0] : line.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'',''",
                "--ordeal churn, --ordeal churn --seconds 120",
                "--ordeal partition --seconds 60, --ordeal partition --seconds 60",
            })
    void anOrdealWithItsSeconds(String line, String option) {
        OrdealChoice choice = new OrdealChoice();
        parse(choice, line);
        assertEquals(option, choice.option());
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"'',''", "--clock paper,''", "--clock rooted, --clock rooted"})
    void aClockUnlessItIsThePapers(String line, String option) {
        ClockChoice choice = new ClockChoice();
        parse(choice, line);
        assertEquals(option, choice.option());
    }

    @ParameterizedTest
    @CsvSource({"--seed 7 --clock rooted, replay 7 --topology ring --clock rooted", "--seed 7, replay 7 --topology ring"
    })
    void aWorldOfASeed(String line, String replay) {
        WorldChoice choice = new WorldChoice();
        parse(choice, line);
        String command = choice.replay(Optional.empty(), Topology.RING);
        assertEquals(replay, command.substring(command.indexOf("replay")));
    }
}

package org.symmetricp2p.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Adaptive;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Source;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What the options of time make of a configuration. */
final class PaceOptionsTest {

    private static Config configured(String... line) {
        PaceOptions options = new PaceOptions();
        CommandSpec spec = CommandSpec.create().addMixin("pace", CommandSpec.forAnnotatedObject(options));
        new CommandLine(spec).parseArgs(line);
        options.check(spec);
        return options.applyTo(Config.of(new Source(1, 1)));
    }

    @Test
    void whatIsChosenIsInTheConfiguration() {
        Config config = configured("--fps=20", "--delta=7", "--travel-ms=300", "--adaptive-delta=5", "--most-delta=60");
        assertEquals(20, config.fps());
        assertEquals(7, config.delta());
        assertEquals(300_000_000, config.travelNanos());
        assertEquals(Optional.of(new Adaptive(1, 60, 5)), config.adaptive());
    }

    @Test
    void deltaIsAtMostAHundredTicksUnlessItIsSaid() {
        assertEquals(
                Optional.of(new Adaptive(1, 100, 50)),
                configured("--adaptive-delta=50").adaptive());
        assertEquals(Optional.empty(), configured().adaptive());
    }
}

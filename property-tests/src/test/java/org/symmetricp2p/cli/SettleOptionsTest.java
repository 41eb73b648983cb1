package org.symmetricp2p.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Settling;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.net.Evidence;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Sessions that settle, on the command line: by whose word, what is kept, and what is written about a neighbour in another state. */
final class SettleOptionsTest {

    private static final Source SELF = new Source(3, 5);
    private static final Source OTHER = new Source(4, 1);

    @TempDir
    private Path directory;

    private static Settling parsed(String... line) {
        SettleOptions options = new SettleOptions();
        CommandSpec spec = CommandSpec.create().addMixin("settle", CommandSpec.forAnnotatedObject(options));
        new CommandLine(spec).parseArgs(line);
        return options.applyTo(Config.of(SELF)).settling().orElseThrow();
    }

    @Test
    void whatIsChosenIsInTheConfiguration() {
        assertEquals(Settling.keptBy(SELF), parsed("--settle", "keep"));
        assertEquals(Settling.JOINING, parsed("--settle", "join"));
        assertEquals(
                Settling.keptBy(OTHER).withWindow(250).withSilenceNanos(2_000_000_000),
                parsed("--settle", "4.1", "--settle-window", "5", "--settle-silence", "2"));
    }

    /** But for sixteen at most: a hostile neighbour claims to differ as often as it links. */
    @Test
    void evidenceGoesToAFileForEachReport() throws IOException {
        Config config = Config.of(SELF).withSettling(Settling.JOINING);
        Rectangle rectangle = new Rectangle();
        DesyncDir<Rectangle.State> kept = new DesyncDir<>(directory, rectangle, config);
        kept.settled(1, rectangle.start());
        List<String> told = new ArrayList<>();
        Peer<Rectangle.State> peer = Peer.start(config, rectangle, 0);
        for (int i = 1; i <= 20; i++) {
            kept.diverged(new Output.Diverged(new LinkId(i), OTHER, 250 * i, 1, 2));
        }
        kept.write(peer, told::add);
        assertEquals(16, told.size());
        Path first = directory.resolve("desync-3-4-250.txt");
        assertTrue(told.get(0).contains(first.toString()), told.get(0));
        try (BufferedReader in = Files.newBufferedReader(first)) {
            assertEquals(Set.of(0L, 1L), Evidence.readFrom(in).states().keySet());
        }
    }
}

package org.symmetricp2p.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symmetricp2p.paper.Course;
import org.symmetricp2p.sim.ScenarioFile;

/** The command {@code paper}, on runs of a few seconds. */
final class PaperCommandTest {

    private static final Course SHORT = new Course(500_000, 1_000_000, 2_000_000, 3_000_000);

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void oneCellIsRunAloneAndWritten() throws IOException {
        assertEquals(0, run("--cells", "5ms/1x/200", "--runs", "2", "--clock", "perfect", "--out", "" + directory));
        String text = out.toString();
        assertTrue(text.contains("1 experiment of 2 runs in "), text);
        assertTrue(text.contains("; clock perfect, topology measured, seed 1"), text);
        assertTrue(text.contains("(7.00, 1.18)"), text);
        assertTrue(text.contains("in every run all peers ended in the same state"), text);
        Path csv = directory.resolve("paper-measured-perfect.csv");
        assertEquals(3, Files.readAllLines(csv).size());
        assertTrue(Files.readString(directory.resolve("paper-measured-perfect.json"))
                .contains("\"runs\" : 2"));
    }

    @Test
    void worldsAreWrittenForReplay() throws IOException {
        assertEquals(0, run("--cells", "5ms/1x/200", "--runs", "1", "--worlds", "" + directory));
        Path file = directory.resolve("measured-paper-5ms-1x-200-seed-1-run-1.json");
        assertTrue(out.toString().contains("symmetric.jar replay " + file), out.toString());
        assertEquals(21, ScenarioFile.read(file).peers().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--clock sundial | '--clock': 'sundial' must be one of [paper, original, rooted, perfect]",
                "--topology ring | '--topology': 'ring' must be one of [measured, figure]",
                "--cells 5ms/3x/5 | --cells: '5ms/3x/5' is none of the paper's cells",
                "--runs 0 | --runs is 0, must be from 1 to 1000",
                "--threads 0 | --threads is 0, must be from 1 to 1024",
                "--worlds x --clock original | a replay keeps clocks by the specification, not as --clock original",
                "--worlds x | --worlds: the number of runs is 360, must be from 1 to 324",
            })
    void mistakesAreTold(String options, String mistake) {
        assertEquals(2, run(options.split(" ")));
        assertTrue(err.toString().contains(mistake), err.toString());
    }

    private int run(String... args) {
        return Commands.run(new PaperCommand(SHORT), out, err, args);
    }
}

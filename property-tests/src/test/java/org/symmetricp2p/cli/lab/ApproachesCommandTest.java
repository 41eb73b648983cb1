package org.symmetricp2p.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symmetricp2p.paper.Course;

/** The command {@code approaches}, on runs of a few seconds. */
final class ApproachesCommandTest {

    private static final Course SHORT = new Course(500_000, 1_000_000, 9_000_000, 9_500_000);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void allFourAreMeasuredAndWritten(@TempDir Path directory) throws IOException {
        assertEquals(0, run("--cells 5ms/2x/200 --out " + directory), err::toString);
        String text = out.toString();
        assertTrue(text.contains("every key press had its effect everywhere"), text);
        assertEquals(6, Files.readAllLines(directory.resolve("approaches.csv")).size());
        assertTrue(Files.readString(directory.resolve("approaches.json")).contains("\"approach\" : \"Croquet\""));
        assertTrue(Files.readString(directory.resolve("approaches.svg")).contains("<svg"));
    }

    @Test
    void mistakesAreTold() {
        assertEquals(2, run("--cells 5ms/3x/5"));
        assertTrue(err.toString().contains("--cells: '5ms/3x/5' is none of the paper's cells"), err.toString());
    }

    private int run(String options) {
        return Commands.run(new ApproachesCommand(SHORT), out, err, options.split(" "));
    }
}

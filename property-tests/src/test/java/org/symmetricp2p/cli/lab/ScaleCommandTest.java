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

/** The command {@code scale}, on few peers. */
final class ScaleCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void sessionsAreMeasuredAndWritten(@TempDir Path directory) throws IOException {
        assertEquals(0, run("--peers 40,20 --shape tree --seconds 3 --clock rooted --out " + directory));
        String text = out.toString();
        assertTrue(text.contains("clock rooted, 50 ms a hop, 200 events a minute, seed 1"), text);
        assertTrue(text.contains("in every session all peers ended in the same state"), text);
        assertTrue(text.indexOf("tree             20") < text.indexOf("tree             40"), text);
        assertEquals(
                3, Files.readAllLines(directory.resolve("scale-rooted.csv")).size());
        assertTrue(Files.readString(directory.resolve("scale-rooted.json")).contains("\"peers\" : 40"));
        assertTrue(Files.readString(directory.resolve("scale-rooted.svg")).contains("<svg"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--peers 19 | --peers is 19, must be from 20 to 10000",
                "--peers 20,10001 | --peers is 10001, must be from 20 to 10000",
                "--shape ring | '--shape' (SHAPE): 'ring' must be one of [degree-4, degree-8, tree]",
                "--clock original | '--clock': 'original' must be one of [paper, rooted, perfect]",
                "--latency 0 | --latency is 0, must be from 1 to 1000",
                "--events -1 | --events is -1, must be from 0 to 10000",
                "--seconds 2 | --seconds is 2, must be from 3 to 600",
            })
    void mistakesAreTold(String options, String mistake) {
        assertEquals(2, run(options));
        assertTrue(err.toString().contains(mistake), err.toString());
    }

    private int run(String options) {
        return Commands.run(new ScaleCommand(), out, err, options.split(" "));
    }
}

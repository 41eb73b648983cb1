package org.symmetricp2p.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traces: as they are recorded, written and read. */
final class TraceTest {

    @TempDir
    private Path directory;

    @Test
    void aTickThatIsSimulatedAgainGetsItsNewHash() throws IOException {
        Trace trace = recorded(10, 11, 12, 13);
        trace.record(2, -1);
        assertEquals("""
                0 000000000000000a
                1 000000000000000b
                2 ffffffffffffffff
                3 000000000000000d
                """, written(trace, Long.MAX_VALUE));
    }

    @Test
    void endsWhereItIsToldTo() throws IOException {
        assertEquals("0 000000000000000a\n1 000000000000000b\n", written(recorded(10, 11, 12), 1));
    }

    @Test
    void refusesToLeaveATickOut() {
        Trace trace = recorded(10);
        assertEquals(
                "tick 2 was recorded, from 0 to 1 was expected",
                assertThrows(IllegalArgumentException.class, () -> trace.record(2, 0))
                        .getMessage());
    }

    @Test
    void readsBackALongOne() throws IOException {
        Trace trace = new Trace();
        for (int tick = 0; tick < 5_000; tick++) {
            trace.record(tick, tick * 0x9e3779b97f4a7c15L);
        }
        Path file = Files.writeString(directory.resolve("a.trace"), written(trace, Long.MAX_VALUE));
        assertEquals(written(trace, Long.MAX_VALUE), written(Trace.read(file), Long.MAX_VALUE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 0000000000000002  | tick 1 is missing, tick 2 is there",
                "0 0000000000000000  | tick 1 is missing, tick 0 is there",
                "1 000000000000000   | '1 000000000000000' must be a tick and a hash of 16 digits",
                "1 000000000000000G  | '1 000000000000000G' must be a tick and a hash of 16 digits",
                "1                   | '1' must be a tick and a hash of 16 digits",
                "''                  | '' must be a tick and a hash of 16 digits",
                "99999999999 0000000000000000 | '99999999999 0000000000000000' must be a tick and a hash of 16 digits",
            })
    void namesFileLineAndMistake(String line, String mistake) throws IOException {
        Path file = Files.writeString(directory.resolve("a.trace"), "0 0000000000000000\n" + line + "\n");
        IOException told = assertThrows(IOException.class, () -> Trace.read(file));
        assertEquals("trace " + file + ", line 2: " + mistake, told.getMessage());
    }

    static Trace recorded(long... hashes) {
        Trace trace = new Trace();
        for (int tick = 0; tick < hashes.length; tick++) {
            trace.record(tick, hashes[tick]);
        }
        return trace;
    }

    private static String written(Trace trace, long last) throws IOException {
        StringWriter out = new StringWriter();
        trace.writeTo(out, last);
        return out.toString();
    }
}

package org.symmetricp2p.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A child that doesn't play along is told, with the line that it should have answered, and stopped. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the children are shell scripts")
final class ChildPortTest {

    private static final long SHORT = 300;
    private static final long LONG = 60_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sh -c 'exit 3'             | it has ended, with exit code 3; the first line without an answer: {\"conform\":\"1\"}",
                "no-such-command 2>&-       | it has ended, with exit code 127",
                "sh -c 'echo nonsense; cat' | it answers what isn't JSON: nonsense; to the line: {\"conform\":\"1\"}",
                "sh -c 'echo 17; cat'       | it answers what isn't an object in braces: 17",
                "cat                        | to the first line it answers {\"conform\":\"1\"}, not {\"name\": ..., \"tells\": [...]}"
            })
    void whatIsNoPortIsSaid(String command, String message) throws PortFailure {
        try (Port port = ChildPort.start(command, LONG)) {
            PortFailure failure = assertThrows(PortFailure.class, () -> Conformance.of(port));
            assertTrue(failure.getMessage().startsWith(message), failure.getMessage());
        }
    }

    @Test
    void oneThatHangsIsNotWaitedForForEver() throws PortFailure {
        try (Port port = ChildPort.start("sleep 1000", SHORT)) {
            PortFailure failure = assertThrows(PortFailure.class, () -> Conformance.of(port));
            assertEquals(
                    "it hasn't answered for 300 ms; the first line without an answer: {\"conform\":\"1\"}",
                    failure.getMessage());
        }
    }

    /** It says far more than a pipe holds before it reads: neither waits for the other. */
    @Test
    void oneThatTalksFirstIsHeard() throws PortFailure {
        String command = "sh -c 'i=0; while [ $i -lt 20000 ]; do echo \"{}\"; i=$((i+1)); done; cat'";
        try (Port port = ChildPort.start(command, LONG)) {
            for (int i = 0; i < 20_000; i++) {
                port.say("{\"line\":\"" + i + "\"}");
            }
            for (int i = 0; i < 20_000; i++) {
                assertEquals("{}", port.answer());
            }
            assertEquals("{\"line\":\"0\"}", port.answer());
        }
    }
}

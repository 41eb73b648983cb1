package org.symmetricp2p.python;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Runs a script among the test resources with Python 3; where there is none, the test that asks for it is skipped. */
public final class Python {

    private static final int DEADLINE_SECONDS = 60;

    private Python() {}

    /**
     * How a script ended.
     *
     * @param told what it wrote to its output and its errors
     */
    public record Outcome(int exitCode, String told) {}

    /**
     * Runs a script to its end.
     *
     * @param script its name, in the package of a class
     */
    public static Outcome run(Class<?> neighbour, String script, Object... arguments)
            throws IOException, InterruptedException {
        Process python = start(arguments);
        try (InputStream source = neighbour.getResourceAsStream(script)) {
            source.transferTo(python.getOutputStream());
            python.getOutputStream().close();
        }
        String told = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!python.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            python.destroyForcibly();
            throw new AssertionError("did not end within " + DEADLINE_SECONDS + " s: " + told);
        }
        return new Outcome(python.exitValue(), told);
    }

    private static Process start(Object... arguments) {
        List<String> command = new ArrayList<>(List.of("python3", "-"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException none) {
            Assumptions.abort("there is no python3 here: " + none.getMessage());
            throw new AssertionError("not reached", none);
        }
    }
}

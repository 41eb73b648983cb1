package org.symmetricp2p.cli.lab;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Runs a command of the tool as the tool does, but for where it prints to. */
final class Commands {

    private Commands() {}

    /** @return the exit code */
    static int run(Object command, StringWriter out, StringWriter err, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(arguments);
    }
}

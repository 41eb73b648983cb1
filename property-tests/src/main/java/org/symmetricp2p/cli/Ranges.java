package org.symmetricp2p.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks the numbers of a command line, so that a mistake is told in the user's words and units. */
public final class Ranges {

    private Ranges() {}

    /** @throws ParameterException if {@code value} is not from {@code min} to {@code max} */
    public static void check(CommandSpec command, String option, long value, long min, long max) {
        if (value < min || value > max) {
            throw new ParameterException(
                    command.commandLine(), option + " is " + value + ", must be from " + min + " to " + max);
        }
    }
}

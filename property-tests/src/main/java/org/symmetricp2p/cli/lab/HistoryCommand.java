package org.symmetricp2p.cli.lab;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code history}: what users did and saw, written down and judged from outside. */
@Command(
        name = "history",
        sortOptions = false,
        subcommands = {HistoryRecordCommand.class, HistoryCheckCommand.class},
        description = {
            "Writes down what users of a session did and saw, and judges such histories.",
            "",
            "A history is a file as Jepsen writes them, in EDN: transactions that append to lists and read them. Elle takes it, too.",
            ""
        })
public final class HistoryCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand: record or check");
    }
}

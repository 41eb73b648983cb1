package org.symmetricp2p.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.symmetricp2p.core.Limit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code limits}: all limits of a peer, for who wants to choose others. */
@Command(
        name = "limits",
        description = {
            "Lists the limits of a peer: what each is, what happens at it, and why it is what it is.",
            "",
            "'peer', 'demo', 'move' and 'board' take another value by --limit NAME=VALUE, where one may be chosen."
        })
public final class LimitsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        for (Limit limit : Limit.values()) {
            out.println(limit + "=" + limit.standard() + "   " + limit.unit() + ", " + range(limit));
            out.println("    at it: " + limit.consequence());
            out.println("    why:   " + limit.reason());
        }
        out.flush();
        return 0;
    }

    private static String range(Limit limit) {
        return switch (limit.scope()) {
            case OWN ->
                limit.most() == Long.MAX_VALUE ? "at least " + limit.least() : limit.least() + " to " + limit.most();
            case FIXED -> "fixed";
            case SHARED -> "the same for all peers";
        };
    }
}

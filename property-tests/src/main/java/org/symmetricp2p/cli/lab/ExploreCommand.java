package org.symmetricp2p.cli.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.symmetricp2p.check.canary.Canary;
import org.symmetricp2p.check.canary.Variant;
import org.symmetricp2p.cli.OutputDirectory;
import org.symmetricp2p.cli.Ranges;
import org.symmetricp2p.explore.Explorer;
import org.symmetricp2p.explore.ExplorerProbe;
import org.symmetricp2p.explore.Walk;
import org.symmetricp2p.explore.WalkFile;
import org.symmetricp2p.explore.Worlds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code explore}: small worlds, to the last interleaving. */
@Command(
        name = "explore",
        sortOptions = false,
        description = {
            "Tries everything that can happen in small worlds, with the real core.",
            "",
            "A world has up to three peers, a few events, and some changes of links; messages, ends of connections and "
                    + "readings of clocks come in every order that is possible at all. The safety properties that the "
                    + "world is about are checked in every state. A way to a violation is a shortest one, and is "
                    + "written to a file that replay takes. Exit code 1 if there is any, or not all states were tried.",
            ""
        })
public final class ExploreCommand implements Callable<Integer> {

    /** The most states that are kept: beyond, they don't fit in the memory of most machines. */
    private static final int MAX_STATES = 100_000_000;

    private static final String ROW = "%-28s %11s %12s %6s %9s  %s";

    @Spec
    private CommandSpec spec;

    @Option(names = "--world", paramLabel = "NAME", description = "Only this world. Default: all of them.")
    private String name;

    @Option(
            names = "--max",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "Stop at so many states of a world, 1 to " + MAX_STATES + ". A million takes some 2 GB. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int max;

    @Option(
            names = "--canary",
            paramLabel = "NAME",
            description = "Explore with this deliberate bug in the core, to see what a counterexample looks like. "
                    + "Needs a JDK, for its compiler.")
    private String canaryName;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "explore-failures",
            description = "Where ways to a violation are written. Default: ${DEFAULT-VALUE}.")
    private Path directory;

    @Override
    public Integer call() throws IOException {
        Ranges.check(spec, "--max", max, 1, MAX_STATES);
        if (name != null && !Worlds.names().contains(name)) {
            throw mistake("--world: there is no small world \"" + name + "\", only " + Worlds.names());
        }
        OutputDirectory.check("--out", directory);
        Collection<String> worlds = name == null ? Worlds.names() : List.of(name);
        int failed = canaryName == null ? exploreAll(worlds) : exploreWith(canary(), worlds);
        spec.commandLine().getOut().flush();
        return failed == 0 ? 0 : 1;
    }

    private Canary canary() {
        try {
            return Canary.named(canaryName);
        } catch (IllegalArgumentException e) {
            throw mistake("--canary: " + e.getMessage());
        }
    }

    private int exploreAll(Collection<String> worlds) throws IOException {
        print("world", "states", "moves", "depth", "time", "");
        int failed = 0;
        for (String world : worlds) {
            long start = System.nanoTime();
            Explorer.Result result = Worlds.explore(world, max);
            print(
                    world,
                    Words.count(result.states()),
                    Words.count(result.moves()),
                    Words.count(result.depth()),
                    Words.seconds((System.nanoTime() - start) / 1_000),
                    outcome(result));
            failed += result.isComplete() ? 0 : 1;
            if (result.counterexample().isPresent()) {
                Explorer.Counterexample found = result.counterexample().get();
                tell(new Walk(world, Optional.empty(), found.moves()), found.violation());
            }
        }
        return failed;
    }

    private String outcome(Explorer.Result result) {
        return result.counterexample().isPresent()
                ? "VIOLATED"
                : result.isComplete()
                        ? "holds in all of them"
                        : "holds so far, but there are more than " + Words.count(max);
    }

    private int exploreWith(Canary canary, Collection<String> worlds) throws IOException {
        var probe = Variant.of(canary.edits()).probe(ExplorerProbe.class);
        int failed = 0;
        for (String world : worlds) {
            List<String> found = probe.apply(world, max);
            if (found.isEmpty()) {
                spec.commandLine().getOut().println(world + ": not seen");
            } else {
                failed++;
                spec.commandLine().getOut().println(world + ": VIOLATED");
                tell(new Walk(world, Optional.of(canary.name()), found.subList(1, found.size())), found.get(0));
            }
        }
        return failed;
    }

    private void tell(Walk walk, String violation) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path file = directory.resolve(
                walk.world() + walk.canary().map(canary -> "-" + canary).orElse("") + ".walk");
        walk.moves().forEach(move -> out.println("    " + move));
        out.println("    " + violation);
        out.flush(); // whatever becomes of the file
        OutputDirectory.make("--out", directory);
        Tool.write("--out", file, WalkFile.text(walk));
        out.println("    explain it: " + Tool.command("replay " + Tool.quoted(file)));
    }

    private void print(String... cells) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(Locale.ROOT, ROW, (Object[]) cells).stripTrailing());
        out.flush(); // a world may take a while
    }

    private ParameterException mistake(String text) {
        return new ParameterException(spec.commandLine(), text);
    }
}

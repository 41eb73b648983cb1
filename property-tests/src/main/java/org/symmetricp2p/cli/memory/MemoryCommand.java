package org.symmetricp2p.cli.memory;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.symmetricp2p.cli.OutputDirectory;
import org.symmetricp2p.cli.Ranges;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Settling;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code memory}: a long session in virtual time, once with a window and once keeping all. */
@Command(
        name = "memory",
        sortOptions = false,
        description = {
            "Runs three peers for hours of virtual time, and measures the heap each half hour.",
            "",
            "Once they keep a window of what is settled, and once all. Writes memory.csv, memory.png and memory.svg.",
            ""
        })
public final class MemoryCommand implements Callable<Integer> {

    private static final int MAX_HOURS = 1_000;
    private static final int MAX_EVENTS = 6_000;
    private static final int MAX_SECONDS = 86_400;
    private static final long HALF_AN_HOUR_NANOS = 1_800_000_000_000L;
    private static final String ROW = "%.1f,%s,%d,%d,%d,%.2f";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--hours",
            paramLabel = "N",
            defaultValue = "24",
            description = "How long. Default: ${DEFAULT-VALUE}.")
    private int hours;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "25",
            description = "Events of each peer in a minute. Default: ${DEFAULT-VALUE}.")
    private int events;

    @Option(
            names = "--window",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "For how long what is settled is kept. Default: ${DEFAULT-VALUE}.")
    private int window;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where the files go. Default: the current directory.")
    private Path out;

    /** @param heapMegabytes after collecting garbage, less what it was before the peers started */
    record Sample(double hours, String kept, long issued, int events, int states, double heapMegabytes) {

        String row() {
            return String.format(Locale.ROOT, ROW, hours, kept, issued, events, states, heapMegabytes);
        }
    }

    @Override
    public Integer call() throws IOException {
        Ranges.check(spec, "--hours", hours, 1, MAX_HOURS);
        Ranges.check(spec, "--events", events, 1, MAX_EVENTS);
        Ranges.check(spec, "--window", window, 1, MAX_SECONDS);
        OutputDirectory.make("--out", out);
        List<Sample> samples = new ArrayList<>(measured("window", (long) window * Config.DEFAULT_FPS));
        samples.addAll(measured("all", Settling.KEEP_ALL));
        try (PrintWriter csv = new PrintWriter(Files.newBufferedWriter(out.resolve("memory.csv")))) {
            csv.println("hours,kept,issued,events,states,heap_mb");
            samples.forEach(sample -> csv.println(sample.row()));
        }
        MemoryChart.write(samples, hours, events, window, out);
        return 0;
    }

    private List<Sample> measured(String kept, long keptTicks) {
        double before = heapMegabytes();
        VirtualDay day = new VirtualDay(events, keptTicks);
        List<Sample> samples = new ArrayList<>();
        for (int half = 1; half <= 2 * hours; half++) {
            day.run(HALF_AN_HOUR_NANOS);
            Sample sample =
                    new Sample(half / 2.0, kept, day.issued(), day.events(), day.states(), heapMegabytes() - before);
            samples.add(sample);
            spec.commandLine().getOut().println(sample.row());
            spec.commandLine().getOut().flush();
        }
        return samples;
    }

    private static double heapMegabytes() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        System.gc();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
    }
}

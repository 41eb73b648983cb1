package org.symmetricp2p.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks, and writes what they come to as a table and as charts: what docs/performance.md shows. */
public final class Performance {

    private static final List<String> HEAD =
            List.of("| benchmark | case | CPU time | a second | spread |", "|---|---|---|---|---|");

    private Performance() {}

    /** @param args the directory to write to, and options of JMH */
    public static void main(String... args) throws CommandLineOptionException, RunnerException, IOException {
        Locale.setDefault(Locale.ROOT);
        Path directory = Files.createDirectories(Path.of(args[0]));
        List<String> lines = new ArrayList<>(HEAD);
        List<Figure> figures = run(Arrays.copyOfRange(args, 1, args.length));
        figures.forEach(figure -> lines.add(figure.row()));
        lines.add("");
        lines.addAll(Footprint.lines());
        Files.write(directory.resolve("performance.md"), lines);
        new Charts(figures).write(directory);
    }

    private static List<Figure> run(String... options) throws CommandLineOptionException, RunnerException {
        OptionsBuilder builder = new OptionsBuilder();
        builder.parent(new CommandLineOptions(options)).addProfiler(CpuTime.class);
        return new Runner(builder.build()).run().stream().map(Figure::of).toList();
    }
}

package org.symmetricp2p.cli.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.symmetricp2p.cli.FileMistakes;
import org.symmetricp2p.cli.Main;
import org.symmetricp2p.vectors.Check;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code check}: runs vector files against this implementation. */
@Command(
        name = "check",
        description = {
            "Runs golden vectors, such as those in spec/vectors or others of the same format, against this "
                    + "implementation.",
            "",
            "Prints a line for each file, and below it one for each case that fails. What can't be understood fails, "
                    + "too; nothing is skipped. Exit code 1 if anything fails, or if there are no vectors.",
            ""
        })
public final class CheckCommand implements Callable<Integer> {

    private static final String ROW = "%-40s %5d cases, %s";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The vectors: all files *.json in it and below.")
    private Path directory;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Path> files = files();
        int cases = 0;
        int failures = 0;
        for (Path file : files) {
            String name = Main.oneLine(directory.relativize(file).toString());
            Check.Report report = run(file);
            cases += report.cases();
            failures += report.failures().size();
            String verdict = report.isGood() ? "good" : report.failures().size() + " FAILED";
            out.println(String.format(Locale.ROOT, ROW, name, report.cases(), verdict));
            report.failures().forEach(failure -> out.println("  " + name + ": " + Main.oneLine(failure)));
        }
        String verdict = failures == 0 ? "all good" : failures + " FAILED";
        out.println(Words.count(cases, "case") + " in " + Words.count(files.size(), "file") + ": " + verdict);
        out.flush();
        return failures == 0 ? 0 : 1;
    }

    private List<Path> files() throws IOException {
        try {
            return Check.files(directory);
        } catch (UncheckedIOException e) {
            throw FileMistakes.explained("can't read " + directory, e.getCause());
        } catch (FileSystemException e) {
            throw FileMistakes.explained("can't read " + directory, e);
        }
    }

    private static Check.Report run(Path file) {
        try {
            return Check.file(file);
        } catch (IOException e) {
            return new Check.Report(
                    0, List.of(FileMistakes.explained("can't be read", e).getMessage()));
        }
    }
}

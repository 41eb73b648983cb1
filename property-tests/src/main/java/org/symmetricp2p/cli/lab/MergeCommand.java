package org.symmetricp2p.cli.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.symmetricp2p.cli.OutputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code campaign merge}: adds up the reports of all shards of one campaign. */
@Command(
        name = "merge",
        sortOptions = false,
        description = {
            "Adds up the reports of the shards of a campaign, and tells what they come to.",
            "",
            "Exit code 1 if a scenario failed, if a witness is missing, if a shard is missing or there twice, or if the "
                    + "reports aren't of one campaign by one program.",
            ""
        })
public final class MergeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The reports, in any order.")
    private List<Path> files;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write the sum, as the report of the whole campaign. Not written if a shard is missing.")
    private Path report;

    @Override
    public Integer call() throws IOException {
        if (!spec.parent().commandLine().getParseResult().matchedOptions().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "options of campaign have no meaning before merge");
        }
        Optional<OutputFile> file = report == null ? Optional.empty() : Optional.of(OutputFile.at("--report", report));
        List<Merge.Source> sources = new ArrayList<>();
        for (Path path : files) {
            sources.add(new Merge.Source(path, ReportFile.read(path)));
        }
        Merge merge = Merge.of(sources);
        print(merge);
        if (file.isPresent() && merge.missing().isEmpty()) {
            ReportFile.write(file.get(), merge.report());
        }
        return merge.isGood() ? 0 : 1;
    }

    private void print(Merge merge) {
        PrintWriter out = spec.commandLine().getOut();
        Tally tally = merge.tally();
        tally.failures().stream()
                .flatMap(kind -> kind.kept().stream())
                .limit(Teller.MAX_TOLD)
                .map(failed -> Teller.line(failed.in(""), ""))
                .forEach(out::println);
        tally.lines().forEach(out::println);
        out.println("cost       " + merge.cost());
        merge.missing().forEach(shard -> out.println("missing    shard " + shard + ": there is no report of it"));
        tally.troubles().forEach(out::println);
        out.println(merge.summary());
        tally.explanation().ifPresent(out::println);
        out.flush();
    }
}

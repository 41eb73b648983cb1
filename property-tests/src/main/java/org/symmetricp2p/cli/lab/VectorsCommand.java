package org.symmetricp2p.cli.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.symmetricp2p.cli.OutputDirectory;
import org.symmetricp2p.vectors.Generation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code vectors}: writes the golden vectors that ports are checked with. */
@Command(
        name = "vectors",
        description = {
            "Writes the golden vectors for ports: inputs and what this implementation makes of them, as JSON.",
            "",
            "The files are always the same. Those of spec/vectors are checked in; this command is how they are made. "
                    + "Files of the same names are replaced, others are left alone.",
            ""
        })
public final class VectorsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Where to write: a folder for each chapter is made in it.")
    private Path directory;

    @Override
    public Integer call() throws IOException {
        OutputDirectory.check("DIR", directory);
        Map<String, String> files = Generation.files();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            OutputDirectory.make("DIR", path.getParent());
            Tool.write("vectors", path, file.getValue());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(files.size() + " files in " + directory);
        out.flush();
        return 0;
    }
}

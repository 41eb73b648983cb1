package org.symmetricp2p.cli.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.symmetricp2p.cli.FileMistakes;
import org.symmetricp2p.history.Checker;
import org.symmetricp2p.history.Checker.Model;
import org.symmetricp2p.history.Checker.Validity;
import org.symmetricp2p.history.Drawing;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code history check}: the verdict about a history. */
@Command(
        name = "check",
        sortOptions = false,
        description = {
            "Judges a history of transactions that append to lists and read them, by the method of Elle.",
            "",
            "Shows a case of each anomaly, by the name that Elle gives it; of cycles the worst. Exit code 1 if the model "
                    + "doesn't allow the history, or if nothing can be said because no transaction depends on another.",
            ""
        })
public final class HistoryCheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The history, in EDN.")
    private Path file;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            converter = Named.class,
            defaultValue = "strong-session-serializable",
            description =
                    "What must hold: serializable, strong-session-serializable (what a process does comes in order), or "
                            + "strict-serializable (so does what is over before something else begins). Default: ${DEFAULT-VALUE}.")
    private Model model;

    @Override
    public Integer call() throws IOException {
        Checker.Verdict verdict;
        try {
            verdict = Checker.own().check(text(), model);
        } catch (Checker.Malformed e) {
            throw new IOException(file + " is no history: " + e.getMessage(), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        verdict.anomalies().forEach((name, cases) -> print(out, name, cases));
        out.println(
                switch (verdict.validity()) {
                    case VALID -> "valid: " + model;
                    case INVALID ->
                        "not " + model + ": "
                                + String.join(", ", verdict.anomalies().keySet());
                    case UNKNOWN -> "unknown: no transaction depends on another";
                });
        out.flush();
        return verdict.validity() == Validity.VALID ? 0 : 1;
    }

    private static void print(PrintWriter out, String name, List<Map<?, ?>> cases) {
        out.println(name + (cases.size() == 1 ? "" : ", the first of " + Words.count(cases.size()) + " cases"));
        Drawing.of(cases.get(0)).forEach(line -> out.println("  " + line));
        out.println();
    }

    private String text() throws IOException {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw FileMistakes.explained("can't read " + file, e);
        }
    }

    /** Reads a model's name. */
    static final class Named implements ITypeConverter<Model> {
        @Override
        public Model convert(String text) {
            return Stream.of(Model.values())
                    .filter(model -> model.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' must be one of "
                            + Stream.of(Model.values()).map(Model::toString).collect(Collectors.joining(", "))));
        }
    }
}

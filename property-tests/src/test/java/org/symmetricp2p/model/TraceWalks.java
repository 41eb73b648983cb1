package org.symmetricp2p.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How far the model can follow traces, by one run of TLC over all of them. */
final class TraceWalks {

    private static final Path MODULES = Path.of("target", "traces");

    /** The constants of {@code FloodTrace} for recorded runs; here with other traces, of which some may be accepted. */
    private static final Path CONFIGURATION = Model.FOLDER.resolve("FloodTrace-example.cfg");

    private static final Pattern WALKED = Pattern.compile("<<\"walked\", (\\d+), (\\d+)>>");
    private static final Pattern ACCEPTED = Pattern.compile("<<\"accepted\", (\\d+)>>");

    /**
     * How far one trace could be walked.
     *
     * @param steps how many of its steps the model can do, one after the other
     * @param isAccepted whether these are all
     * @param next the record of the step that it can't do, or a line without a record
     */
    record Walk(int steps, boolean isAccepted, String next) {}

    private TraceWalks() {}

    /**
     * Walks traces.
     *
     * @param name of the module that is made of them
     * @param traces TLA+ literals with a record a line
     * @throws IllegalStateException if TLC objects, be it that an invariant of the model doesn't hold on the way
     */
    static List<Walk> of(String name, List<String> traces) throws IOException, InterruptedException {
        Path module = MODULES.resolve(name + ".tla");
        Path configuration = MODULES.resolve(name + ".cfg");
        Files.createDirectories(MODULES);
        Files.writeString(module, module(name, traces));
        Files.writeString(
                configuration,
                Files.readString(CONFIGURATION)
                        .replace("Traces <- Examples", "Traces <- Recorded")
                        .replace(" NeverAccepted\n", "\n"));
        Tlc.Outcome outcome = Tlc.run(module, configuration, Model.FOLDER);
        if (!outcome.holds()) {
            throw new IllegalStateException(outcome.tail());
        }
        return walks(traces, outcome.output());
    }

    private static String module(String name, List<String> traces) {
        StringBuilder module = new StringBuilder("---- MODULE " + name + " ----\nEXTENDS FloodTrace\n");
        for (int i = 0; i < traces.size(); i++) {
            module.append("Trace")
                    .append(i + 1)
                    .append(" == ")
                    .append(traces.get(i))
                    .append('\n');
        }
        String all = IntStream.rangeClosed(1, traces.size())
                .mapToObj(i -> "Trace" + i)
                .collect(Collectors.joining(", ", "<<", ">>"));
        return module + "Recorded == " + all + "\n====\n";
    }

    private static List<Walk> walks(List<String> traces, String output) {
        int[] steps = new int[traces.size()];
        boolean[] isAccepted = new boolean[traces.size()];
        output.lines().forEach(line -> {
            Matcher walked = WALKED.matcher(line);
            Matcher accepted = ACCEPTED.matcher(line);
            if (walked.matches()) {
                steps[Integer.parseInt(walked.group(1)) - 1] = Integer.parseInt(walked.group(2));
            } else if (accepted.matches()) {
                int trace = Integer.parseInt(accepted.group(1)) - 1;
                steps[trace]++;
                isAccepted[trace] = true;
            }
        });
        List<Walk> walks = new ArrayList<>();
        for (int i = 0; i < traces.size(); i++) {
            List<String> lines = traces.get(i).lines().toList(); // the first opens the sequence
            walks.add(new Walk(steps[i], isAccepted[i], lines.get(steps[i] + 1)));
        }
        return walks;
    }
}

package org.symmetricp2p.conform;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import org.symmetricp2p.cli.OutputFile;

/** A report as JSON, for other programs. */
public final class ConformanceFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ConformanceFile() {}

    /**
     * Writes it.
     *
     * @param core what came out about the core, if it was asked
     */
    public static void write(OutputFile file, Optional<Conformance.Report> core, RuleReport rules) throws IOException {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        rules.writeTo(tree);
        core.ifPresent(report -> add(report, tree));
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
        file.write(writer -> writer.write(text + "\n"));
    }

    private static void add(Conformance.Report report, ObjectNode tree) {
        tree.put("port", report.port());
        tree.put("conforms", tree.get("conforms").booleanValue() && report.isGood());
        ArrayNode topics = tree.putArray("topics");
        for (VectorRun.Result result : report.topics()) {
            ObjectNode topic = topics.addObject();
            topic.put("topic", result.topic()).put("cases", result.cases());
            if (!result.skipped().isEmpty()) {
                topic.put("skipped", result.skipped());
            }
            result.failures().forEach(topic.putArray("failures")::add);
        }
        ObjectNode worlds = tree.putObject("worlds");
        worlds.put("run", report.worlds()).put("steps", report.steps());
        report.failed().ifPresent(failed -> worlds.put("failed", failed.name()).put("failure", failed.failure()));
    }
}

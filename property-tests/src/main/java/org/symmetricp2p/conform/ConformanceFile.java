package org.symmetricp2p.conform;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.symmetricp2p.cli.OutputFile;

/** A report as JSON, for other programs. */
public final class ConformanceFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ConformanceFile() {}

    public static void write(OutputFile file, Conformance.Report report) throws IOException {
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree(report));
        file.write(writer -> writer.write(text + "\n"));
    }

    private static ObjectNode tree(Conformance.Report report) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("port", report.port()).put("conforms", report.isGood());
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
        return tree;
    }
}

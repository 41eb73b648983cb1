package org.symmetricp2p.cli.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.symmetricp2p.cli.FileMistakes;
import org.symmetricp2p.cli.OutputFile;
import org.symmetricp2p.sim.StrictJson;

/** Reports as JSON on disk. Reading is strict: what isn't a whole report, as this program writes it, is none. */
final class ReportFile {

    private ReportFile() {}

    /** @throws IOException if there is no report: says the file and what is wrong with it */
    static Report read(Path path) throws IOException {
        String what = "report " + path;
        try {
            Report report = StrictJson.MAPPER
                    .readerFor(Report.class)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readValue(Files.readAllBytes(path));
            if (report == null) {
                throw new IOException("is null");
            }
            return report;
        } catch (JsonProcessingException e) {
            throw new IOException(what + ": " + StrictJson.mistake(e), e);
        } catch (IOException e) {
            throw FileMistakes.explained(what, e);
        }
    }

    static void write(OutputFile file, Report report) throws IOException {
        file.write(out ->
                out.write(StrictJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n"));
    }
}

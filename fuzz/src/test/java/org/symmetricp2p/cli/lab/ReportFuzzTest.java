package org.symmetricp2p.cli.lab;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.symmetricp2p.fuzz.Mistake;
import org.symmetricp2p.fuzz.Scratch;

/** A file is the report of a shard, which can be added up, or has a mistake, which is told. */
@Timeout(10)
class ReportFuzzTest {

    @FuzzTest
    void merge(byte[] text) throws IOException {
        var file = Scratch.with(text);
        try {
            Merge merge = Merge.of(List.of(new Merge.Source(file, ReportFile.read(file))));
            Mistake.check(merge.summary(), text);
            Mistake.check(merge.cost(), text);
        } catch (IOException mistake) {
            Mistake.check(mistake.getMessage(), text);
        }
    }
}

package org.symmetricp2p.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;
import org.symmetricp2p.vectors.Check;

/** A file of golden vectors is checked to its end, and what is wrong is told, a line each. */
@Timeout(10)
class VectorsFuzzTest {

    static Stream<byte[]> files() {
        return Seeds.vectorFiles();
    }

    @MethodSource("files")
    @FuzzTest
    void check(byte[] text) throws IOException {
        Check.file(Scratch.with(text)).failures().forEach(failure -> Mistake.check(failure, text));
    }
}

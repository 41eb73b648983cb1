package org.symmetricp2p.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.ScenarioFile;

/** A text is a scenario, which another text says again, or has a mistake, which is told. */
@Timeout(10)
class ScenarioFuzzTest {

    static Stream<byte[]> texts() {
        return Seeds.scenarios();
    }

    @MethodSource("texts")
    @FuzzTest
    void parse(byte[] text) {
        Scenario scenario;
        try {
            scenario = ScenarioFile.parse(new String(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException mistake) {
            Mistake.check(mistake.getMessage(), text);
            return;
        }
        assertEquals(scenario, ScenarioFile.parse(ScenarioFile.text(scenario)));
    }
}

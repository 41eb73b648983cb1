package org.symmetricp2p.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;
import org.symmetricp2p.check.reference.Draw;
import org.symmetricp2p.check.reference.Duel;

/** A duel of the core with the reference, as in {@link Duel}, but each input is as the fuzzer chooses. */
@Timeout(30)
class DuelFuzzTest {

    static Stream<byte[]> choices() {
        return Seeds.random(12, 2_000);
    }

    @MethodSource("choices")
    @FuzzTest
    void fight(byte[] choices) {
        Duel.of(new Draw(choices)).ifPresent(violation -> {
            throw violation;
        });
    }
}

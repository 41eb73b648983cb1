package org.symmetricp2p.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;
import org.symmetricp2p.check.reference.Draw;

/** Whatever happens to a peer in a {@link Session}, it does what the models of connections and of the core do. */
@Timeout(30)
class SessionFuzzTest {

    static Stream<byte[]> choices() {
        return Seeds.random(12, 1_000);
    }

    @MethodSource("choices")
    @FuzzTest
    void live(byte[] choices) {
        new Session(new Draw(choices)).live();
    }
}

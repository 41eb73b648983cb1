package org.symmetricp2p.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;
import org.symmetricp2p.wire.Decoded;
import org.symmetricp2p.wire.Wire;

/**
 * Whatever the bytes of a frame are, they are a message or a reason to say BYE (spec 7.2, 7.13); and a message has this one
 * frame, so two peers never read the same bytes as different things.
 */
@Timeout(10)
class WireFuzzTest {

    static Stream<byte[]> frames() {
        return Seeds.frames();
    }

    @MethodSource("frames")
    @FuzzTest
    void decode(byte[] frame) {
        Decoded decoded = Wire.decode(frame);
        if (decoded instanceof Decoded.Ok good) {
            assertArrayEquals(frame, Wire.frame(good.message()));
        } else {
            Decoded answer = new Decoded.Ok(((Decoded.Bad) decoded).bye());
            assertEquals(answer, Wire.decode(Wire.frame(((Decoded.Ok) answer).message())));
        }
    }
}

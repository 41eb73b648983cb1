package org.symmetricp2p.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;
import org.symmetricp2p.check.canary.Canary;
import org.symmetricp2p.explore.Narration;
import org.symmetricp2p.explore.Walk;
import org.symmetricp2p.explore.WalkFile;

/** A file is a walk, which can be written and read again and leads somewhere, or has a mistake, which is told. */
@Timeout(10)
class WalkFuzzTest {

    static Stream<byte[]> walks() {
        return Seeds.walks();
    }

    @MethodSource("walks")
    @FuzzTest
    void read(byte[] text) throws IOException {
        Walk walk;
        try {
            walk = WalkFile.read(Scratch.with(text));
        } catch (IOException mistake) {
            Mistake.check(mistake.getMessage(), text);
            return;
        }
        assertEquals(walk, WalkFile.read(Scratch.with(WalkFile.text(walk).getBytes(StandardCharsets.UTF_8))));
        follow(walk, text);
    }

    /** Without the deliberate bug, which takes a compiler's time, but for its name. */
    private static void follow(Walk walk, byte[] text) {
        try {
            walk.canary().ifPresent(Canary::named);
            List<String> story = new Narration().apply(walk.world(), walk.moves());
            assertEquals("no property is violated on this walk", story.get(story.size() - 1));
        } catch (IllegalArgumentException mistake) {
            Mistake.check(mistake.getMessage(), text);
        }
    }
}

package org.symmetricp2p.sdl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pictures that fade. */
class FeedbackTest {

    private long nanos = 1_000;
    private final Feedback feedback = new Feedback(() -> nanos);
    private final List<String> drawn = new ArrayList<>();

    @Test
    void isDrawnFromNowOnAndFades() {
        assertDrawn();
        feedback.show((canvas, alpha) -> drawn.add("a " + (alpha >>> 24)));
        assertDrawn("a 255");
        nanos += Feedback.NANOS / 2;
        assertDrawn("a 128");
        nanos += Feedback.NANOS / 2 - 1;
        assertDrawn("a 1");
        nanos += 1;
        assertDrawn();
    }

    @Test
    void theNewestReplacesTheOneBefore() {
        feedback.show((canvas, alpha) -> drawn.add("a"));
        feedback.show((canvas, alpha) -> drawn.add("b " + (alpha >>> 24)));
        assertDrawn("b 255");
    }

    private void assertDrawn(String... expected) {
        drawn.clear();
        feedback.draw(null);
        assertEquals(List.of(expected), drawn);
    }
}

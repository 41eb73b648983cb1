package org.symmetricp2p.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;

/** A history of any length is sent in frames of bounded size, of which one at a time is in memory. */
class EventFramesTest {

    private static final long CLOCK = 77;

    /** Spec 7.9. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "31, 1, 31", "32, 1, 32", "33, 2, 1", "64, 2, 32", "65, 3, 1"})
    void framesAreFullButTheLast(int events, int frames, int inLast) {
        List<Message.Events> parts = decoded(Wire.frames(history(events)));
        assertEquals(frames, parts.size());
        for (Message.Events part : parts.subList(0, frames - 1)) {
            assertEquals(Wire.MAX_EVENTS_PER_FRAME, part.events().size());
        }
        assertEquals(inLast, parts.get(frames - 1).events().size());
    }

    /** Spec 7.9. */
    @Test
    void aMillionEventsAreEncodedFrameByFrame() {
        Message.Events history = history(1_000_000);
        Wire.frames(history).next(); // loads its classes
        long allocated = Allocated.bytes(() -> Wire.frames(history).next());
        assertTrue(allocated < 16_384, () -> "the first frame allocated " + allocated + " bytes");

        List<StampedEvent> events = new ArrayList<>();
        for (Message.Events part : decoded(Wire.frames(history))) {
            assertEquals(CLOCK, part.clock());
            events.addAll(part.events());
        }
        assertEquals(history.events(), events);
    }

    @Test
    void afterTheLastFrameThereIsNone() {
        Iterator<byte[]> frames = Wire.frames(history(40));
        frames.next();
        frames.next();
        assertFalse(frames.hasNext());
        assertThrows(NoSuchElementException.class, frames::next);
    }

    @Test
    void otherMessagesAreOneFrame() {
        for (Message message : List.of(Examples.HELLO, Examples.SYNC, Examples.BYE)) {
            Iterator<byte[]> frames = Wire.frames(message);
            assertEquals(new Decoded.Ok(message), Wire.decode(frames.next()));
            assertFalse(frames.hasNext());
        }
    }

    private static List<Message.Events> decoded(Iterator<byte[]> frames) {
        List<Message.Events> parts = new ArrayList<>();
        frames.forEachRemaining(frame -> {
            Decoded.Ok ok = assertInstanceOf(Decoded.Ok.class, Wire.decode(frame));
            parts.add((Message.Events) ok.message());
        });
        return parts;
    }

    private static Message.Events history(int size) {
        Source source = new Source(1, 0);
        Event event = Event.of(2, 1, 2);
        List<StampedEvent> events = LongStream.rangeClosed(1, size)
                .mapToObj(seq -> new StampedEvent(new Stamp(1 + seq / 3, source, seq), event))
                .toList();
        return new Message.Events(CLOCK, events);
    }
}

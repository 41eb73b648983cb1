package org.symmetricp2p.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.demo.Rectangle.Key;

/** Events as lines of text. */
final class EventLineTest {

    @Test
    void aKeyPress() {
        StampedEvent event = new StampedEvent(new Stamp(123, new Source(4, 1_700), 9), Key.LEFT.event());
        assertEquals("123 4 1700 9 2 00000003", EventLine.of(event));
    }

    @Test
    void anEventWithoutPayload() {
        StampedEvent event = new StampedEvent(new Stamp(1, new Source(0, 0), 1), Event.of(7));
        assertEquals("1 0 0 1 7 -", EventLine.of(event));
        assertEquals(event, EventLine.parse("1 0 0 1 7 -"));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void isReadAsItWasWritten(
            @ForAll @LongRange(min = 1, max = Stamp.MAX_TICK) long tick,
            @ForAll @IntRange(max = Source.MAX_PEER) int peer,
            @ForAll @LongRange long incarnation,
            @ForAll @LongRange(min = 1) long seq,
            @ForAll @IntRange(min = Event.NEXT) int type,
            @ForAll @Size(max = Payload.MAX_SIZE) byte[] payload) {
        StampedEvent event = new StampedEvent(
                new Stamp(tick, new Source(peer, incarnation), seq), new Event(type, Payload.ofBytes(payload)));
        assertEquals(event, EventLine.parse(EventLine.of(event)));
    }

    @Test
    void saysWhatIsWrong() {
        assertEquals(
                "event '1 2 3' has 3 words, must have 6",
                assertThrows(IllegalArgumentException.class, () -> EventLine.parse("1 2 3"))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> EventLine.parse("0 0 0 1 2 -"));
        assertThrows(IllegalArgumentException.class, () -> EventLine.parse("1 0 0 1 2 0"));
    }
}

package org.symmetricp2p.check.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;

/** The measure of what a peer must know, which doesn't use the core's timeline. */
final class KnownTest {

    private static final Source A = new Source(1, 1);
    private static final Source B = new Source(2, 1);

    private final Known known = new Known(Long.MAX_VALUE);

    private static StampedEvent event(long tick, Source source, long seq) {
        return new StampedEvent(new Stamp(tick, source, seq), Event.of(Event.NEXT, (int) seq));
    }

    private void add(StampedEvent... events) {
        List.of(events).forEach(known::add);
    }

    @Test
    void eventsAreSortedHoweverTheyCome() {
        add(event(9, A, 1), event(5, B, 1), event(9, B, 2), event(7, B, 3));
        assertEquals(List.of("5@2.1#1", "7@2.1#3", "9@1.1#1", "9@2.1#2"), names(known.all()));
        assertEquals(List.of("9@1.1#1", "9@2.1#2"), names(known.at(9)));
        assertEquals(List.of("5@2.1#1", "7@2.1#3"), names(known.upTo(8)));
        assertEquals(List.of(), known.at(6));
    }

    @Test
    void whatAPeerLacksIsWhatItsVersionsDoNotCover() {
        add(event(5, A, 1), event(6, A, 2), event(6, B, 1));
        assertEquals(List.of("6@1.1#2", "6@2.1#1"), names(known.beyond(Map.of(A, 1L))));
        assertEquals(Map.of(A, 2L, B, 1L), known.seqs());
    }

    @Test
    void anEventThatDoesNotFitIsObjectedTo() {
        add(event(5, A, 1), event(6, A, 2));
        assertTrue(known.has(event(5, A, 1)));
        assertFalse(known.has(event(4, A, 1)));
        assertEquals(Optional.empty(), known.objection(event(6, A, 3)));
        assertEquals(Optional.of("of that source it knows no more than #2"), known.objection(event(6, A, 4)));
        assertEquals(Optional.of("of that source it knows nothing"), known.objection(event(6, B, 2)));
        assertEquals(Optional.of("the event before is stamped later, 6@1.1#2"), known.objection(event(5, A, 3)));
        assertEquals(Optional.of("it knows 5@1.1#1 with another content"), known.objection(event(4, A, 1)));
    }

    private static List<String> names(List<StampedEvent> events) {
        return events.stream().map(event -> event.stamp().toString()).toList();
    }
}

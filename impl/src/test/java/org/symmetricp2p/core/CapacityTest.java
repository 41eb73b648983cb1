package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;

/** A peer that is full says so, to its user first, and goes on (spec 6.26). */
class CapacityTest {

    private static final Source SELF = Diary.peer(1);
    private static final Source OTHER = Diary.peer(2);
    private static final LinkId LINK = new LinkId(1);
    private static final int SIZE = 1_000; // of an event with a payload of 800 bytes
    private static final Event EVENT = new Event(Event.NEXT, Payload.ofBytes(new byte[SIZE - Capacity.EVENT_BYTES]));

    /** Room for 32 events, of which 2 are kept for others. */
    private final TestPeer<Diary.Page> tested =
            new TestPeer<>(TestPeer.plain(SELF).withMaxEventBytes(32 * SIZE), new Diary());

    private List<Output> local() {
        return tested.step(new Input.LocalEvent(EVENT));
    }

    private void link() {
        tested.step(new Input.LinkUp(LINK, OptionalInt.empty()));
        Message.Hello hello = new Message.Hello(new Diary().id(), 50, new Diary().stateSize(), OTHER, 0, Versions.NONE);
        tested.step(new Input.Received(LINK, hello));
    }

    private List<Output> from(long seq, long toSeq) {
        List<StampedEvent> events = LongStream.rangeClosed(seq, toSeq)
                .mapToObj(n -> new StampedEvent(new Stamp(100, OTHER, n), EVENT))
                .toList();
        return tested.step(new Input.Received(LINK, new Message.Events(0, events)));
    }

    @Test
    void events_are_counted_with_what_they_take_themselves() {
        local();
        local();
        assertEquals(2 * SIZE, tested.peer.timeline().bytes());
        tested.readAtTick(50);
        assertEquals(2 * SIZE, tested.peer.timeline().bytes());
    }

    @Test
    void own_events_are_refused_before_others() {
        for (int i = 0; i < 30; i++) {
            assertEquals(List.of(), local());
        }
        String why = "the session is full: its events take 30000 of 32000 bytes";
        assertEquals(List.of(new Output.Refused(EVENT, why)), local());
        link();
        assertEquals(List.of(), from(1, 2));
        assertEquals(32 * SIZE, tested.peer.timeline().bytes());
    }

    @Test
    void who_sends_more_than_there_is_room_for_is_told() {
        link();
        assertEquals(List.of(), from(1, 31));
        String why = "the session is full: its events take 32000 of 32000 bytes";
        Message.Bye bye = new Message.Bye(Message.Reason.LIMIT, why);
        assertEquals(List.of(new Output.Close(LINK, bye)), from(32, 34));
        assertEquals(32, tested.peer.timeline().size());
        assertEquals("event-bytes 1", tested.peer.limitsReached().toString());
    }

    @Test
    void what_is_known_is_no_matter() {
        link();
        from(1, 32);
        assertEquals(List.of(), from(1, 32));
    }

    @Test
    void who_knows_more_than_there_is_room_for_needn_t_be_linked() {
        link();
        from(1, 30);
        assertEquals(Optional.empty(), tested.peer.objectionTo(versions(40)));
        from(31, 31); // room for another one as these, but not for the greatest that may be among what it knows
        assertEquals(Optional.empty(), tested.peer.objectionTo(versions(31)));
        assertEquals(Optional.empty(), tested.peer.objectionTo(Versions.NONE));
        Message.Bye bye = tested.peer.objectionTo(versions(32)).orElseThrow();
        assertEquals(Message.Reason.LIMIT, bye.reason());
        assertTrue(bye.text().startsWith("the session is full"));
    }

    private static Versions versions(long seq) {
        return TestVersions.of(Map.of(OTHER, seq));
    }
}

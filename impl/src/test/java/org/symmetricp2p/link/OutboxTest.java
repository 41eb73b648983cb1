package org.symmetricp2p.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symmetricp2p.link.TestEndpoint.bye;
import static org.symmetricp2p.link.TestEndpoint.message;
import static org.symmetricp2p.link.TestEndpoint.only;
import static org.symmetricp2p.link.TestEndpoint.received;
import static org.symmetricp2p.link.TestEndpoint.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Limits;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.wire.Decoded;
import org.symmetricp2p.wire.Wire;

/** What waits for a neighbour that doesn't read: all of it is sent in order, or the connection ends. */
class OutboxTest {

    private final TestEndpoint test = new TestEndpoint();
    private final List<Action.Write> written = new ArrayList<>();
    private LinkId link;

    /** It takes a window full; then as many messages wait as may. */
    @BeforeEach
    void theNeighbourStopsReading() {
        link = test.linkedBy(7);
        test.taken(link);
        for (List<Action> actions = press(); !actions.isEmpty(); actions = press()) {
            written.addAll(only(Action.Write.class, actions));
        }
        for (int i = 1; i < Limit.WAITING_MESSAGES.standard(); i++) {
            assertEquals(List.of(), press());
        }
    }

    private List<Action> press() {
        return test.on(new Signal.Inject(Rectangle.Key.UP.event()));
    }

    private static int bytes(List<Action.Write> writes) {
        return writes.stream().mapToInt(write -> write.frame().remaining()).sum();
    }

    @Test
    void noMoreThanTheWindowIsGivenToTheNetwork() {
        int last = written.get(written.size() - 1).frame().remaining();
        assertTrue(bytes(written) - last < Limit.WINDOW_BYTES.standard(), "bytes: " + bytes(written));
    }

    @Test
    void aWindowThatIsJustFullTakesNoMore() {
        int window = (int) Limit.WINDOW_BYTES.standard();
        Outbox outbox = Outbox.EMPTY.with(new Message.Sync(1)).with(new Message.Sync(2));
        assertTrue(outbox.given(window - 1, 0).hasFrame(Limits.STANDARD));
        assertFalse(outbox.given(window, 0).hasFrame(Limits.STANDARD));
    }

    /** Spec 8.23: also the end of a message that is being written; in its place comes what is left of it. */
    @Test
    void whatIsNotDueAnyMoreLeaves() {
        List<StampedEvent> all =
                LongStream.rangeClosed(1, 70).mapToObj(OutboxTest::event).toList();
        Outbox outbox = Outbox.EMPTY
                .with(new Message.Events(3, all))
                .given(100, 0)
                .with(new Message.Sync(4))
                .with(new Message.Sync(5));
        Outbox left = outbox.only(message -> message.equals(new Message.Sync(4))
                ? Optional.empty()
                : Optional.of(message instanceof Message.Events events ? first(9, events) : message));
        assertEquals(new Message.Events(3, all.subList(32, 41)), read(left));
        assertEquals(new Message.Sync(5), read(left.given(100, 0)));
    }

    private static Message read(Outbox outbox) {
        return ((Decoded.Ok) Wire.decode(outbox.frame())).message();
    }

    private static StampedEvent event(long seq) {
        return new StampedEvent(new Stamp(9, new Source(7, 1), seq), Rectangle.Key.UP.event());
    }

    private static Message first(int count, Message.Events events) {
        return new Message.Events(events.clock(), events.events().subList(0, count));
    }

    /** Nothing is left out (spec 3.12). */
    @Test
    void whatWaitsIsSentInOrderOnceTheNeighbourReadsAgain() {
        List<Action.Write> last = List.copyOf(written);
        while (!last.isEmpty()) {
            last = only(Action.Write.class, test.taken(link));
            written.addAll(last);
        }
        List<StampedEvent> sent = new ArrayList<>();
        written.forEach(write -> sent.addAll(((Message.Events) message(write)).events()));
        assertEquals(test.endpoint.peer().timeline().events(), sent);
    }

    /** Nor is anything else left out, without the link's end (spec 3.12, 3.14). */
    @Test
    void oneMessageMoreEndsTheConnection() {
        List<Action> actions = press();
        assertEquals(List.of("Close", "Unlinked"), words(actions));
        assertEquals(
                new Action.Unlinked(7, "the neighbour stopped reading: 1024 messages wait for it"), actions.get(1));
        assertEquals(List.of(), test.endpoint.peer().links().stream().toList());
    }

    /** BYE takes the place of what waits (spec 6.17). */
    @Test
    void byeDoesNotWait() {
        assertEquals(List.of("UNLINKED", "Finish", "Unlinked"), words(test.on(new Signal.Unlink(7))));
        assertEquals(List.of(), test.on(new Signal.Written(link, bytes(written))));
        assertEquals(List.of(), test.on(received(link, bye(Message.Reason.LEAVING))));
    }

    /** A history is one message, of which frames are made as they are taken (spec 3.13, 6.22). */
    @Test
    void aHistoryIsOneMessage() {
        LinkId other = test.linkedBy(8);
        test.on(new Signal.Written(other, 0));
        for (int i = 1; i < Limit.WAITING_MESSAGES.standard(); i++) {
            press();
        }
        assertTrue(test.endpoint.isLinkedTo(8));
        press();
        assertTrue(test.endpoint.isLinkedTo(8), "the history is being written, and isn't counted");
        assertEquals(List.of("Close", "Unlinked"), words(press()));
    }
}

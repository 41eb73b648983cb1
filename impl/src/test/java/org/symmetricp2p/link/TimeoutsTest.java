package org.symmetricp2p.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symmetricp2p.link.TestEndpoint.hello;
import static org.symmetricp2p.link.TestEndpoint.received;
import static org.symmetricp2p.link.TestEndpoint.words;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Limits;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;

/** How long a neighbour may take (spec 6.21), to the millisecond. */
class TimeoutsTest {

    private final TestEndpoint test = new TestEndpoint();

    @Test
    void whoDoesNotSayHelloIsSentAway() {
        test.accepted();
        assertEquals(List.of(), test.wakeAfter(Limit.HELLO_MILLIS.standard() - 1));
        assertTrue(test.endpoint.nextWakeNanos() <= Limits.STANDARD.nanosOf(Limit.HELLO_MILLIS));
        assertEquals(List.of("Notice", "VIOLATION", "Finish"), words(test.wakeAfter(1)));
    }

    @Test
    void whoIsSilentIsGone() {
        LinkId link = test.accepted();
        test.wakeAfter(1_000);
        test.on(received(link, hello(7)));
        test.wakeAfter(Limit.SILENCE_MILLIS.standard() - 1);
        test.taken(link);
        assertTrue(test.endpoint.isLinkedTo(7));
        List<Action> actions = test.wakeAfter(1);
        assertEquals(List.of("Close", "Unlinked"), words(actions));
        assertEquals(new Action.Unlinked(7, "nothing was heard for 5000 ms"), actions.get(1));
    }

    /** Whatever it says itself; and each byte that it takes counts. */
    @Test
    void whoDoesNotReadIsGone() {
        LinkId link = test.linkedBy(7);
        test.wakeAfter(3_000); // SYNC is written
        test.on(new Signal.Written(link, 10));
        test.on(received(link, new Message.Sync(0)));
        test.wakeAfter(3_000);
        test.on(received(link, new Message.Sync(0)));
        test.wakeAfter(Limit.STALL_MILLIS.standard() - 3_000 - 1);
        assertTrue(test.endpoint.isLinkedTo(7));
        List<Action> actions = test.wakeAfter(1);
        assertEquals(List.of("Close", "Unlinked"), words(actions));
        assertEquals(new Action.Unlinked(7, "the neighbour stopped reading for 5000 ms"), actions.get(1));
    }

    /** Set back, local time stands still until it is where it was. */
    @Test
    void timeThatIsSetBackMakesNothingDue() {
        test.accepted();
        test.wakeAfter(1_000);
        test.wakeAfter(-900);
        assertEquals(List.of(), test.wakeAfter(Limit.HELLO_MILLIS.standard() - 101));
        assertEquals(3, test.wakeAfter(1).size());
    }

    /** It is due, but not seen to be before it is woken: what has arrived until then counts. */
    @Test
    void whoWasHeardInTimeStays() {
        LinkId link = test.linkedBy(7);
        test.taken(link);
        test.nanos += (Limit.SILENCE_MILLIS.standard() + 1) * 1_000_000;
        test.on(received(link, new Message.Sync(0)));
        test.wakeAfter(0);
        assertTrue(test.endpoint.isLinkedTo(7));
    }
}

package org.symmetricp2p.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symmetricp2p.link.TestEndpoint.hello;
import static org.symmetricp2p.link.TestEndpoint.only;
import static org.symmetricp2p.link.TestEndpoint.received;
import static org.symmetricp2p.link.TestEndpoint.words;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Limits;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.demo.Rectangle;

/** What is said last, and what comes after it; leaving. */
class ClosingTest {

    private final TestEndpoint test = new TestEndpoint();

    /** Its neighbour has a second to read BYE (spec 6.21); of a connection that is gone nothing is due. */
    @Test
    void whatIsNotClosedThereIsClosedHere() {
        LinkId link = test.linkedBy(7);
        test.on(new Signal.Leave("enough"));
        assertEquals(List.of(), test.wakeAfter(Limit.BYE_MILLIS.standard() - 1));
        assertEquals(Limits.STANDARD.nanosOf(Limit.BYE_MILLIS), test.endpoint.nextWakeNanos());
        assertEquals(List.of(new Action.Close(link)), test.wakeAfter(1));
        assertEquals(Long.MAX_VALUE, test.endpoint.nextWakeNanos());
        assertFalse(test.endpoint.isOver());
        assertEquals(List.of(), test.closed(link));
        assertTrue(test.endpoint.isOver());
    }

    @Test
    void whatIsClosedThereIsGone() {
        LinkId link = test.linkedBy(7);
        test.on(new Signal.Leave("enough"));
        assertEquals(List.of(), test.closed(link));
        assertEquals(Long.MAX_VALUE, test.endpoint.nextWakeNanos());
        assertEquals(List.of(), test.closed(link));
    }

    /** BYE is the last, and the rest is ignored (spec 6.17, 3.1). */
    @Test
    void afterByeNothingCounts() {
        LinkId link = test.linkedBy(7);
        test.on(new Signal.Unlink(7));
        assertEquals(List.of(), test.on(received(link, hello(7))));
        assertEquals(List.of(), test.on(new Signal.Inject(Rectangle.Key.UP.event())));
    }

    /** A neighbour that says why in no words has a reason all the same. */
    @Test
    void aByeWithoutWordsTellsItsReason() {
        LinkId link = test.linkedBy(7);
        List<Action> actions = test.on(received(link, new Message.Bye(Message.Reason.LIMIT, "")));
        assertEquals(
                List.of(new Action.Close(link), new Action.Unlinked(7, "LIMIT (said there)")),
                actions.stream().filter(a -> !(a instanceof Action.Connect)).toList());
    }

    /** The user hears of it, in the network's words if there are any. */
    @Test
    void aLossIsTold() {
        LinkId link = test.linkedBy(7);
        assertEquals(List.of(new Action.Unlinked(7, "the connection was lost")), test.closed(link));
        link = test.linkedBy(7);
        assertEquals(List.of(new Action.Unlinked(7, "reset")), test.on(new Signal.Closed(link, Optional.of("reset"))));
    }

    /** Everything is closed with LEAVING, and nothing is taken any more (spec 6.12). */
    @Test
    void leavingEndsEverything() {
        test.linkedBy(7);
        test.accepted();
        Dial dial = TestEndpoint.dialOf(test.on(new Signal.Link(8, TestEndpoint.THERE)));
        List<Action> actions = test.on(new Signal.Leave("enough"));
        assertEquals(List.of(new Action.GiveUp(dial)), only(Action.GiveUp.class, actions));
        assertEquals(List.of("GiveUp", "LEAVING", "Finish", "Notice", "LEAVING", "Finish", "Unlinked"), words(actions));
        assertTrue(test.endpoint.isLeaving());
        test.inputs.clear();
        assertEquals(List.of(), test.on(new Signal.Link(9, TestEndpoint.THERE)));
        assertEquals(List.of(), test.on(new Signal.Relink(8)));
        test.on(new Signal.Inject(Rectangle.Key.UP.event()));
        assertEquals(List.of("Close"), words(test.connected(dial)));
        assertEquals(List.of("LEAVING", "Finish"), words(test.on(new Signal.Accepted(new LinkId(50), "late"))));
        test.wakeAfter(10);
        assertEquals(List.of(), test.inputs);
    }

    /** After a pause of the machine, the last reading may be long ago (spec 2.3). */
    @Test
    void theClockIsReadBeforeAnEventIsIssued() {
        test.nanos += 10_000 * TestEndpoint.MILLI;
        test.on(new Signal.Inject(Rectangle.Key.UP.event()));
        assertEquals(
                List.of(new Input.ClockRead(test.nanos), new Input.LocalEvent(Rectangle.Key.UP.event())), test.inputs);
    }

    /** What happens on other connections is no news of a link. */
    @Test
    void aLinkIsToldOnce() {
        test.linkedBy(7);
        assertEquals(List.of(), test.on(new Signal.Accepted(new LinkId(60), "somewhere")));
        assertEquals(List.of("Hello", "Linked"), words(test.on(received(new LinkId(60), hello(8)))));
    }
}

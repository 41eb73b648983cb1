package org.symmetricp2p.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symmetricp2p.link.TestEndpoint.bye;
import static org.symmetricp2p.link.TestEndpoint.dialOf;
import static org.symmetricp2p.link.TestEndpoint.hello;
import static org.symmetricp2p.link.TestEndpoint.only;
import static org.symmetricp2p.link.TestEndpoint.received;
import static org.symmetricp2p.link.TestEndpoint.words;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message.Reason;

/** Who is dialled, when, and when no more (spec 6.18, 6.20, 6.23). */
class DiallingTest {

    private final TestEndpoint test = new TestEndpoint();

    private Dial link() {
        return dialOf(test.on(new Signal.Link(7, TestEndpoint.THERE)));
    }

    /** Woken each millisecond until it dials; how many that takes. */
    private int millisUntilDialled() {
        for (int millis = 1; millis <= 2 * Limit.LAST_RETRY_MILLIS.standard(); millis++) {
            List<Action.Connect> connects = only(Action.Connect.class, test.wakeAfter(1));
            if (!connects.isEmpty()) {
                last = connects.get(0).dial();
                return millis;
            }
        }
        throw new AssertionError("it never dials");
    }

    private Dial last;

    private void assertWaits(int longest) {
        int millis = millisUntilDialled();
        assertTrue(millis >= longest / 2 && millis <= longest, millis + " ms, where up to " + longest + " are due");
    }

    @Test
    void whatFailsIsTriedAgainLaterAndLater() {
        last = link();
        for (int longest : new int[] {100, 200, 400, 800, 1_600, 3_200, 3_200}) {
            test.on(new Signal.Unreachable(last, "refused"));
            assertWaits(longest);
        }
        for (int failure = 8; failure <= 70; failure++) { // however often: no sum or shift runs over
            test.on(new Signal.Unreachable(last, "refused"));
            assertWaits(3_200);
        }
    }

    /** So two peers that lost each other at once don't dial at once. */
    @Test
    void aWaitIsAnyTimeFromHalfToAll() {
        SortedSet<Integer> waits = new TreeSet<>();
        for (int i = 0; i < 2_000; i++) {
            test.on(new Signal.Unreachable(link(), "refused"));
            waits.add(millisUntilDialled());
        }
        assertEquals(50, waits.first());
        assertEquals(100, waits.last());
        assertEquals(51, waits.size());
    }

    @Test
    void aConnectionThatStillGreetsIsNoLink() {
        test.connected(link());
        assertFalse(test.endpoint.isLinkedTo(7));
    }

    @Test
    void whatFailsInTheSameWayIsToldOnce() {
        Dial dial = link();
        assertEquals(List.of("Notice"), words(test.on(new Signal.Unreachable(dial, "refused"))));
        millisUntilDialled();
        assertEquals(List.of(), test.on(new Signal.Unreachable(last, "refused")));
        millisUntilDialled();
        assertEquals(List.of("Notice"), words(test.on(new Signal.Unreachable(last, "no route"))));
    }

    /** A link's refusal as well. */
    @Test
    void aRefusalIsToldOnce() {
        test.connected(link());
        assertEquals(List.of("Notice", "Close"), words(test.on(received(test.last(), bye(Reason.UNLINKED)))));
        millisUntilDialled();
        test.connected(last);
        assertEquals(List.of("Close"), words(test.on(received(test.last(), bye(Reason.UNLINKED)))));
    }

    /** Its user knows of the loss; that dialling again fails in the same way is new. */
    @Test
    void afterALinkWasLostTheSameTroubleIsToldAgain() {
        Optional<String> reset = Optional.of("reset");
        LinkId link = test.linkTo(7);
        assertEquals(List.of("Unlinked"), words(test.on(new Signal.Closed(link, reset))));
        millisUntilDialled();
        test.connected(last);
        assertEquals(List.of("Notice"), words(test.on(new Signal.Closed(test.last(), reset))));
        millisUntilDialled();
        test.connected(last);
        assertEquals(List.of(), test.on(new Signal.Closed(test.last(), reset)));
    }

    @Test
    void anAttemptIsGivenUp() {
        Dial dial = link();
        assertEquals(List.of(), test.wakeAfter(Limit.HELLO_MILLIS.standard() - 1));
        assertEquals(List.of("GiveUp", "Notice"), words(test.wakeAfter(1)));
        assertEquals(List.of(), test.on(new Signal.Unreachable(dial, "too late")));
        assertEquals(List.of("Close"), words(test.connected(dial)));
        assertEquals(List.of(test.last()), List.copyOf(test.endpoint.links()));
        assertWaits(100);
    }

    /** Also one that the neighbour dialled. */
    @Test
    void theLossOfALinkThatLastedIsANewStory() {
        test.on(new Signal.Unreachable(link(), "refused"));
        millisUntilDialled();
        test.on(new Signal.Unreachable(last, "refused"));
        LinkId link = test.linkedBy(7);
        test.wakeAfter(Limit.LASTING_MILLIS.standard());
        test.closed(link);
        assertWaits(100);
        test.on(new Signal.Unreachable(last, "refused"));
        assertWaits(200);
    }

    @Test
    void theLossOfAShortLinkIsNot() {
        test.on(new Signal.Unreachable(link(), "refused"));
        millisUntilDialled();
        test.connected(last);
        test.on(received(test.last(), hello(7)));
        test.wakeAfter(Limit.LASTING_MILLIS.standard() - 1);
        test.closed(test.last());
        assertWaits(200);
    }

    /** It isn't dialled, and is when the last link is lost. */
    @Test
    void whoIsLinkedIsNotDialled() {
        LinkId link = test.linkedBy(7);
        assertEquals(List.of(), test.on(new Signal.Link(7, TestEndpoint.THERE)));
        assertEquals(List.of(), only(Action.Connect.class, test.wakeAfter(1_000)));
        test.closed(link);
        assertWaits(100);
    }

    /** Only on a connection that it dialled itself does a final reason end it. */
    @Test
    void aFinalReasonEndsIt() {
        test.connected(link());
        List<Action> actions = test.on(received(test.last(), hello(8)));
        assertEquals(List.of("Notice", "Notice", "IDENTITY", "Finish"), words(actions));
        assertEquals(
                new Action.Notice("gave up linking to peer 7 at there:1: peer 7 was expected, found peer 8"),
                actions.get(1));
        assertEquals(List.of(), only(Action.Connect.class, test.wakeAfter(10_000)));
    }

    @Test
    void aFinalReasonOnTheirsDoesNot() {
        test.on(new Signal.Unreachable(link(), "refused"));
        LinkId theirs = test.linkedBy(7);
        test.on(received(theirs, bye(Reason.IDENTITY)));
        millisUntilDialled();
    }

    @Test
    void anotherAddressTakesThePlaceOfTheFirst() {
        Dial dial = link();
        List<Action> actions = test.on(new Signal.Link(7, new Address("elsewhere", 2)));
        assertEquals(new Action.GiveUp(dial), actions.get(0));
        assertEquals(new Action.Connect(new Dial(7, dial.number() + 1), new Address("elsewhere", 2)), actions.get(1));
    }

    @Test
    void whatIsUnlinkedIsNotDialled() {
        Dial dial = link();
        assertEquals(List.of(new Action.GiveUp(dial)), test.on(new Signal.Unlink(7)));
        assertEquals(List.of(), test.wakeAfter(10_000));
        assertEquals(List.of("Connect"), words(test.on(new Signal.Relink(7))));
    }

    /** Those that it dialled, those that it accepted, and those that greet; not another's. */
    @Test
    void unlinkTakesAllLinksToAPeerDown() {
        test.linkTo(7);
        test.linkedBy(8);
        assertEquals(List.of("UNLINKED", "Finish", "Unlinked"), words(test.on(new Signal.Unlink(7))));
        assertEquals(List.of("UNLINKED", "Finish", "Unlinked"), words(test.on(new Signal.Unlink(8))));
        test.connected(dialOf(test.on(new Signal.Link(9, TestEndpoint.THERE))));
        test.accepted();
        assertEquals(List.of("Notice", "UNLINKED", "Finish"), words(test.on(new Signal.Unlink(9))));
    }

    @Test
    void relinkWelcomesWhomItCannotDial() {
        test.on(new Signal.Unlink(7));
        assertEquals(List.of(), test.on(new Signal.Relink(7)));
        test.linkedBy(7);
        assertTrue(test.endpoint.isLinkedTo(7));
    }

    @Test
    void anAddressHasAHostAndAPort() {
        assertEquals("there:65535", new Address("there", 65_535).toString());
        assertThrows(NullPointerException.class, () -> new Address(null, 1));
        assertThrows(IllegalArgumentException.class, () -> new Address("there", -1));
        assertThrows(IllegalArgumentException.class, () -> new Address("there", 65_536));
    }
}

package org.symmetricp2p.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symmetricp2p.link.TestEndpoint.dialOf;
import static org.symmetricp2p.link.TestEndpoint.hello;
import static org.symmetricp2p.link.TestEndpoint.only;
import static org.symmetricp2p.link.TestEndpoint.received;
import static org.symmetricp2p.link.TestEndpoint.words;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;

/** How many connections there may be, and who has to go (spec 6.21, 6.22). */
class PlacesTest {

    private final TestEndpoint test = new TestEndpoint();
    private long names = 1_000;

    private List<Action> accepted(String from) {
        return test.on(new Signal.Accepted(new LinkId(++names), from));
    }

    private void fill(long count, String host) {
        for (int i = 0; i < count; i++) {
            assertEquals(List.of(), accepted(host + ":" + i));
        }
    }

    @Test
    void ofTooManyThatGreetTheOldestGoes() {
        LinkId oldest = test.accepted();
        fill(Limit.GREETING.standard() - 1, "somewhere");
        List<Action> actions = accepted("somewhere:99");
        assertEquals(List.of("Notice", "LIMIT", "Finish"), words(actions));
        assertEquals(List.of(new Action.Finish(oldest)), only(Action.Finish.class, actions));
    }

    /** Whoever makes many harms itself first: the others have time to say who they are. */
    @Test
    void ofTooManyThatGreetTheOldestOfTheMachineWithMostGoes() {
        accepted("honest:1");
        LinkId first = new LinkId(names + 1);
        fill(Limit.GREETING.standard() - 1, "hostile");
        for (int i = 0; i < 100; i++) {
            List<Action> actions = accepted("hostile:" + i);
            assertEquals(
                    List.of(new Action.Finish(new LinkId(first.number() + i))), only(Action.Finish.class, actions));
        }
        assertEquals(List.of("Hello", "Linked"), words(test.on(received(new LinkId(1_001), hello(7)))));
    }

    /** Those that have said who they are, and its own dials, have other places. */
    @Test
    void whoDoesNotGreetIsNotCounted() {
        test.linkedBy(7);
        test.connected(dialOf(test.on(new Signal.Link(8, TestEndpoint.THERE))));
        fill(Limit.GREETING.standard(), "somewhere");
        assertEquals(Limit.GREETING.standard() + 2, test.endpoint.links().size());
    }

    @Test
    void aStrangerIsRefusedWhenThereAreManyAndWhoIsWantedIsNot() {
        for (int i = 0; i < Limit.STRANGERS.standard(); i++) {
            test.linkedBy(100 + i);
        }
        LinkId stranger = test.accepted();
        assertEquals(List.of("Notice", "LIMIT", "Finish"), words(test.on(received(stranger, hello(7)))));
        for (int i = (int) Limit.STRANGERS.standard(); i < Limit.LINKS.standard() - 1; i++) {
            test.linkTo(100 + i);
        }
        test.on(new Signal.Link(8, TestEndpoint.THERE));
        LinkId wanted = test.accepted();
        assertEquals(List.of("Hello", "Linked"), words(test.on(received(wanted, hello(8)))));
        assertEquals(Limit.LINKS.standard(), test.endpoint.peer().links().size());
        test.connected(dialOf(test.on(new Signal.Link(9, TestEndpoint.THERE))));
        assertEquals(
                List.of("LIMIT", "Finish"),
                words(test.on(received(test.last(), hello(9)))).subList(1, 3));
    }

    /** Whoever dials without end, and doesn't read why it is refused, leaves no more connections behind than that. */
    @Test
    void ofTooManyThatCloseTheFirstIsClosedAltogether() {
        fill(Limit.GREETING.standard(), "hostile");
        LinkId first = new LinkId(1_001);
        for (int i = 0; i < Limit.CLOSING.standard(); i++) {
            assertEquals(List.of(), only(Action.Close.class, accepted("hostile:" + i)));
        }
        assertEquals(List.of(new Action.Close(first)), only(Action.Close.class, accepted("hostile:99")));
        assertEquals(List.of(), only(Action.Close.class, test.wakeAfter(Limit.BYE_MILLIS.standard() - 1)));
        assertEquals(
                Limit.CLOSING.standard(),
                only(Action.Close.class, test.wakeAfter(1)).size());
    }

    /** One that its own end has closed already isn't closed again when its time is up (one of several that are due at once). */
    @Test
    void whatIsClosedAltogetherIsNotClosedAgain() {
        fill(Limit.GREETING.standard(), "hostile");
        for (int i = 0; i < Limit.CLOSING.standard(); i++) {
            accepted("hostile:" + i);
        }
        List<Action> actions = test.wakeAfter(Limit.HELLO_MILLIS.standard());
        List<Action.Close> closes = only(Action.Close.class, actions);
        assertEquals(closes.stream().distinct().toList(), closes);
        assertTrue(closes.size() >= Limit.CLOSING.standard(), closes.size() + " closed");
    }

    @Test
    void ofStrangersWithAnotherReasonTheUserHearsOnceASecond() {
        fill(Limit.GREETING.standard(), "hostile");
        assertEquals(1, only(Action.Notice.class, accepted("hostile:1")).size());
        LinkId last = new LinkId(names);
        test.nanos += 1_000 * TestEndpoint.MILLI;
        List<Action.Notice> told =
                only(Action.Notice.class, test.on(received(last, new Message.Bye(Message.Reason.LEAVING, "so long"))));
        assertTrue(told.get(0).text().endsWith(": so long (said there)"), told.toString());
    }

    @Test
    void ofManyStrangersWithOneReasonTheUserHearsOnceAMinute() {
        fill(Limit.GREETING.standard(), "hostile");
        assertEquals(1, only(Action.Notice.class, accepted("hostile:1")).size());
        for (int i = 0; i < 50; i++) {
            assertEquals(List.of(), only(Action.Notice.class, accepted("hostile:2")));
        }
        test.nanos += 60_000 * TestEndpoint.MILLI - 1;
        assertEquals(List.of(), only(Action.Notice.class, accepted("hostile:2")));
        test.nanos += 1;
        List<Action.Notice> told = only(Action.Notice.class, accepted("hostile:3"));
        assertTrue(told.get(0).text().endsWith(" (and 51 others)"), told.toString());
        test.nanos += 60_000 * TestEndpoint.MILLI;
        told = only(Action.Notice.class, accepted("hostile:4"));
        assertTrue(told.get(0).text().endsWith("already"), told.toString());
    }
}

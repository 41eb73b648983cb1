package org.symmetricp2p.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symmetricp2p.link.TestEndpoint.only;
import static org.symmetricp2p.link.TestEndpoint.received;
import static org.symmetricp2p.link.TestEndpoint.words;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Limits;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.wire.Wire;

/** A neighbour that sends too fast is read more slowly (spec 6.24), to the frame and the millisecond; and isn't cut off. */
class PaceTest {

    /** A frame in 10 ms, and 1,000 bytes; 5 frames and 2,000 bytes more at once, and what comes in {@link Limits#PAUSE_MILLIS}. */
    private static final Limits PACE = Limits.STANDARD
            .with(Limit.FRAMES_PER_SECOND, 100)
            .with(Limit.FRAMES_AT_ONCE, 5)
            .with(Limit.BYTES_PER_SECOND, 100_000)
            .with(Limit.BYTES_AT_ONCE, 2_000)
            .with(Limit.SOURCES_PER_SECOND, 2)
            .with(Limit.SOURCES_AT_ONCE, 10)
            .with(Limit.REPLAYED_PER_SECOND, 1_000)
            .with(Limit.REPLAYED_AT_ONCE, 4_000)
            .with(Limit.LEAD_PER_SECOND, 100)
            .with(Limit.LEAD_AT_ONCE, 1_000);

    private final TestEndpoint test = new TestEndpoint(PACE);

    private List<Action.Pause> sync(LinkId link) {
        return only(Action.Pause.class, test.on(received(link, new Message.Sync(0))));
    }

    /** HELLO is one frame of the 15 that may come. */
    private LinkId paused() {
        LinkId link = test.linkedBy(7);
        test.taken(link);
        for (int i = 2; i <= 15; i++) {
            assertEquals(List.of(), sync(link));
        }
        assertEquals(List.of(new Action.Pause(link)), sync(link));
        return link;
    }

    @Test
    void tooManyFramesAreReadLater() {
        LinkId link = paused();
        assertEquals(List.of(), sync(link)); // that had been read already; it makes 12 too many
        assertEquals(List.of(), test.wakeAfter(119));
        assertEquals(List.of(new Action.Resume(link)), test.wakeAfter(1));
        assertEquals(List.of(), sync(link));
    }

    @Test
    void tooManyBytesAreReadLater() {
        LinkId link = test.linkedBy(7);
        Message events = events(20); // in some 20 ms * 1.06
        int size = Wire.frame(events).length;
        assertTrue(size > 20_000 && size < 22_000);
        List<Action> actions = test.on(received(link, events));
        assertEquals(List.of(new Action.Pause(link)), only(Action.Pause.class, actions));
        assertEquals(20, test.endpoint.peer().timeline().size()); // it counts all the same
        long hello = Wire.frame(TestEndpoint.hello(7)).length;
        test.nanos = (hello + size - 2_000) * 10_000 - 1;
        assertEquals(List.of(), only(Action.Resume.class, test.on(new Signal.Wake())));
        test.nanos++;
        assertEquals(List.of(new Action.Resume(link)), only(Action.Resume.class, test.on(new Signal.Wake())));
    }

    private static Message eventsAt(long clock) {
        StampedEvent event = new StampedEvent(new Stamp(clock, new Source(7, 1), 1), Event.of(Event.NEXT));
        return new Message.Events(clock, List.of(event));
    }

    private static Message events(int count) {
        Event large = new Event(Event.NEXT, Payload.ofBytes(new byte[Payload.MAX_SIZE]));
        return new Message.Events(
                0,
                IntStream.rangeClosed(1, count)
                        .mapToObj(seq -> new StampedEvent(new Stamp(5, new Source(7, 1), seq), large))
                        .toList());
    }

    /** Who isn't read can't be heard: its silence begins when reading goes on. */
    @Test
    void aPauseIsNoSilence() {
        LinkId link = paused();
        for (int i = 0; i < 600; i++) {
            sync(link); // 6 s too many
        }
        assertEquals(List.of(), only(Action.Close.class, test.wakeAfter(5_500)));
        test.taken(link);
        assertEquals(List.of(), only(Action.Resume.class, test.wakeAfter(609)));
        assertEquals(List.of(new Action.Resume(link)), test.wakeAfter(1));
        assertEquals(List.of(), only(Action.Close.class, test.wakeAfter(Limit.SILENCE_MILLIS.standard() - 1)));
        test.taken(link);
        assertEquals("nothing was heard for 5000 ms", why(test.wakeAfter(1)));
    }

    /** Nor does it make way for another connection in its name, however long it isn't read (spec 6.10). */
    @Test
    void aPausedLinkIsNoQuietOne() {
        LinkId link = paused();
        for (int i = 0; i < 300; i++) {
            sync(link); // 3 s too many
        }
        test.nanos += Limits.STANDARD.nanosOf(Limit.QUIET_MILLIS);
        assertEquals(
                List.of("Hello", "Notice", "DUPLICATE_LINK", "Finish"),
                words(test.on(received(test.accepted(), TestEndpoint.hello(7)))));
    }

    private static String why(List<Action> actions) {
        return only(Action.Unlinked.class, actions).get(0).why();
    }

    /** What may come at once is there again when little has come for long enough. */
    @Test
    void whoHasSentLittleMaySendMuch() {
        LinkId link = paused();
        test.wakeAfter(1_000);
        List<Action.Pause> pauses = new ArrayList<>();
        for (int i = 1; i <= 15; i++) {
            pauses.addAll(sync(link));
        }
        assertEquals(List.of(), pauses);
        assertEquals(1, sync(link).size());
    }

    /** Its pause isn't forgotten with it: nothing is due any more but its end. */
    @Test
    void whoIsPausedCanBeSentAway() {
        paused();
        assertEquals(List.of("UNLINKED", "Finish", "Unlinked"), words(test.on(new Signal.Unlink(7))));
        assertEquals(List.of("Close"), words(test.wakeAfter(Limit.BYE_MILLIS.standard())));
    }

    private List<String> bring(LinkId link, int firstSource, int sources) {
        List<StampedEvent> events = IntStream.range(firstSource, firstSource + sources)
                .mapToObj(peer -> new StampedEvent(new Stamp(5, new Source(peer, 1), 1), Event.of(Event.NEXT)))
                .toList();
        List<Action> actions = test.on(received(link, new Message.Events(0, events)));
        return words(actions).stream()
                .filter(word -> !word.equals("Pause") && !word.equals("Events"))
                .toList();
    }

    /** In 500 ms one may come, and 10 more at once; who comes back finds no more of them (spec 6.27). */
    @Test
    void aStrangerWhoBringsTooManySourcesIsSentAway() {
        LinkId link = test.linkedBy(7);
        assertEquals(List.of(), bring(link, 100, 11));
        assertEquals(List.of("LIMIT", "Finish", "Unlinked"), bring(link, 111, 1));
        assertEquals(11, test.endpoint.peer().timeline().sources()); // it isn't taken
        link = test.linkedBy(7);
        assertTrue(test.endpoint.isLinkedTo(7)); // so newcomers aren't locked out
        assertEquals(List.of(), bring(link, 100, 11)); // they aren't new
        test.nanos += 499 * TestEndpoint.MILLI;
        assertEquals(List.of("LIMIT", "Finish", "Unlinked"), bring(link, 111, 1));
        link = test.linkedBy(7);
        test.nanos += TestEndpoint.MILLI;
        assertEquals(List.of(), bring(link, 111, 1));
    }

    @Test
    void whoIsWantedMayBringALongHistory() {
        bring(test.linkedBy(7), 100, 11);
        LinkId link = test.linkTo(8);
        assertEquals(List.of(), bring(link, 111, 32));
        assertTrue(test.endpoint.isLinkedTo(8));
    }

    @Test
    void strangersOfOtherMachinesHaveTheirOwnShare() {
        bring(test.linkedBy(7), 100, 11);
        LinkId other = new LinkId(99);
        test.on(new Signal.Accepted(other, "elsewhere"));
        test.on(received(other, TestEndpoint.hello(8)));
        assertEquals(List.of(), bring(other, 111, 10));
        assertTrue(test.endpoint.isLinkedTo(8));
    }

    /** A history of 100,000 events, 32 in a frame, of the usual size. */
    @Test
    void aLongHistoryIsReadWithinThreeSeconds() {
        Intake intake = Intake.since(0);
        for (int i = 0; i < 100_000 / Wire.MAX_EVENTS_PER_FRAME; i++) {
            intake = intake.read(Wire.MAX_EVENTS_PER_FRAME * 100, Limits.STANDARD, 0);
        }
        assertTrue(intake.resumeNanos(Limits.STANDARD) < 3_000_000_000L);
    }

    private List<String> bringOld(LinkId link, int seq) {
        return bringOld(link, seq, 5);
    }

    private List<String> bringOld(LinkId link, int seq, long tick) {
        Stamp stamp = new Stamp(tick, new Source(7, 1), seq);
        return words(test.on(received(
                link, new Message.Events(0, List.of(new StampedEvent(stamp, Event.of(Event.NEXT)))))));
    }

    /** 3,000 ticks more than may be are made again, so nothing of long ago is taken for 3 s (spec 6.28). */
    @Test
    void aStrangerWhoBringsTooMuchOfLongAgoIsSentAway() {
        test.wakeAfter(200_000); // tick 10,000
        LinkId link = test.linkedBy(7);
        assertEquals(
                List.of(),
                bringOld(link, 1)); // from the snapshot at tick 0 on, so 10,000 - 3,000; 4,000 may be at once
        test.on(new Signal.Wake());
        assertEquals(List.of("LIMIT", "Finish", "Unlinked"), bringOld(link, 2));
        assertEquals(1, test.endpoint.peer().timeline().size()); // it isn't taken
        link = test.linkedBy(7);
        assertEquals(List.of(), bringOld(link, 1)); // a duplicate
        test.wakeAfter(2_999);
        assertEquals(List.of("LIMIT", "Finish", "Unlinked"), bringOld(link, 2));
        link = test.linkedBy(7);
        test.wakeAfter(1);
        assertEquals(List.of(), bringOld(link, 2));
        test.on(new Signal.Wake()); // tick 10,150: too many again
        assertEquals(List.of(), bringOld(link, 3, 7_151));
        assertEquals(List.of("LIMIT", "Finish", "Unlinked"), bringOld(link, 4, 7_150));
    }

    /** What comes between two readings is made again once. */
    @Test
    void aBurstOfLongAgoCountsOnce() {
        test.wakeAfter(100_000); // tick 5,000
        LinkId link = test.linkedBy(7);
        for (int seq = 1; seq <= 10; seq++) {
            assertEquals(List.of(), bringOld(link, seq)); // 5,000 - 3,000
        }
    }

    /** Neither a late event of this minute, nor one of a neighbour that is wanted. */
    @Test
    void othersAreNotSentAwayForIt() {
        test.wakeAfter(60_000); // tick 3,000: no replay is longer than a minute
        LinkId stranger = test.linkedBy(7);
        for (int seq = 1; seq <= 10; seq++) {
            assertEquals(List.of(), bringOld(stranger, seq));
            test.on(new Signal.Wake());
        }
        test.wakeAfter(140_000); // tick 10,000
        LinkId wanted = test.linkTo(8);
        for (int seq = 11; seq <= 20; seq++) {
            bringOld(wanted, seq);
            test.on(new Signal.Wake());
        }
        assertEquals(20, test.endpoint.peer().timeline().size());
    }

    private LinkId greetedBy(int peer, long clock) {
        LinkId link = test.accepted();
        test.on(received(link, TestEndpoint.hello(peer, clock)));
        return link;
    }

    private static final List<String> SENT_AWAY = List.of("LIMIT", "Finish", "Unlinked");

    /** Spec 6.29. */
    @Test
    void aPeerThatDialsOthersBelievesLittleOfWhoDialled() {
        test.linkTo(8);
        greetedBy(7, 1_001);
        assertTrue(!test.endpoint.isLinkedTo(7));
        LinkId link = greetedBy(7, 400);
        assertTrue(test.endpoint.isLinkedTo(7)); // so what was refused used up nothing
        assertEquals(List.of(), words(test.on(received(link, new Message.Sync(1_000)))));
        assertEquals(SENT_AWAY, words(test.on(received(link, new Message.Sync(1_007)))));
        test.nanos += 70 * TestEndpoint.MILLI; // seven ticks; the clock isn't read
        link = greetedBy(7, 0);
        assertEquals(List.of(), words(test.on(received(link, new Message.Sync(1_007)))));
        assertEquals(SENT_AWAY, words(test.on(received(link, eventsAt(1_014)))));
        assertEquals(1_007, test.endpoint.peer().clock().aim());
    }

    /** Clocks differ by a little all the time. */
    @Test
    void whatIsToleratedUsesUpNothing() {
        test.linkTo(8);
        LinkId link = greetedBy(7, 3);
        assertEquals(3, test.endpoint.peer().clock().aim());
        assertEquals(List.of(), words(test.on(received(link, new Message.Sync(1_003)))));
    }

    @Test
    void whomItDialledItBelieves() {
        LinkId link = test.linkTo(8);
        assertEquals(List.of(), words(test.on(received(link, new Message.Sync(100_000)))));
    }

    /** Somebody has to be believed. */
    @Test
    void aPeerThatDialsNobodyBelievesWhoDialled() {
        LinkId link = greetedBy(7, 100_000);
        assertEquals(List.of(), words(test.on(received(link, new Message.Sync(200_000)))));
        test.on(new Signal.Link(8, TestEndpoint.THERE));
        assertEquals(SENT_AWAY, words(test.on(received(link, new Message.Sync(300_000)))));
        test.on(new Signal.Unlink(8));
        greetedBy(7, 300_000);
        assertTrue(test.endpoint.isLinkedTo(7));
    }

    @Test
    void thoseOfOtherMachinesTakeItAheadByThemselves() {
        test.linkTo(8);
        greetedBy(7, 1_000);
        LinkId other = new LinkId(99);
        test.on(new Signal.Accepted(other, "elsewhere"));
        test.on(received(other, TestEndpoint.hello(9, 2_000)));
        assertTrue(test.endpoint.isLinkedTo(9));
    }

    @Test
    void aPaceHasBounds() {
        assertThrows(IllegalArgumentException.class, () -> new Rate(0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Rate(1, -1));
        long ages = new Rate(1, 0).nanosOf(Stamp.MAX_TICK); // which is longer than can be said
        assertTrue(ages > 10_000_000_000L * 3_600 && ages < Long.MAX_VALUE / 2);
        assertEquals(
                "1000000001 per second must be from 1 to 1000000000",
                assertThrows(IllegalArgumentException.class, () -> new Rate(1_000_000_001, 0))
                        .getMessage());
    }
}

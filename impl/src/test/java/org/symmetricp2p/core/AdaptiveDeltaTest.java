package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Payload;

/** Peers that choose Δ by how late their events came to others. */
class AdaptiveDeltaTest {

    private static final int FPS = 50;
    private static final long SECOND = TestPeer.SECOND;
    private static final Source SELF = Diary.peer(1);
    private static final Source TWO = Diary.peer(2);
    private static final Source THREE = Diary.peer(3);

    private static Config config(Source self) {
        return TestPeer.plain(self).withAdaptive(new Adaptive(2, 60, 10));
    }

    // ---- the choice ----

    private static Clock at(long tick) {
        return PaperClock.startingAt(0, FPS, 5).read(tick * TestPeer.NANOS_PER_TICK);
    }

    private static Stamp stamp(long tick, long seq) {
        return new Stamp(tick, SELF, seq);
    }

    private static Arrival arrival(Source source, long seq, long tick) {
        return new Arrival(new Identity(source, seq), tick);
    }

    /** Events a second apart, stamped 5 ticks ahead, of which each needed so much; and all have been told long ago. */
    private static AdaptiveDelta after(long... needed) {
        AdaptiveDelta delta = AdaptiveDelta.of(config(SELF));
        for (int i = 0; i < needed.length; i++) {
            long clock = (i + 1L) * FPS;
            delta = delta.issuing(stamp(clock + 5, i + 1), at(clock));
            delta = delta.hearing(List.of(arrival(SELF, i + 1, clock + needed[i] - 1)));
        }
        return delta;
    }

    private static int chosen(long... needed) {
        return after(needed).at(at((needed.length + 21L) * FPS));
    }

    /** Spec 5.22. */
    @Test
    void it_is_what_all_but_a_share_of_the_samples_needed() {
        assertEquals(5, chosen(), "nothing is known");
        assertEquals(12, chosen(12));
        assertEquals(12, chosen(7, 12, 3), "too few to leave one out");
        assertEquals(19, chosen(LongStream.rangeClosed(1, 20).toArray()), "the second greatest");
        assertEquals(28, chosen(LongStream.rangeClosed(1, 30).toArray()), "the third greatest");
    }

    /** Spec 5.22: the latest. */
    @Test
    void older_samples_are_forgotten() {
        long[] needed = LongStream.concat(
                        LongStream.of(50, 50, 50, 50, 50, 50, 50, 50),
                        LongStream.generate(() -> 9).limit(64))
                .toArray();
        assertEquals(9, chosen(needed));
        assertTrue(after(needed).samples().size() == 64);
    }

    /** Spec 5.20, 5.22. */
    @Test
    void it_stays_within_bounds() {
        assertEquals(60, chosen(5_000));
        assertEquals(60, chosen(Stamp.MAX_TICK - FPS));
        assertEquals(2, chosen(-40));
        Adaptive small = new Adaptive(1, 3, 10);
        assertEquals(3, AdaptiveDelta.of(config(SELF).withAdaptive(small)).at(at(1)), "also before anything is known");
        assertThrows(IllegalArgumentException.class, () -> new Adaptive(0, 3, 10));
        assertThrows(IllegalArgumentException.class, () -> new Adaptive(4, 3, 10));
        assertThrows(IllegalArgumentException.class, () -> new Adaptive(1, 10_001, 10));
        assertThrows(IllegalArgumentException.class, () -> new Adaptive(1, 3, 0));
        assertThrows(IllegalArgumentException.class, () -> new Adaptive(1, 3, 51));
    }

    /** Spec 5.22. */
    @Test
    void what_was_late_counts_at_once_and_the_rest_when_all_have_told() {
        AdaptiveDelta inTime = after(4);
        assertEquals(5, inTime.at(at(FPS + 20 * FPS - 1)));
        assertEquals(4, inTime.at(at(FPS + 20 * FPS)));
        assertEquals(6, after(6).at(at(FPS + 1)), "late");
        AdaptiveDelta untold = AdaptiveDelta.of(config(SELF)).issuing(stamp(55, 1), at(FPS));
        assertEquals(5, untold.at(at(30 * FPS)), "nobody told anything");
    }

    /** Spec 5.22: so that what is on its way fits. */
    @Test
    void a_sample_is_a_second_after_the_last() {
        AdaptiveDelta delta = after(4).issuing(stamp(100, 2), at(2 * FPS - 1)).issuing(stamp(106, 3), at(2 * FPS));
        assertEquals(
                List.of(1L, 3L),
                delta.samples().stream().map(sample -> sample.event().seq()).toList());
    }

    // ---- what is told ----

    private static final Extension OFFERED = new Extension("adaptive-delta", false, Payload.EMPTY);

    private static void link(TestPeer<?> tested, int link, Source other) {
        tested.linkUp(link);
        tested.receive(link, tested.helloOf(other, List.of(OFFERED)));
    }

    /** What the SYNCs say that are sent over a link until a tick. */
    private static List<Arrival> told(TestPeer<?> tested, int link, long tick) {
        int before = tested.sentOver(link).size();
        tested.runTo(tick * TestPeer.NANOS_PER_TICK);
        return tested.sentOver(link).stream()
                .skip(before)
                .flatMap(message -> message instanceof Message.Sync sync ? sync.arrivals().stream() : null)
                .toList();
    }

    private static Message.Sync telling(long clock, Arrival... arrivals) {
        return new Message.Sync(clock, Optional.empty(), List.of(arrivals));
    }

    /** Spec 5.20, 7.34. */
    @Test
    void its_HELLO_says_so_and_a_neighbour_without_is_as_welcome() {
        TestPeer<Diary.Page> tested = new TestPeer<>(config(SELF), new Diary());
        Output.Send hello = (Output.Send) tested.linkUp(1).get(0);
        assertEquals(List.of(OFFERED), ((Message.Hello) hello.message()).extensions());
        tested.receive(1, tested.helloOf(TWO, 0));
        tested.runTo(SECOND / 2);
        tested.receive(1, Diary.at(10, TWO, 1, "late"));
        assertEquals(List.of(), told(tested, 1, 3 * FPS), "it isn't told what it can't read");
        Output.Close close = (Output.Close)
                tested.receive(1, telling(0, arrival(SELF, 1, 7))).get(0);
        assertEquals(new Message.Bye(Message.Reason.VIOLATION, "SYNC with arrivals"), close.bye());
        TestPeer<Diary.Page> plain = TestPeer.alone();
        link(plain, 1, TWO);
        assertTrue(plain.has(1));
    }

    /** Spec 5.21. */
    @Test
    void a_new_event_is_told_back_once_with_the_clock_at_which_it_came() {
        TestPeer<Diary.Page> tested = new TestPeer<>(config(SELF), new Diary());
        link(tested, 1, TWO);
        link(tested, 2, THREE);
        tested.readAtTick(30);
        tested.receive(1, Diary.at(10, TWO, 1, "late"));
        tested.receive(2, Diary.at(10, TWO, 1, "late"), Diary.at(90, THREE, 1, "early"));
        assertEquals(List.of(arrival(TWO, 1, 30)), told(tested, 1, 4 * FPS));
        assertEquals(
                List.of(arrival(THREE, 1, 30)),
                tested.sentOver(2).stream()
                        .flatMap(m -> m instanceof Message.Sync sync ? sync.arrivals().stream() : null)
                        .toList());
    }

    /** Spec 5.21. */
    @Test
    void what_a_neighbour_tells_of_it_is_told_on_if_it_is_later() {
        TestPeer<Diary.Page> tested = new TestPeer<>(config(SELF), new Diary());
        link(tested, 1, TWO);
        link(tested, 2, THREE);
        tested.readAtTick(30);
        tested.receive(1, Diary.at(10, TWO, 1, "late"));
        tested.receive(2, telling(30, arrival(TWO, 1, 29), arrival(TWO, 9, 29)));
        assertEquals(List.of(arrival(TWO, 1, 30)), told(tested, 1, 2 * FPS));
        tested.receive(2, telling(100, arrival(TWO, 1, 44)));
        assertEquals(List.of(arrival(TWO, 1, 44)), told(tested, 1, 4 * FPS));
        tested.receive(2, telling(200, arrival(TWO, 1, 44)));
        assertEquals(List.of(), told(tested, 1, 6 * FPS), "nothing is new");
        tested.readAtTick(30 + 20 * FPS + 60);
        tested.receive(2, telling(200, arrival(TWO, 1, 99)));
        assertEquals(List.of(), told(tested, 1, 30 * FPS), "it is forgotten");
    }

    /** Spec 5.21: what is older isn't noted, as most of a history; and a link takes with it what was noted of it. */
    @Test
    void what_nobody_asks_for_is_not_noted() {
        TestPeer<Diary.Page> tested = new TestPeer<>(config(SELF), new Diary());
        link(tested, 1, TWO);
        tested.readAtTick(10 + 20 * FPS + 1);
        tested.receive(1, Diary.at(10, TWO, 1, "old"), Diary.at(11, TWO, 2, "not so old"));
        assertEquals(List.of(arrival(TWO, 2, 1_011)), told(tested, 1, 1_100));
        tested.receive(1, Diary.at(1_100, TWO, 3, "late"));
        tested.step(new Input.LinkDown(new LinkId(1)));
        link(tested, 1, TWO);
        assertEquals(List.of(), told(tested, 1, 1_200));
    }

    /** Spec 5.21. */
    @Test
    void a_link_that_is_over_takes_only_what_came_over_it() {
        TestPeer<Diary.Page> tested = new TestPeer<>(config(SELF), new Diary());
        link(tested, 1, TWO);
        link(tested, 2, THREE);
        tested.readAtTick(30);
        tested.receive(1, Diary.at(10, TWO, 1, "late"));
        tested.step(new Input.LinkDown(new LinkId(2)));
        assertEquals(List.of(arrival(TWO, 1, 30)), told(tested, 1, 2 * FPS));
    }

    /** Spec 5.21. */
    @Test
    void an_event_is_noted_for_20_s() {
        Arrivals noted = Arrivals.NOTHING.noting(List.of(Diary.at(30, TWO, 1, "x")), new LinkId(1), at(30));
        assertEquals(noted, noted.forgettingAt(at(30 + 20 * FPS)));
        assertEquals(Arrivals.NOTHING, noted.forgettingAt(at(30 + 20 * FPS + 1)));
    }

    /** Spec 5.21, 7.34: no SYNC tells more than 256. */
    @Test
    void there_are_limits() {
        TestPeer<Diary.Page> tested = new TestPeer<>(config(SELF), new Diary());
        link(tested, 1, TWO);
        tested.readAtTick(30);
        tested.receive(
                1,
                LongStream.rangeClosed(1, 1_030)
                        .mapToObj(seq -> Diary.at(30, TWO, seq, "x"))
                        .toArray(StampedEvent[]::new));
        List<Arrival> told = told(tested, 1, 10 * FPS);
        assertEquals(
                LongStream.rangeClosed(1, 1_024)
                        .mapToObj(seq -> arrival(TWO, seq, 30))
                        .toList(),
                told);
        tested.sentOver(1)
                .forEach(m -> assertTrue(
                        !(m instanceof Message.Sync sync) || sync.arrivals().size() <= 256));
    }

    // ---- together ----

    /** Spec 5.20 to 5.22. */
    @Test
    void a_line_whose_links_have_no_length_needs_none() {
        Net net = new Net();
        for (Source self : List.of(SELF, TWO, THREE)) {
            net.add(config(self));
        }
        net.connect(0, 1);
        net.connect(1, 2);
        net.deliverAll();
        net.run(SECOND);
        for (int i = 0; i < 30; i++) {
            net.press(0, "x" + i);
            net.run(SECOND);
        }
        assertEquals(2, net.peers.get(0).peer.delta(), "links of no length: the least");
        assertEquals(5, net.peers.get(1).peer.delta(), "has issued nothing");
    }
}

package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the user is told about a rollback (design 3): which ticks again, because of what, and what moved. */
class RollbackReportTest {

    private static final Source OTHER = Diary.peer(2);
    private static final Source THIRD = Diary.peer(3);

    private static final StampedEvent B = Diary.at(60, OTHER, 1, "B");
    private static final StampedEvent FUTURE = Diary.at(101, OTHER, 2, "future");

    private final TestPeer<Diary.Page> tested = TestPeer.alone();

    /** Tick 100, with B applied and one event to come. */
    @BeforeEach
    void at_tick_100() {
        tested.link(1, OTHER);
        tested.link(2, THIRD);
        tested.receive(1, B, FUTURE);
        tested.readAtTick(100);
        tested.outputs.clear();
    }

    private void assertReported(Output.RolledBack... expected) {
        assertEquals(List.of(expected), tested.outputs(Output.RolledBack.class));
    }

    @Test
    void a_late_event_is_reported_at_the_next_reading_with_what_it_overtook() {
        StampedEvent a = Diary.at(55, THIRD, 1, "A");
        tested.receive(2, a);
        assertReported();
        tested.readAtTick(103);
        Output.RolledBack report = new Output.RolledBack(55, 100, List.of(a), List.of(B));
        assertReported(report);
        assertEquals(46, report.depth());
        tested.readAtTick(104);
        assertReported(report);
    }

    @Test
    void an_event_that_is_not_late_is_not_reported() {
        tested.receive(2, Diary.at(101, THIRD, 1, "A"));
        tested.readAtTick(103);
        assertReported();
    }

    /** Spec 4.4. */
    @Test
    void an_event_stamped_exactly_now_is_late() {
        StampedEvent a = Diary.at(100, THIRD, 1, "A");
        tested.receive(2, a);
        tested.readAtTick(100);
        assertReported(new Output.RolledBack(100, 100, List.of(a), List.of()));
    }

    /** Spec 4.9, 7.10. */
    @Test
    void a_burst_of_late_events_is_one_rollback() {
        StampedEvent c = Diary.at(70, THIRD, 1, "C");
        StampedEvent d = Diary.at(90, THIRD, 2, "D");
        StampedEvent e = Diary.at(62, Diary.peer(4), 1, "E");
        tested.receive(2, c, d);
        tested.receive(1, e);
        tested.readAtTick(101);
        assertReported(new Output.RolledBack(62, 100, List.of(e, c, d), List.of()));
        assertEquals("60:B 62:E 70:C 90:D 101:future ", tested.state().text());
    }

    @Test
    void those_in_time_that_come_with_late_ones_are_not_called_late() {
        StampedEvent a = Diary.at(99, THIRD, 1, "A");
        tested.receive(2, a, Diary.at(101, THIRD, 2, "in time"));
        tested.receive(2, Diary.at(102, THIRD, 3, "in time, too"));
        tested.readAtTick(110);
        assertReported(new Output.RolledBack(99, 100, List.of(a), List.of()));
    }

    @Test
    void in_one_tick_only_events_with_higher_stamps_move() {
        StampedEvent after = Diary.at(60, THIRD, 1, "after B");
        tested.receive(2, after);
        tested.readAtTick(100);
        StampedEvent before = Diary.at(60, Diary.peer(0), 1, "before B");
        tested.receive(2, before);
        tested.readAtTick(100);
        assertReported(
                new Output.RolledBack(60, 100, List.of(after), List.of()),
                new Output.RolledBack(60, 100, List.of(before), List.of(B, after)));
    }

    @Test
    void an_event_of_the_very_last_tick_moves_too_and_one_of_the_next_does_not() {
        StampedEvent last = Diary.at(100, THIRD, 1, "last");
        tested.receive(2, last);
        tested.readAtTick(100);
        StampedEvent a = Diary.at(99, Diary.peer(4), 1, "A");
        tested.receive(2, a);
        tested.readAtTick(101);
        assertEquals(
                new Output.RolledBack(99, 100, List.of(a), List.of(last)),
                tested.outputs(Output.RolledBack.class).get(1));
    }

    /** Spec 4.7. */
    @Test
    void a_rollback_to_the_first_tick_moves_everything() {
        StampedEvent first = Diary.at(1, THIRD, 1, "first");
        tested.receive(2, first);
        tested.readAtTick(101);
        assertReported(new Output.RolledBack(1, 100, List.of(first), List.of(B)));
        assertEquals("1:first 60:B 101:future ", tested.state().text());
    }

    @Test
    void what_other_late_events_of_the_burst_overtake_does_not_count_them_as_moved() {
        StampedEvent c = Diary.at(80, THIRD, 1, "C");
        tested.receive(2, c);
        StampedEvent a = Diary.at(50, Diary.peer(4), 1, "A");
        tested.receive(2, a);
        tested.readAtTick(100);
        assertReported(new Output.RolledBack(50, 100, List.of(a, c), List.of(B)));
    }

    @Test
    void a_duplicate_of_a_late_event_does_not_count_twice() {
        StampedEvent a = Diary.at(55, THIRD, 1, "A");
        tested.receive(2, a);
        tested.receive(1, a);
        tested.readAtTick(100);
        assertReported(new Output.RolledBack(55, 100, List.of(a), List.of(B)));
    }

    @Test
    void local_events_issued_in_between_are_not_reported() {
        StampedEvent a = Diary.at(55, THIRD, 1, "A");
        tested.receive(2, a);
        tested.press("mine");
        tested.readAtTick(105);
        assertReported(new Output.RolledBack(55, 100, List.of(a), List.of(B)));
        assertEquals("55:A 60:B 101:future 105:mine ", tested.state().text());
    }
}

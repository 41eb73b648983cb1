package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Timeline.Verdict;

/** Every event that a peer knows, in stamp order (design 2, 3); properties NoGap, Stamps, Idempotent. */
class TimelineTest {

    private static final Source ONE = Diary.peer(1);
    private static final Source TWO = Diary.peer(2);

    private static Timeline of(StampedEvent... events) {
        Timeline timeline = Timeline.EMPTY;
        for (StampedEvent event : events) {
            timeline = timeline.insert(event);
        }
        return timeline;
    }

    private static List<StampedEvent> list(Iterator<StampedEvent> events) {
        List<StampedEvent> list = new ArrayList<>();
        events.forEachRemaining(list::add);
        return list;
    }

    /** What happens to the events of several sources on their way: each source's stay in order. */
    private static Timeline arrivedInAnyOrder(List<List<StampedEvent>> bySource, Random random) {
        List<List<StampedEvent>> left = new ArrayList<>(bySource);
        left.replaceAll(ArrayList::new);
        Timeline timeline = Timeline.EMPTY;
        for (left.removeIf(List::isEmpty); !left.isEmpty(); left.removeIf(List::isEmpty)) {
            timeline = timeline.insert(left.get(random.nextInt(left.size())).remove(0));
        }
        return timeline;
    }

    private static List<List<StampedEvent>> randomEvents(int sources, int each, Random random) {
        List<List<StampedEvent>> bySource = new ArrayList<>();
        for (int source = 0; source < sources; source++) {
            List<StampedEvent> events = new ArrayList<>();
            long tick = 1;
            for (int seq = 1; seq <= each; seq++) {
                tick += random.nextInt(4);
                events.add(Diary.at(tick, new Source(source / 2, source), seq, source + "/" + seq));
            }
            bySource.add(events);
        }
        return bySource;
    }

    // ---- verdicts ----

    /** Spec 2.3, 2.13. */
    @Test
    void the_first_event_of_a_source_is_new_if_its_seq_is_1() {
        assertEquals(Verdict.NEW, Timeline.EMPTY.judge(Diary.at(5, ONE, 1, "a")));
        assertEquals(Verdict.GAP, Timeline.EMPTY.judge(Diary.at(5, ONE, 2, "a")));
    }

    /** Spec 2.13, 3.2. */
    @Test
    void the_next_seq_is_new_and_one_further_a_gap() {
        Timeline timeline = of(Diary.at(5, ONE, 1, "a"));
        assertEquals(Verdict.NEW, timeline.judge(Diary.at(6, ONE, 2, "b")));
        assertEquals(Verdict.GAP, timeline.judge(Diary.at(6, ONE, 3, "b")));
    }

    /** Spec 2.13, 3.2. */
    @Test
    void two_events_of_one_source_may_share_a_tick_but_time_never_goes_back() {
        Timeline timeline = of(Diary.at(5, ONE, 1, "a"));
        assertEquals(Verdict.NEW, timeline.judge(Diary.at(5, ONE, 2, "b")));
        assertEquals(Verdict.DISORDER, timeline.judge(Diary.at(4, ONE, 2, "b")));
    }

    /** Spec 3.2. */
    @Test
    void an_event_that_is_known_is_a_duplicate_also_when_it_is_not_the_last() {
        Timeline timeline = of(Diary.at(5, ONE, 1, "a"), Diary.at(6, ONE, 2, "b"));
        assertEquals(Verdict.DUPLICATE, timeline.judge(Diary.at(5, ONE, 1, "a")));
        assertEquals(Verdict.DUPLICATE, timeline.judge(Diary.at(6, ONE, 2, "b")));
    }

    /** Spec 2.2, 3.2. */
    @Test
    void another_event_under_a_known_identity_is_a_conflict_whatever_differs() {
        Timeline timeline = of(Diary.at(5, ONE, 1, "a"), Diary.at(7, TWO, 1, "b"));
        assertEquals(Verdict.CONFLICT, timeline.judge(Diary.at(5, ONE, 1, "other")));
        assertEquals(Verdict.CONFLICT, timeline.judge(Diary.at(4, ONE, 1, "a")));
        assertEquals(Verdict.CONFLICT, timeline.judge(Diary.at(9, ONE, 1, "a")));
        StampedEvent otherType = new StampedEvent(
                new Stamp(5, ONE, 1),
                new org.symmetricp2p.app.Event(3, Diary.note("a").payload()));
        assertEquals(Verdict.CONFLICT, timeline.judge(otherType));
    }

    /** Spec 6.14. */
    @Test
    void seqs_and_ticks_of_one_source_do_not_bind_another_nor_another_life_of_it() {
        Timeline timeline = of(Diary.at(50, ONE, 1, "a"), Diary.at(50, ONE, 2, "b"));
        assertEquals(Verdict.NEW, timeline.judge(Diary.at(1, TWO, 1, "c")));
        assertEquals(Verdict.NEW, timeline.judge(Diary.at(1, new Source(1, 1), 1, "d")));
        assertEquals(Verdict.GAP, timeline.judge(Diary.at(51, new Source(1, 1), 3, "d")));
    }

    /** Spec 2.13. */
    @Test
    void only_new_events_can_be_inserted() {
        Timeline timeline = of(Diary.at(5, ONE, 1, "a"));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> timeline.insert(Diary.at(5, ONE, 1, "a")));
        assertEquals("event 5@1.0#1 can't be inserted: DUPLICATE", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> timeline.insert(Diary.at(5, ONE, 3, "c")));
    }

    // ---- what it holds ----

    @Test
    void an_empty_timeline_holds_nothing() {
        assertEquals(0, Timeline.EMPTY.size());
        assertEquals(List.of(), Timeline.EMPTY.events());
        assertFalse(Timeline.EMPTY.from(0).hasNext());
        assertFalse(Timeline.EMPTY.contains(Diary.at(1, ONE, 1, "a")));
        assertEquals(Versions.NONE, Timeline.EMPTY.versions());
        assertEquals(Optional.empty(), Timeline.EMPTY.latestOf(ONE));
        assertThrows(NoSuchElementException.class, () -> Timeline.EMPTY.from(0).next());
    }

    @Test
    void the_latest_event_of_a_source_is_that_with_the_highest_seq() {
        Timeline timeline = of(
                Diary.at(5, TWO, 1, "a"), Diary.at(5, ONE, 1, "b"), Diary.at(5, TWO, 2, "c"), Diary.at(5, ONE, 2, "d"));
        assertEquals(Optional.of(Diary.at(5, ONE, 2, "d")), timeline.latestOf(ONE));
        assertEquals(Optional.of(Diary.at(5, TWO, 2, "c")), timeline.latestOf(TWO));
        assertEquals(Optional.empty(), timeline.latestOf(Diary.peer(0)));
        assertEquals(Optional.empty(), timeline.latestOf(Diary.peer(3)));
    }

    /** Spec 2.12, 2.15. */
    @Test
    void versions_tell_the_digest_of_each_source() {
        Timeline timeline = of(Diary.at(5, TWO, 1, "a"), Diary.at(5, ONE, 1, "b"), Diary.at(6, ONE, 2, "c"));
        Digest both = Digest.NONE.with(Diary.at(5, ONE, 1, "b")).with(Diary.at(6, ONE, 2, "c"));
        assertEquals(new Version(2, both), timeline.versions().known().get(ONE));
        assertEquals(
                new Version(1, Digest.NONE.with(Diary.at(5, TWO, 1, "a"))),
                timeline.versions().known().get(TWO));
    }

    /** Spec 2.16. */
    @Test
    void another_event_of_a_source_is_found_at_every_seq_from_its_own_to_the_last_that_is_known() {
        Timeline mine = of(issued(20, 0));
        for (int theirs = 1; theirs <= 25; theirs++) {
            assertEquals(
                    Optional.empty(), mine.conflictWith(of(issued(theirs, 0)).versions()));
            for (int other = 1; other <= theirs; other++) {
                Optional<Source> found =
                        mine.conflictWith(of(issued(theirs, other)).versions());
                assertEquals(theirs <= 20 ? Optional.of(ONE) : Optional.empty(), found, theirs + ", " + other);
            }
        }
    }

    /** Spec 2.16. */
    @Test
    void of_several_sources_of_which_others_are_known_the_first_is_told() {
        Timeline mine = of(Diary.at(5, TWO, 1, "a"), Diary.at(5, ONE, 1, "b"));
        Timeline theirs = of(Diary.at(5, TWO, 1, "x"), Diary.at(5, Diary.peer(3), 1, "y"));
        assertEquals(Optional.of(TWO), mine.conflictWith(theirs.versions()));
        assertEquals(Optional.of(TWO), theirs.conflictWith(mine.versions()));
        Timeline more = theirs.insert(Diary.at(5, ONE, 1, "z"));
        assertEquals(Optional.of(ONE), mine.conflictWith(more.versions()));
    }

    /** The first events of a source; the one with the seq {@code other}, if there is one, is another. */
    private static StampedEvent[] issued(int count, int other) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(seq -> Diary.at(seq, ONE, seq, seq == other ? "other" : "same"))
                .toArray(StampedEvent[]::new);
    }

    @Test
    void inserting_gives_another_timeline_and_leaves_the_first_as_it_was() {
        Timeline first = of(Diary.at(5, ONE, 1, "a"));
        Timeline left = first.insert(Diary.at(6, TWO, 1, "left"));
        Timeline right = first.insert(Diary.at(4, TWO, 1, "right"));
        assertEquals(List.of(Diary.at(5, ONE, 1, "a")), first.events());
        assertEquals(List.of(Diary.at(5, ONE, 1, "a"), Diary.at(6, TWO, 1, "left")), left.events());
        assertEquals(List.of(Diary.at(4, TWO, 1, "right"), Diary.at(5, ONE, 1, "a")), right.events());
        assertEquals(Optional.empty(), first.latestOf(TWO));
    }

    /** Spec 2.1, 2.12. */
    @Property(tries = 100, seed = "1", edgeCases = EdgeCasesMode.NONE)
    void events_are_in_stamp_order_whatever_the_order_of_arrival(
            @ForAll @IntRange(max = 6) int sources, @ForAll @IntRange(min = 1, max = 120) int each, @ForAll long seed) {
        Random random = new Random(seed);
        List<List<StampedEvent>> bySource = randomEvents(sources, each, random);
        List<StampedEvent> all = bySource.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(StampedEvent::stamp))
                .toList();
        Timeline timeline = arrivedInAnyOrder(bySource, random);
        assertEquals(all, timeline.events());
        assertEquals(all, arrivedInAnyOrder(bySource, random).events());
        assertEquals(all.size(), timeline.size());
        for (StampedEvent event : all) {
            assertTrue(timeline.contains(event));
            assertEquals(Verdict.DUPLICATE, timeline.judge(event));
        }
        for (List<StampedEvent> events : bySource) {
            StampedEvent last = events.get(each - 1);
            assertEquals(Optional.of(last), timeline.latestOf(last.source()));
            assertEquals(each, timeline.versions().of(last.source()));
            assertEquals(
                    of(events.toArray(StampedEvent[]::new)).versions().known().get(last.source()),
                    timeline.versions().known().get(last.source()));
        }
    }

    @Property(tries = 50, seed = "1", edgeCases = EdgeCasesMode.NONE)
    void iterating_from_a_tick_gives_the_events_of_that_tick_and_later(
            @ForAll @IntRange(max = 4) int sources, @ForAll @IntRange(min = 1, max = 100) int each, @ForAll long seed) {
        Random random = new Random(seed);
        Timeline timeline = arrivedInAnyOrder(randomEvents(sources, each, random), random);
        for (long from = 0; from < 4 * each + 2; from++) {
            long tick = from;
            assertEquals(
                    timeline.events().stream().filter(e -> e.tick() >= tick).toList(), list(timeline.from(tick)));
        }
    }

    /** Spec 6.8. */
    @Property(tries = 100, seed = "1", edgeCases = EdgeCasesMode.NONE)
    void what_a_neighbour_lacks_is_exactly_what_its_versions_do_not_cover(
            @ForAll @IntRange(max = 4) int sources, @ForAll @IntRange(min = 1, max = 60) int each, @ForAll long seed) {
        Random random = new Random(seed);
        List<List<StampedEvent>> bySource = randomEvents(sources, each, random);
        Timeline timeline = arrivedInAnyOrder(bySource, random);
        bySource.replaceAll(events -> events.subList(0, random.nextInt(each + 1)));
        Timeline theirs = arrivedInAnyOrder(bySource, random);
        List<StampedEvent> missing = timeline.beyond(theirs.versions());
        assertEquals(timeline.events().stream().filter(e -> !theirs.contains(e)).toList(), missing);
        Timeline joined = theirs;
        for (StampedEvent event : missing) {
            joined = joined.insert(event); // in this order, without a gap
        }
        assertEquals(timeline.events(), joined.events());
    }
}

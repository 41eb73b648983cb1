package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/**
 * Whatever arrives in whatever order, the state of a peer at every tick is a plain fold over the events
 * it knows (properties StateFn, Agreement, NoGap, Once, SnapFresh, Rollback = replay, Converge).
 */
class OracleTest {

    private static final int SCHEDULES = 1_500;

    /** F, again, as plainly as it can be written: sort by the four numbers, take those in time, join. */
    private static String fold(Collection<StampedEvent> events, long tick) {
        return foldSorted(sorted(events), tick);
    }

    private static List<StampedEvent> sorted(Collection<StampedEvent> events) {
        List<StampedEvent> sorted = new ArrayList<>(events);
        sorted.sort(Comparator.<StampedEvent>comparingLong(e -> e.stamp().tick())
                .thenComparingInt(e -> e.stamp().source().peer())
                .thenComparingLong(e -> e.stamp().source().incarnation())
                .thenComparingLong(e -> e.stamp().seq()));
        return sorted;
    }

    private static String foldSorted(List<StampedEvent> sorted, long tick) {
        StringBuilder text = new StringBuilder();
        for (StampedEvent event : sorted) {
            if (event.stamp().tick() <= tick) {
                text.append(event.stamp().tick())
                        .append(':')
                        .append(Diary.textOf(event.event()))
                        .append(' ');
            }
        }
        return text.toString();
    }

    private static void assertIsFold(TestPeer<Diary.Page> tested, String context) {
        List<StampedEvent> known = tested.peer.timeline().events();
        Snapshot<Diary.Page> present = tested.peer.machine().present();
        assertEquals(tested.peer.tick(), present.tick(), context + ": behind its clock");
        assertEquals(new Diary.Page(present.tick(), fold(known, present.tick())), present.state(), context);
    }

    private static void assertIsFoldAtEveryTick(TestPeer<Diary.Page> tested, String context) {
        List<StampedEvent> known = sorted(tested.peer.timeline().events());
        String text = "";
        for (long tick = 1; tick <= tested.peer.tick(); tick++) {
            long t = tick;
            boolean isChange = known.stream().anyMatch(e -> e.stamp().tick() == t);
            text = isChange ? foldSorted(known, tick) : text;
            assertEquals(new Diary.Page(tick, text), tested.seen.get(tick), context + " at tick " + tick);
        }
        for (Snapshot<Diary.Page> snapshot : tested.peer.machine().snapshots()) {
            assertEquals(foldSorted(known, snapshot.tick()), snapshot.state().text(), context + ", " + snapshot);
            assertEquals(snapshot.tick(), snapshot.state().tick(), context);
        }
    }

    // ---- many peers, any schedule ----

    /** What has to happen now and then, or the schedules prove nothing. */
    private static final class Witnesses {
        int rollbacks;
        int deepRollbacks;
        int ties;
        int duplicates;
        int restarts;
        int cuts;
    }

    /** Spec 4.2, 4.4, 6.15. */
    @Test
    void peers_that_hear_everything_in_any_order_go_through_the_same_states() {
        Witnesses witnesses = new Witnesses();
        for (long seed = 1; seed <= SCHEDULES; seed++) {
            new Schedule(seed, witnesses).run();
        }
        assertTrue(witnesses.rollbacks > SCHEDULES, "rollbacks: " + witnesses.rollbacks);
        assertTrue(witnesses.deepRollbacks > SCHEDULES / 10, "deep rollbacks: " + witnesses.deepRollbacks);
        assertTrue(witnesses.ties > SCHEDULES, "events of two sources in one tick: " + witnesses.ties);
        assertTrue(witnesses.duplicates > SCHEDULES / 2, "duplicates: " + witnesses.duplicates);
        assertTrue(witnesses.restarts > SCHEDULES / 4, "restarts: " + witnesses.restarts);
        assertTrue(witnesses.cuts > SCHEDULES, "broken connections: " + witnesses.cuts);
    }

    /** Two to four peers, and some 150 random things that happen to them. */
    private static final class Schedule {
        private final long seed;
        private final Random random;
        private final Witnesses witnesses;
        private final Net net = new Net();
        private int pressed;
        private int lives;

        Schedule(long seed, Witnesses witnesses) {
            this.seed = seed;
            this.random = new Random(seed);
            this.witnesses = witnesses;
        }

        void run() {
            int peers = 2 + random.nextInt(3);
            for (int peer = 0; peer < peers; peer++) {
                net.add(config(peer));
            }
            connectAll();
            int steps = 100 + random.nextInt(100);
            for (int step = 0; step < steps; step++) {
                act();
            }
            heal();
            check();
        }

        private Config config(int peer) {
            return TestPeer.plain(new Source(peer, lives))
                    .withDelta(1 + random.nextInt(8))
                    .withTravelNanos(random.nextInt(3) * 100_000_000L);
        }

        private void act() {
            int choice = random.nextInt(100);
            int peer = random.nextInt(net.peers.size());
            if (choice < 45) {
                deliver();
            } else if (choice < 70) {
                net.nanos += random.nextInt(60_000_000);
                read(peer);
            } else if (choice < 90) {
                net.press(peer, "e" + ++pressed);
            } else if (choice < 94) {
                net.connect(peer, (peer + 1) % net.peers.size());
            } else if (choice < 98) {
                cut();
            } else if (choice < 99) {
                lives++;
                net.restart(peer, config(peer));
                witnesses.restarts++;
            } else {
                net.nanos += 2_000_000_000L;
            }
        }

        private void deliver() {
            Net.Cable cable = net.cables.get(random.nextInt(net.cables.size()));
            int end = random.nextInt(2);
            Message message = cable.arriving.get(end).peek();
            if (message instanceof Message.Events events) {
                TestPeer<Diary.Page> receiver = net.peers.get(cable.peer[end]);
                witnesses.duplicates += events.events().stream().anyMatch(receiver.peer.timeline()::contains) ? 1 : 0;
            }
            cable.deliver(end);
        }

        private void read(int peer) {
            net.read(peer);
            assertIsFold(net.peers.get(peer), "seed " + seed + ", peer " + peer);
        }

        private void cut() {
            Net.Cable cable = net.cables.get(random.nextInt(net.cables.size()));
            if (cable.isUp()) {
                cable.cut();
                witnesses.cuts++;
            }
        }

        private void connectAll() {
            for (int peer = 1; peer < net.peers.size(); peer++) {
                net.connect(peer - 1, peer);
            }
        }

        private void heal() {
            for (Net.Cable cable : net.cables) {
                if (cable.isUp()) {
                    cable.cut();
                }
            }
            connectAll();
            net.run(4_000_000_000L);
        }

        private void check() {
            for (int peer = 0; peer < net.peers.size(); peer++) {
                TestPeer<Diary.Page> tested = net.peers.get(peer);
                String context = "seed " + seed + ", peer " + peer;
                assertEquals(
                        net.peers.get(0).peer.timeline().events(),
                        tested.peer.timeline().events(),
                        context);
                assertEquals(List.of(), tested.peer.queued(), context);
                assertEquals(List.of(), tested.outputs(Output.Refused.class), context);
                for (Output.Close close : tested.outputs(Output.Close.class)) {
                    assertEquals(Message.Reason.DUPLICATE_LINK, close.bye().reason(), context + ": " + close);
                }
                assertIsFoldAtEveryTick(tested, context);
                for (Output.RolledBack rollback : tested.outputs(Output.RolledBack.class)) {
                    witnesses.rollbacks++;
                    witnesses.deepRollbacks += rollback.depth() > 20 ? 1 : 0;
                }
            }
            Set<Long> ticks = new HashSet<>();
            for (StampedEvent event : net.peers.get(0).peer.timeline().events()) {
                witnesses.ties += ticks.add(event.tick()) ? 0 : 1;
            }
        }
    }

    // ---- one peer, which jqwik can shrink ----

    /** Spec 4.2, 4.4. */
    @Property(seed = "1", edgeCases = EdgeCasesMode.NONE)
    void a_peer_that_reads_its_clock_between_any_two_arrivals_is_always_at_the_fold(
            @ForAll @Size(max = 12) List<@IntRange(max = 2) Integer> sources,
            @ForAll @Size(12) List<@IntRange(max = 3) Integer> waits,
            @ForAll @Size(12) List<@IntRange(max = 4) Integer> reads) {
        TestPeer<Diary.Page> tested = TestPeer.alone();
        for (int source = 0; source < 3; source++) {
            tested.link(source, new Source(7 + source / 2, source)); // sources 7.0, 7.1, 8.2
        }
        long[] ticks = {1, 1, 1};
        long[] seqs = new long[3];
        long clock = 0;
        for (int i = 0; i < sources.size(); i++) {
            int source = sources.get(i);
            ticks[source] += waits.get(i);
            tested.receive(
                    source, Diary.at(ticks[source], new Source(7 + source / 2, source), ++seqs[source], "e" + i));
            clock += reads.get(i);
            tested.readAtTick(clock);
            assertIsFold(tested, "after event " + i);
        }
        tested.readAtTick(clock + 50);
        assertIsFoldAtEveryTick(tested, "in the end");
    }

    // ---- inserting ----

    /** Spec 3.3, 4.2. */
    @Property(tries = 300, seed = "1")
    void inserting_commutes_and_repeating_it_is_a_duplicate(@ForAll long seed) {
        Random random = new Random(seed);
        List<StampedEvent> events = randomEvents(random);
        TimeMachine<Diary.Page> one = arrivingInAnyOrder(events, random);
        TimeMachine<Diary.Page> other = arrivingInAnyOrder(events, random);
        assertEquals(one.timeline().events(), other.timeline().events());
        assertEquals(one.present(), other.present());
        assertEquals(fold(events, 60), one.present().state().text());
        for (StampedEvent event : events) {
            assertEquals(Timeline.Verdict.DUPLICATE, one.timeline().judge(event));
        }
    }

    /** Some 40 events of three sources with random ticks, each source's in its order. */
    private static List<StampedEvent> randomEvents(Random random) {
        List<StampedEvent> events = new ArrayList<>();
        for (int source = 0; source < 3; source++) {
            long tick = 1;
            for (int seq = 1; seq <= 15; seq++) {
                tick += random.nextInt(5);
                events.add(Diary.at(tick, Diary.peer(source), seq, source + "/" + seq));
            }
        }
        return events;
    }

    /** Shuffled, but each source in its order; the machine advances now and then, in the end to tick 60. */
    private static TimeMachine<Diary.Page> arrivingInAnyOrder(List<StampedEvent> events, Random random) {
        TreeMap<Source, List<StampedEvent>> bySource = new TreeMap<>();
        events.forEach(e ->
                bySource.computeIfAbsent(e.source(), s -> new ArrayList<>()).add(e));
        List<Source> turns =
                new ArrayList<>(events.stream().map(StampedEvent::source).toList());
        Collections.shuffle(turns, random);
        TimeMachine<Diary.Page> machine = TimeMachine.start(new Diary());
        for (Source source : turns) {
            machine = machine.insert(bySource.get(source).remove(0));
            machine = random.nextBoolean() ? machine : machine.advanceTo(random.nextInt(60), (tick, state) -> {});
        }
        return machine.advanceTo(60, (tick, state) -> {});
    }

    @Example
    void the_fold_of_this_test_forgives_nothing() {
        StampedEvent a = Diary.at(5, Diary.peer(1), 1, "a");
        StampedEvent b = Diary.at(5, Diary.peer(2), 1, "b");
        assertEquals("5:a 5:b ", fold(List.of(b, a), 5));
        assertEquals("5:a 5:a 5:b ", fold(List.of(b, a, a), 9));
        assertEquals("", fold(List.of(a, b), 4));
    }
}

package org.symmetricp2p.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** Rooted clocks that tell each other their time, in virtual time, with any delays; nothing else of peers is there. */
final class Clocks {

    private static final int FPS = 50;
    private static final long READING = 20_000_000;

    private record Due(long nanos, long order, Runnable what) {}

    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Due::nanos).thenComparingLong(Due::order));
    private final List<RootedClock> clocks = new ArrayList<>();
    private final List<Long> drifts = new ArrayList<>(); // in parts per million
    private final List<Long> shifts = new ArrayList<>(); // of local times, in nanoseconds
    private final List<Long> told = new ArrayList<>();
    private final Map<Integer, Map<Integer, Long>> delays = new TreeMap<>(); // in nanoseconds, of links that are up
    private long now;
    private long order;
    private Runnable watch = () -> {};

    /** A clock that starts now. */
    int start(long driftPpm, long localNanos) {
        int id = clocks.size();
        drifts.add(driftPpm);
        shifts.add(localNanos - now);
        clocks.add(RootedClock.startingAt(local(id), FPS, new Source(id, 1)));
        told.add(local(id));
        delays.put(id, new TreeMap<>());
        readAgain(id);
        return id;
    }

    int start() {
        return start(0, 1_000_000_000L * clocks.size());
    }

    /** A link comes up: each hears at which tick the other was when it said HELLO. */
    void link(int a, int b, long nanosAToB, long nanosBToA) {
        delays.get(a).put(b, nanosAToB);
        delays.get(b).put(a, nanosBToA);
        long tickA = clocks.get(a).tick();
        long tickB = clocks.get(b).tick();
        clocks.set(b, clocks.get(b).meet(linkTo(a), tickA, local(b)));
        clocks.set(a, clocks.get(a).meet(linkTo(b), tickB, local(a)));
    }

    void link(int a, int b, long nanos) {
        link(a, b, nanos, nanos);
    }

    void cut(int a, int b) {
        delays.get(a).remove(b);
        delays.get(b).remove(a);
        clocks.set(a, clocks.get(a).part(linkTo(b)));
        clocks.set(b, clocks.get(b).part(linkTo(a)));
    }

    /** Somebody's local time leaps, or falls back. */
    void shift(int id, long nanos) {
        shifts.set(id, shifts.get(id) + nanos);
    }

    /** Sees the clocks after everything that happens. */
    void watch(Runnable newWatch) {
        watch = newWatch;
    }

    void run(long nanos) {
        long until = now + nanos;
        while (!agenda.isEmpty() && agenda.peek().nanos <= until) {
            Due due = agenda.remove();
            now = due.nanos;
            due.what.run();
            watch.run();
        }
        now = until;
    }

    int size() {
        return clocks.size();
    }

    RootedClock get(int id) {
        return clocks.get(id);
    }

    /** Somebody's session time now, in microseconds. */
    long time(int id) {
        return clocks.get(id).read(local(id)).time();
    }

    /** How far apart the session times of all are, in microseconds. */
    long spread() {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int id = 0; id < clocks.size(); id++) {
            min = Math.min(min, time(id));
            max = Math.max(max, time(id));
        }
        return max - min;
    }

    /** Whom somebody follows; -1 at a root, and whose link is over. */
    int parent(int id) {
        return clocks.get(id)
                .lead()
                .parent()
                .map(link -> (int) link.number() - 1)
                .orElse(-1);
    }

    static LinkId linkTo(int id) {
        return new LinkId(id + 1);
    }

    private long local(int id) {
        return Math.floorDiv(now * (1_000_000 + drifts.get(id)), 1_000_000) + shifts.get(id);
    }

    private void at(long nanos, Runnable what) {
        agenda.add(new Due(nanos, order++, what));
    }

    private void readAgain(int id) {
        at(now + READING + id * 1_000, () -> {
            read(id);
            readAgain(id);
        });
    }

    private void read(int id) {
        RootedClock clock = clocks.get(id).read(local(id));
        if (clock.isDue(told.get(id))) {
            clock = clock.telling();
            told.set(id, clock.nanos());
            for (Map.Entry<Integer, Long> link : delays.get(id).entrySet()) {
                int to = link.getKey();
                Timing timing = clock.timing(linkTo(to)).orElseThrow();
                at(now + link.getValue(), () -> deliver(id, to, timing));
            }
        }
        clocks.set(id, clock);
    }

    private void deliver(int from, int to, Timing timing) {
        if (delays.get(to).containsKey(from)) {
            clocks.set(to, clocks.get(to).hear(linkTo(from), timing, local(to)));
        }
    }
}

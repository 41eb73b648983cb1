package org.symmetricp2p.paper;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.World;

/**
 * How long peers that come back take to be up to date: to reach the furthest tick at which any of the peers was, when they came
 * back, to whom there is a way over peers that are there. Who comes back to nobody isn't counted.
 */
final class Recoveries {

    private record Return(long atMicros, long target) {}

    private final Course course;
    private final Set<Integer> known = new TreeSet<>(); // peers that have been there before
    private final Map<Integer, Return> under = new TreeMap<>();
    private final List<Long> micros = new ArrayList<>();
    private int gone;
    private World<Object> world;

    Recoveries(Course course) {
        this.course = course;
    }

    void begin(World<Object> begun) {
        world = begun;
    }

    void started(Host<Object> host) {
        boolean isReturn = !known.add(host.id());
        boolean isCounted = world.now() >= course.countedMicros() && world.now() < course.quietMicros();
        if (isReturn && isCounted) {
            long target = furthestReached(host);
            if (target >= 0) {
                under.put(host.id(), new Return(world.now(), target));
            }
        }
    }

    void stopped(Host<Object> host) {
        if (under.remove(host.id()) != null) {
            gone++;
        }
    }

    void read(Host<Object> host, long tick) {
        Return back = under.isEmpty() ? null : under.get(host.id()); // nearly always it is
        if (back != null && tick >= back.target) {
            under.remove(host.id());
            micros.add(world.now() - back.atMicros);
        }
    }

    /** The furthest tick among the others that a peer can reach; -1 if there are none. */
    private long furthestReached(Host<Object> from) {
        Set<Integer> reached = new TreeSet<>(Set.of(from.id()));
        Queue<Integer> next = new ArrayDeque<>(reached);
        long furthest = -1;
        while (!next.isEmpty()) {
            int here = next.remove();
            for (Scenario.Edge edge : world.edgesOf(here)) {
                int there = edge.a() == here ? edge.b() : edge.a();
                if (world.host(there).isAlive() && reached.add(there)) {
                    next.add(there);
                    furthest = Math.max(furthest, world.host(there).peer().tick());
                }
            }
        }
        return furthest;
    }

    List<Long> micros() {
        return micros;
    }

    long unfinished() {
        return gone + under.size();
    }
}

package org.symmetricp2p.sim;

import java.util.Collections;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.symmetricp2p.core.Clock;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.sim.Scenario.PeerSpec;

/** How long a healed world may take to be quiet, and how close its clocks must be then: bounds from a scenario's numbers. */
public final class Settling {

    /** More than a frame with one event takes. */
    private static final long EVENT_BYTES = 64;

    /** For refusals after which a peer waits the longest, a few times; sources come a few at each time. */
    private static final long HOSTILE_MICROS = 12_000_000;

    /** How much longer rooted clocks may take: until a root that was lost is given up, and a new one is followed. */
    public static final long ROOTED_MICROS = 25_000_000;

    /** How much longer a world that settles may take until it does: what is said to the keeper and back, void events issued again, and so once more. */
    public static final long SETTLED_MICROS = 5_000_000;

    private Settling() {}

    /**
     * After a heal: links come up (three round trips until a drop is noticed, the longest wait before dialling again, then three
     * more until greeted), everything that one peer knows goes to the furthest, clocks are told once a second and gaps close in
     * a second, at each hop one after the other; a slow CPU may have to simulate the whole session, twice, a thin link
     * to carry all events; and local times that were set back stand still until they are where they were.
     */
    public static long micros(Scenario scenario) {
        long perHop = slowest(scenario) + Peer.SYNC_NANOS / 1_000 + Clock.CATCH_UP_NANOS / 1_000 + transfer(scenario);
        return linkMicros(scenario) + hops(scenario) * perHop;
    }

    /** After a heal, until all links are up. */
    public static long linkMicros(Scenario scenario) {
        return 12 * slowest(scenario)
                + Limit.LAST_RETRY_MILLIS.standard() * 1_000
                + setBack(scenario)
                + hostile(scenario)
                + 2 * wholeSession(scenario)
                + 2_000_000;
    }

    /**
     * The clock that a peer hears is old by the delay, is told once a second in which drift adds up, and is tolerated for
     * Δ; at each hop. Drift adds up between two SYNCs, while one is on its way, and while a gap closes.
     */
    public static long skewTicks(Scenario scenario) {
        long delayTicks = slowest(scenario) * scenario.fps() / 1_000_000 + 1;
        long seconds = 3 + slowest(scenario) / 1_000_000;
        long driftTicks = seconds * scenario.fps() * driftPpm(scenario) / 1_000_000 + 1;
        return hops(scenario) * (delayTicks + scenario.delta() + driftTicks) + 2;
    }

    /** How far settled ticks may be behind a clock, while all are linked (spec 8.16). */
    public static long lagTicks(Scenario scenario) {
        long way = hops(scenario) * slowest(scenario);
        return (1_300_000 + 2 * way) * scenario.fps() / 1_000_000 + scenario.delta() + skewTicks(scenario);
    }

    /** There and back, for the first message each way, in microseconds. */
    static long roundTrip(Scenario.Edge edge) {
        return (long) edge.delaysAToB().get(0) + edge.delaysBToA().get(0);
    }

    /** The most hops between any two peers that are connected at all. */
    static int hops(Scenario scenario) {
        return scenario.peers().stream()
                .mapToInt(peer -> furthest(scenario, peer.id()))
                .max()
                .orElse(0);
    }

    private static int furthest(Scenario scenario, int from) {
        Set<Integer> reached = new TreeSet<>(Set.of(from));
        for (int hops = 0; ; hops++) {
            Set<Integer> next = new TreeSet<>(reached);
            for (Scenario.Edge edge : scenario.edges()) {
                if (reached.contains(edge.a()) || reached.contains(edge.b())) {
                    next.add(edge.a());
                    next.add(edge.b());
                }
            }
            if (next.size() == reached.size()) {
                return hops;
            }
            reached = next;
        }
    }

    /** By how much clocks drift apart at most. */
    private static long driftPpm(Scenario scenario) {
        LongSummaryStatistics drifts =
                scenario.peers().stream().mapToLong(PeerSpec::driftPpm).summaryStatistics();
        return drifts.getMax() - drifts.getMin();
    }

    /** The most by which one local time is set back. */
    private static long setBack(Scenario scenario) {
        Map<Integer, Long> back = new TreeMap<>();
        for (Fate fate : scenario.fates()) {
            if (fate instanceof Fate.Shift shift && shift.byMicros() < 0) {
                back.merge(shift.peer(), -(long) shift.byMicros(), Long::sum);
            }
        }
        return back.values().stream().mapToLong(micros -> micros).max().orElse(0);
    }

    /**
     * Until two honest peers, of whom only one was brought to believe a false clock, or to take more than it should, come together again
     * (spec 3.5, 6.27 to 6.29): a false clock is told anew each second, and believed at the latest when a 24th of the lead has passed.
     */
    private static long hostile(Scenario scenario) {
        List<Fate.Attack> attacks = scenario.attacks();
        long micros = 0;
        for (Fate.Attack attack : attacks) {
            if (attack.how() == Fate.How.CLOCK_BOMB && attack.number() <= Scenarios.MAX_LIE) {
                long lead = attack.number() * (2 + attack.forMicros() / 1_000_000);
                micros += lead * 1_000_000 / scenario.fps() / 24;
            }
        }
        boolean hasSources = attacks.stream().anyMatch(attack -> attack.how() == Fate.How.SOURCES);
        return attacks.isEmpty() ? 0 : micros + (hasSources ? 2 : 1) * HOSTILE_MICROS;
    }

    /** How long the thinnest edge takes for all events. */
    private static long transfer(Scenario scenario) {
        long events = scenario.fates().stream()
                .filter(fate -> fate instanceof Fate.Press)
                .count();
        long thinnest = scenario.edges().stream()
                .mapToLong(Scenario.Edge::bytesPerSecond)
                .filter(bytes -> bytes > 0)
                .min()
                .orElse(Long.MAX_VALUE);
        return events * EVENT_BYTES * 1_000_000L / thinnest;
    }

    private static long wholeSession(Scenario scenario) {
        long ticks = scenario.healMicros() * scenario.fps() / 1_000_000;
        return ticks
                * scenario.peers().stream()
                        .mapToLong(PeerSpec::tickMicros)
                        .max()
                        .orElse(0);
    }

    /** The longest delay of one message, in microseconds. */
    private static long slowest(Scenario scenario) {
        return scenario.edges().stream()
                .mapToLong(edge -> Math.max(Collections.max(edge.delaysAToB()), Collections.max(edge.delaysBToA())))
                .max()
                .orElse(0);
    }
}

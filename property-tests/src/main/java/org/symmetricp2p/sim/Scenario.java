package org.symmetricp2p.sim;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.symmetricp2p.core.Adaptive;
import org.symmetricp2p.core.ClockKind;

/**
 * All there is to know of a simulated world, as pure data: peers, edges, and what happens when. Times are in
 * microseconds of the world's time, from 0 on.
 *
 * @param application the name of an {@link Applications application under test}
 * @param fps ticks per second
 * @param delta Δ, in ticks
 * @param travelMillis how long a travel is shown at most
 * @param peers each with its own id
 * @param edges who links to whom; a link is up whenever both peers live and the edge isn't cut
 * @param fates what happens, in any order
 * @param healMicros when all ends well: edges are mended, peers started, pauses over; nothing happens after
 * @param endMicros the end of the run
 * @param clock the kind of all peers' clocks
 * @param silenceMillis for how long a keeper waits for who is silent; 0 if the session doesn't settle. The keeper is the first peer,
 *     in its first life
 * @param windowMillis for how long some of the peers keep what is settled ({@link #hasWindow}); 0 if all keep everything
 * @param latePercent how many of 100 events of each peer may be late anywhere, if peers choose Δ; 0 if they don't
 */
public record Scenario(
        String application,
        int fps,
        int delta,
        int travelMillis,
        List<PeerSpec> peers,
        List<Edge> edges,
        List<Fate> fates,
        long healMicros,
        long endMicros,
        ClockKind clock,
        int silenceMillis,
        int windowMillis,
        int latePercent) {

    /** Bounds of a scenario: beyond, it would not be a test but a burden. */
    public static final int MAX_PEERS = 10_000;

    public static final int MAX_EDGES = 40_000;
    public static final int MAX_FATES = 100_000;
    public static final long MAX_MICROS = 3_600_000_000L;
    public static final int MAX_DELAY_MICROS = 60_000_000;

    /**
     * A peer.
     *
     * @param id its identifier
     * @param startMicros when its first life begins
     * @param driftPpm by how many parts per million its clock is fast
     * @param tickMicros how long its CPU takes to simulate one tick; 0 for no time at all
     */
    public record PeerSpec(int id, long startMicros, int driftPpm, int tickMicros) {
        public PeerSpec {
            within("peer id", id, 0, 65_535);
            within("startMicros", startMicros, 0, MAX_MICROS);
            within("driftPpm", driftPpm, -100_000, 100_000);
            within("tickMicros", tickMicros, 0, 1_000_000);
        }
    }

    /**
     * A possible link between two peers.
     *
     * @param a one end
     * @param b the other
     * @param delaysAToB how long messages from a to b take, in microseconds: the n-th one the n-th of these,
     *     over and over; but never overtaking an earlier one
     * @param delaysBToA the same for the other direction
     * @param bytesPerSecond the bandwidth of each direction, 0 for unlimited
     * @param bothDial whether b keeps the link up too; a always does
     */
    public record Edge(
            int a, int b, List<Integer> delaysAToB, List<Integer> delaysBToA, int bytesPerSecond, boolean bothDial) {
        public Edge {
            if (a == b) {
                throw new IllegalArgumentException("an edge links peer " + a + " to itself");
            }
            delaysAToB = checked(delaysAToB);
            delaysBToA = checked(delaysBToA);
            within("bytesPerSecond", bytesPerSecond, 0, 1_000_000_000);
        }

        /** An edge of which only a dials. */
        public Edge(int a, int b, List<Integer> delaysAToB, List<Integer> delaysBToA, int bytesPerSecond) {
            this(a, b, delaysAToB, delaysBToA, bytesPerSecond, false);
        }

        private static List<Integer> checked(List<Integer> delays) {
            within("number of delays", delays.size(), 1, 1_000);
            delays.forEach(delay -> within("delay", delay, 0, MAX_DELAY_MICROS));
            return List.copyOf(delays);
        }

        /** Whether a peer at one end keeps the link up. */
        public boolean isDialledBy(int peer) {
            return peer == a || bothDial && peer == b;
        }

        boolean isBetween(int one, int other) {
            return a == one && b == other || a == other && b == one;
        }
    }

    /** With the paper's clock, of a session that doesn't settle. */
    public Scenario(
            String application,
            int fps,
            int delta,
            int travelMillis,
            List<PeerSpec> peers,
            List<Edge> edges,
            List<Fate> fates,
            long healMicros,
            long endMicros) {
        this(
                application,
                fps,
                delta,
                travelMillis,
                peers,
                edges,
                fates,
                healMicros,
                endMicros,
                ClockKind.PAPER,
                0,
                0,
                0);
    }

    public Scenario {
        within("fps", fps, 1, 1_000);
        within("delta", delta, 1, 10_000);
        within("travelMillis", travelMillis, 0, 1_000);
        within("number of peers", peers.size(), 1, MAX_PEERS);
        within("number of edges", edges.size(), 0, MAX_EDGES);
        within("number of fates", fates.size(), 0, MAX_FATES);
        within("endMicros", endMicros, 1, MAX_MICROS);
        within("healMicros", healMicros, 0, endMicros);
        within("silenceMillis", silenceMillis, 0, MAX_MICROS / 1_000);
        within("windowMillis", windowMillis, 0, silenceMillis == 0 ? 0 : MAX_MICROS / 1_000);
        within("latePercent", latePercent, 0, Adaptive.MAX_LATE_PERCENT);
        peers = List.copyOf(peers);
        edges = List.copyOf(edges);
        fates = List.copyOf(fates);
        Set<Integer> ids = new HashSet<>();
        for (PeerSpec peer : peers) {
            if (!ids.add(peer.id())) {
                throw new IllegalArgumentException("there are two peers with id " + peer.id());
            }
        }
        Set<Set<Integer>> pairs = new HashSet<>();
        for (Edge edge : edges) {
            known(ids, edge.a(), edge);
            known(ids, edge.b(), edge);
            if (!pairs.add(Set.of(edge.a(), edge.b()))) {
                throw new IllegalArgumentException(
                        "there are two edges between peers " + edge.a() + " and " + edge.b());
            }
        }
        for (Fate fate : fates) {
            within(() -> "atMicros of " + fate, fate.atMicros(), 0, healMicros);
            fate.peers().forEach(peer -> known(ids, peer, fate));
            if (!fate.ends().isEmpty() && !pairs.contains(new HashSet<>(fate.ends()))) {
                throw new IllegalArgumentException("there is no edge between peers "
                        + fate.ends().get(0) + " and " + fate.ends().get(1) + ", which is needed for " + fate);
            }
        }
        Applications.named(application);
    }

    /** The attacks of hostile peers; mostly there are none. */
    public List<Fate.Attack> attacks() {
        return fates.stream()
                .flatMap(fate -> fate instanceof Fate.Attack attack ? Stream.of(attack) : Stream.of())
                .toList();
    }

    /** The same with another application. */
    public Scenario withApplication(String other) {
        return new Scenario(
                other,
                fps,
                delta,
                travelMillis,
                peers,
                edges,
                fates,
                healMicros,
                endMicros,
                clock,
                silenceMillis,
                windowMillis,
                latePercent);
    }

    /** The same, but for what happens, and until when. */
    public Scenario withFates(List<Fate> others, long heal, long end) {
        return new Scenario(
                application,
                fps,
                delta,
                travelMillis,
                peers,
                edges,
                others,
                heal,
                end,
                clock,
                silenceMillis,
                windowMillis,
                latePercent);
    }

    /** The same with clocks of this kind; with rooted ones it ends later, as it may take long until a lost root is given up. */
    public Scenario withClock(ClockKind kind) {
        long more = clock == ClockKind.PAPER && kind == ClockKind.ROOTED ? Settling.ROOTED_MICROS : 0;
        return with(endMicros + more, kind, silenceMillis, windowMillis, latePercent);
    }

    /** The same, but it settles; it ends later, so that this can be seen. */
    public Scenario withSettling(int silence) {
        return with(endMicros + Settling.SETTLED_MICROS, clock, silence, windowMillis, latePercent);
    }

    /** The same, but peers choose Δ, so that of 100 of their events no more than so many are late anywhere. */
    public Scenario withLatePercent(int percent) {
        return with(endMicros, clock, silenceMillis, windowMillis, percent);
    }

    /** The same, but some peers of a session that settles keep what is settled for so long only. */
    public Scenario withWindow(int millis) {
        return with(endMicros, clock, silenceMillis, millis, latePercent);
    }

    /** The same, but for when it ends, and what peers choose. */
    private Scenario with(long end, ClockKind kind, int silence, int window, int percent) {
        return new Scenario(
                application,
                fps,
                delta,
                travelMillis,
                peers,
                edges,
                fates,
                healMicros,
                end,
                kind,
                silence,
                window,
                percent);
    }

    /** Whether a peer keeps no more than the window. */
    public boolean hasWindow(int peer) {
        return windowMillis > 0 && peer % 3 != 1;
    }

    /** The window in ticks, at least one. */
    public long windowTicks() {
        return Math.max(1, (long) windowMillis * fps / 1_000);
    }

    /** Whether the session settles. */
    public boolean isSettling() {
        return silenceMillis > 0;
    }

    private static void known(Set<Integer> ids, int peer, Object where) {
        if (!ids.contains(peer)) {
            throw new IllegalArgumentException("there is no peer " + peer + ", which is named in " + where);
        }
    }

    static void within(String what, long value, long min, long max) {
        within(() -> what, value, min, max);
    }

    private static void within(Supplier<String> what, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what.get() + " is " + value + ", must be from " + min + " to " + max);
        }
    }
}

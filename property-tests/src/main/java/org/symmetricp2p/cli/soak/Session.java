package org.symmetricp2p.cli.soak;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.symmetricp2p.core.Limits;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.demo.Rectangle.Key;

/** Honest peers in a ring, each in this process but linked over TCP, who come and go. */
final class Session implements AutoCloseable {

    private static final long PAUSE_MILLIS = 20;

    private final List<Resident> residents = new ArrayList<>();
    private final int maxTicks;
    private final Limits limits;

    /**
     * @param maxTicks how many ticks are compared in the end
     * @param limits of each peer
     */
    Session(int peers, int maxTicks, Limits limits) throws IOException {
        this.maxTicks = maxTicks;
        this.limits = limits;
        for (int peer = 0; peer < peers; peer++) {
            residents.add(new Resident(new Source(peer, 1), limits, maxTicks));
            residents.get(peer).listen(0);
        }
        for (int peer = 0; peer < peers; peer++) {
            residents.get(peer).linkTo(neighbours(peer));
        }
    }

    int size() {
        return residents.size();
    }

    Resident peer(int peer) {
        return residents.get(peer);
    }

    void press(int peer, Key key) {
        residents.get(peer).node().inject(key.event());
    }

    void unlink(int one, int other) {
        residents.get(one).node().unlink(other);
        residents.get(other).node().unlink(one);
    }

    void link(int one, int other) {
        residents.get(one).node().relink(other);
        residents.get(other).node().relink(one);
    }

    /** Ends a peer and starts a new life of it, without memory, at the same port: whom it wants is told first (spec 6.29). */
    void restart(int peer) throws IOException {
        Resident before = residents.get(peer);
        before.close();
        Source self = before.peer().config().self();
        Resident after = new Resident(new Source(peer, self.incarnation() + 1), limits, maxTicks);
        residents.set(peer, after);
        after.linkTo(neighbours(peer));
        after.listen(before.port());
    }

    /** The peer after this one in the ring. */
    int next(int peer) {
        return (peer + 1) % size();
    }

    /** How many events the peer knows that knows most. */
    int events() {
        return residents.stream()
                .mapToInt(resident -> resident.peer().timeline().size())
                .max()
                .orElse(0);
    }

    /** What the events of all peers take in memory, in bytes. */
    long eventBytes() {
        return residents.stream()
                .mapToLong(resident -> resident.peer().timeline().bytes())
                .sum();
    }

    /** Waits until all know the same events, at least so many, and none waits to be stamped; whether that came to be in time. */
    boolean awaitAgreement(int events, long millis) throws InterruptedException {
        return await(() -> events() >= events && isAgreed(), millis);
    }

    /** Waits until a peer's user was told something last; whether that came to be in time. */
    boolean awaitTold(int peer, String what, long millis) throws InterruptedException {
        return await(() -> residents.get(peer).told().contains(what), millis);
    }

    private static boolean await(BooleanSupplier condition, long millis) throws InterruptedException {
        for (long end = System.currentTimeMillis() + millis; !condition.getAsBoolean(); ) {
            if (System.currentTimeMillis() > end) {
                return false;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return true;
    }

    /** After {@link #close}: the last tick that is compared. */
    int lastTick() {
        long reached = residents.stream().mapToLong(r -> r.peer().tick()).min().orElseThrow();
        return (int) Math.min(maxTicks - 1L, reached);
    }

    /** After {@link #close}: the first tick at which not all states were the same, if any. */
    OptionalInt firstDifference() {
        residents.forEach(Resident::settle);
        return IntStream.rangeClosed(0, lastTick())
                .filter(tick -> residents.stream()
                                .mapToLong(r -> r.hashAt(tick))
                                .distinct()
                                .count()
                        > 1)
                .findFirst();
    }

    /** What each peer knows and was told, for who wants to know why they don't agree. */
    List<String> account() {
        return residents.stream().map(Resident::account).toList();
    }

    @Override
    public void close() {
        residents.forEach(Resident::close);
    }

    private boolean isAgreed() {
        return residents.stream()
                        .allMatch(r -> r.peer().queued().isEmpty() && r.node().isOpen())
                && residents.stream()
                                .map(r -> r.peer().timeline().versions())
                                .distinct()
                                .count()
                        == 1;
    }

    private SortedMap<Integer, Integer> neighbours(int peer) {
        SortedMap<Integer, Integer> ports = new TreeMap<>();
        for (int neighbour : List.of(next(peer), (peer + size() - 1) % size())) {
            ports.put(neighbour, residents.get(neighbour).port());
        }
        return ports;
    }
}

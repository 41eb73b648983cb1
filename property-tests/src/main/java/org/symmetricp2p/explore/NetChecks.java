package org.symmetricp2p.explore;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.symmetricp2p.check.Path;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.check.Violation;
import org.symmetricp2p.core.Link;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Snapshot;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.TimeMachine;
import org.symmetricp2p.core.Timeline;
import org.symmetricp2p.explore.Connection.End;
import org.symmetricp2p.explore.Connection.Status;
import org.symmetricp2p.sim.Chain;

/**
 * What must hold in every state of a {@link NetWorld}: properties 4, 15, 16 and 17; and where time passes 1, 7 and 9, and so
 * 2 and 6, since the chain's states tell order, loss and doubling.
 */
final class NetChecks {

    private final NetWorld world;

    NetChecks(NetWorld world) {
        this.world = world;
    }

    void check() {
        for (Peer<Chain.State> peer : world.peers) {
            checkNoGap(peer);
            checkStates(peer);
        }
        for (int number = 1; number <= world.connections.size(); number++) {
            Connection connection = world.connections.get(number - 1);
            checkEnd(number, connection, connection.dialler());
            checkEnd(number, connection, connection.acceptor());
        }
        if (isQuiet()) {
            checkOneLink();
            if (isConnected()) {
                checkConverged();
            }
        }
    }

    private static void checkNoGap(Peer<?> peer) {
        long last = peer.timeline().versions().seqs().values().stream()
                .mapToLong(seq -> seq)
                .sum();
        Set<String> identities = new HashSet<>();
        for (StampedEvent event : peer.timeline().events()) {
            identities.add(event.source() + "#" + event.seq());
        }
        if (identities.size() != last || peer.timeline().size() != last) {
            throw violation(
                    Property.NO_GAP, peer, "knows " + stamps(peer.timeline().events()));
        }
    }

    /** The present and all snapshots are what the fold says. */
    private void checkStates(Peer<Chain.State> peer) {
        if (world.setting.maxTick() == 0) {
            return;
        }
        Path<Chain.State> path = new Path<>(world.oracle);
        Property property = Property.STATE_FN; // of the newest
        for (Snapshot<Chain.State> snapshot : peer.machine().snapshots()) {
            Chain.State expected = path.at(snapshot.tick(), peer.timeline()).state();
            if (!snapshot.state().equals(expected)) {
                throw violation(property, peer, "state " + snapshot.state() + ", should be " + expected);
            }
            property = Property.SNAP_FRESH;
        }
        checkCommutative(peer);
    }

    /** The same events, source by source and all late, lead to the same state. */
    private static void checkCommutative(Peer<Chain.State> peer) {
        long tick = peer.machine().present().tick();
        TimeMachine<Chain.State> other =
                TimeMachine.start(peer.machine().simulation()).advanceTo(tick, (t, state) -> {});
        List<StampedEvent> events = new ArrayList<>(peer.timeline().events());
        Collections.sort(
                events,
                (a, b) -> a.source().equals(b.source())
                        ? Long.compare(a.seq(), b.seq())
                        : b.source().compareTo(a.source()));
        for (StampedEvent event : events) {
            other = other.insert(event);
            if (other.timeline().judge(event) != Timeline.Verdict.DUPLICATE) {
                throw violation(Property.COMMUTATIVE, peer, event + " could be inserted twice");
            }
        }
        Chain.State found = other.advanceTo(tick, (t, state) -> {}).present().state();
        if (!found.equals(peer.machine().present().state())) {
            throw violation(Property.COMMUTATIVE, peer, "another order of insertion leads to " + found);
        }
    }

    // ---- connections ----

    private void checkEnd(int number, Connection connection, End end) {
        Optional<Link> link = world.linkOf(end.peer(), number);
        Peer<?> peer = world.peer(end.peer());
        if (link.isPresent() != (end.status() == Status.OPEN)) {
            String what = link.isPresent()
                    ? "holds connection " + number + ", which is down"
                    : "doesn't hold connection " + number
                            + " any more, though it hasn't closed it, nor was told of its end";
            throw violation(link.isPresent() ? Property.MEMORY : Property.CONVERGE, peer, what);
        }
        boolean isClosing = end.sent().stream().anyMatch(message -> message instanceof Message.Bye);
        if (isClosing && end.peer() > connection.otherEnd(end.peer()).peer()) {
            throw violation(
                    Property.CONVERGE, peer, "closes one of two links, though its neighbour decides (spec 6.10)");
        }
        boolean isHeard = connection.isUp() && connection.otherEnd(end.peer()).status() != Status.GONE;
        if (link.isPresent() && link.get().isLive() && isHeard) {
            checkOnTheWay(peer, end, world.peer(connection.otherEnd(end.peer()).peer()));
        }
    }

    /** What a peer knows, its neighbour knows too, or it is on its way. */
    private static void checkOnTheWay(Peer<?> peer, End end, Peer<?> neighbour) {
        List<StampedEvent> missing = peer.timeline().beyond(neighbour.timeline().versions());
        for (Message message : end.sent()) {
            if (message instanceof Message.Events events) {
                missing.removeAll(events.events());
            }
        }
        if (!missing.isEmpty()) {
            int id = neighbour.config().self().peer();
            String what = "peer " + id + " lacks " + stamps(missing) + ", and nothing is on its way";
            throw violation(Property.JOIN_COMPLETE, peer, what);
        }
    }

    /** Of several links between two peers, one stays in the end (spec 6.10). */
    private void checkOneLink() {
        Set<Set<Integer>> linked = new HashSet<>();
        for (Connection connection : world.connections) {
            int one = connection.dialler().peer();
            int other = connection.acceptor().peer();
            if (!connection.isDead() && !linked.add(Set.of(one, other))) {
                throw violation(Property.MEMORY, world.peer(one), "keeps two links to peer " + other);
            }
        }
    }

    private boolean isQuiet() {
        for (int number = 1; number <= world.connections.size(); number++) {
            Connection connection = world.connections.get(number - 1);
            boolean isGreeted = isGreeted(number, connection.dialler()) && isGreeted(number, connection.acceptor());
            if (!connection.isDead() && !isGreeted) {
                return false;
            }
        }
        return true;
    }

    private boolean isGreeted(int number, End end) {
        return end.sent().isEmpty()
                && world.linkOf(end.peer(), number).filter(Link::isLive).isPresent();
    }

    private boolean isConnected() {
        Set<Integer> reached = new TreeSet<>(Set.of(world.setting.peers().get(0)));
        int before = 0;
        while (reached.size() > before) {
            before = reached.size();
            for (Connection connection : world.connections) {
                int one = connection.dialler().peer();
                int other = connection.acceptor().peer();
                if (connection.isUp() && !connection.isDead() && (reached.contains(one) || reached.contains(other))) {
                    reached.addAll(List.of(one, other));
                }
            }
        }
        return reached.size() == world.peers.size();
    }

    private void checkConverged() {
        List<StampedEvent> first = world.peers.get(0).timeline().events();
        for (Peer<?> peer : world.peers) {
            if (!peer.timeline().events().equals(first)) {
                String what = "knows " + stamps(peer.timeline().events()) + ", but peer "
                        + world.setting.peers().get(0) + " knows " + stamps(first);
                throw violation(Property.CONVERGE, peer, what);
            }
        }
        if (world.crashes == 0 && first.size() != world.issued.size()) {
            throw violation(Property.CONVERGE, world.peers.get(0), "not all of " + stamps(world.issued) + " are known");
        }
    }

    private static List<?> stamps(List<StampedEvent> events) {
        return events.stream().map(StampedEvent::stamp).toList();
    }

    private static Violation violation(Property property, Peer<?> peer, String what) {
        return new Violation(property, peer.config().self().peer(), peer.tick(), what);
    }
}

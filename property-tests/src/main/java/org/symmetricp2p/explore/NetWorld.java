package org.symmetricp2p.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symmetricp2p.check.Oracle;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Link;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.PaperClock;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Snapshot;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.explore.Connection.End;
import org.symmetricp2p.explore.Connection.Status;
import org.symmetricp2p.explore.NetMove.Kind;
import org.symmetricp2p.sim.Chain;
import org.symmetricp2p.wire.Wire;

/**
 * A few real peers and the connections between them, in which messages, ends of connections and readings of clocks come
 * in any order that is possible at all.
 *
 * <p>The projection, {@link #key}: of each peer its life, the events that it knows and, where time passes, its clock,
 * snapshots and waiting input; of each connection its state at both ends and the messages on their way, as the bytes of
 * the wire. Not in it: what a coming report of a rollback will say, which events have crossed a link before (property
 * 14 is checked along the way that was found first), and connections of which both ends are gone. Where no time passes,
 * this is the state of {@code spec/tla/Flood.tla}, so the two count the same states.
 */
public final class NetWorld implements SmallWorld<NetMove> {

    private static final Chain CHAIN = new Chain();

    final Setting setting;
    final Oracle<Chain.State> oracle;
    final List<Peer<Chain.State>> peers; // in the order of the setting's
    final List<Integer> lives; // how often each has lost its memory
    final List<Connection> connections; // number n at n - 1
    final List<StampedEvent> issued; // whatever any life of a peer has issued
    final int cuts;
    final int crashes;

    NetWorld(
            Setting setting,
            Oracle<Chain.State> oracle,
            List<Peer<Chain.State>> peers,
            List<Integer> lives,
            List<Connection> connections,
            List<StampedEvent> issued,
            int cuts,
            int crashes) {
        this.setting = setting;
        this.oracle = oracle;
        this.peers = peers;
        this.lives = lives;
        this.connections = connections;
        this.issued = issued;
        this.cuts = cuts;
        this.crashes = crashes;
    }

    /** The beginning: nobody knows an event, and the first links are live. */
    public static NetWorld of(Setting setting) {
        List<Peer<Chain.State>> peers =
                setting.peers().stream().map(peer -> newPeer(peer, 0)).toList();
        List<Integer> lives = setting.peers().stream().map(peer -> 0).toList();
        NetWorld world = new NetWorld(setting, new Oracle<>(CHAIN), peers, lives, List.of(), List.of(), 0, 0);
        for (Setting.Pair link : setting.links()) {
            int connection = world.connections.size() + 1;
            world = world.after(new NetMove(Kind.DIAL, link.from(), link.to()))
                    .after(new NetMove(Kind.ACCEPT, connection, 0))
                    .after(new NetMove(Kind.RECEIVE, connection, link.from()))
                    .after(new NetMove(Kind.RECEIVE, connection, link.to()));
        }
        return world;
    }

    static Peer<Chain.State> newPeer(int peer, int life) {
        Config config = Config.of(new Source(peer, life))
                .withDelta(1)
                .withTravelNanos(0)
                .withJoinNanos(0);
        return Peer.start(config, CHAIN, 0);
    }

    Peer<Chain.State> peer(int id) {
        return peers.get(setting.peers().indexOf(id));
    }

    @Override
    public List<NetMove> moves() {
        List<NetMove> moves = new ArrayList<>();
        for (int peer : setting.peers()) {
            addMovesOf(peer, moves);
        }
        for (Setting.Pair dial : setting.dials()) {
            if (mayDial(dial)) {
                moves.add(new NetMove(Kind.DIAL, dial.from(), dial.to()));
            }
        }
        for (int number = 1; number <= connections.size(); number++) {
            Connection connection = connections.get(number - 1);
            if (!connection.isDead()) {
                addMovesOf(number, connection, moves);
            }
        }
        return moves;
    }

    private void addMovesOf(int peer, List<NetMove> moves) {
        int waiting = peers.stream().mapToInt(p -> p.queued().size()).sum();
        if (setting.issuers().contains(peer) && issued.size() + waiting < setting.maxEvents()) {
            moves.add(new NetMove(Kind.ISSUE, peer, 0));
        }
        if (crashes < setting.maxCrashes()) {
            moves.add(new NetMove(Kind.CRASH, peer, 0));
        }
        if (peer(peer).tick() < setting.maxTick()) {
            moves.add(new NetMove(Kind.TICK, peer, 0));
        }
    }

    private boolean mayDial(Setting.Pair dial) {
        return connections.size() < setting.maxConnections()
                && connections.stream()
                        .noneMatch(c -> c.dialler().peer() == dial.from()
                                && c.acceptor().peer() == dial.to()
                                && c.dialler().status() == Status.OPEN);
    }

    private void addMovesOf(int number, Connection connection, List<NetMove> moves) {
        if (connection.acceptor().status() == Status.NEW) {
            moves.add(new NetMove(Kind.ACCEPT, number, 0));
        }
        if (connection.isUp() && cuts < setting.maxCuts()) {
            moves.add(new NetMove(Kind.CUT, number, 0));
        }
        for (End end : List.of(connection.dialler(), connection.acceptor())) {
            boolean hasMail = !connection.otherEnd(end.peer()).sent().isEmpty();
            if (end.status() == Status.OPEN && hasMail) {
                moves.add(new NetMove(Kind.RECEIVE, number, end.peer()));
            }
            if (end.status() != Status.GONE && !connection.isUp()) {
                moves.add(new NetMove(Kind.NOTICE, number, end.peer()));
            }
        }
    }

    @Override
    public NetWorld after(NetMove move) {
        return new NetStep(this).make(move);
    }

    @Override
    public void check() {
        new NetChecks(this).check();
    }

    /** How a peer sees its end of a connection; empty if the peer has no such link. */
    Optional<Link> linkOf(int peer, int connection) {
        LinkId id = new LinkId(connection);
        return peer(peer).links().stream().filter(link -> link.id().equals(id)).findFirst();
    }

    @Override
    public List<String> describe() {
        return NetWords.of(this);
    }

    @Override
    public byte[] key() {
        Key key = new Key().put(cuts).put(crashes).put(connections.size());
        for (int i = 0; i < peers.size(); i++) {
            key.put(lives.get(i));
            put(peers.get(i), key);
        }
        for (int number = 1; number <= connections.size(); number++) {
            put(number, connections.get(number - 1), key);
        }
        issued.stream()
                .sorted()
                .forEach(event -> key.put(event.source().peer())
                        .put(event.event().payload().toBytes()));
        return key.toBytes();
    }

    private void put(Peer<Chain.State> peer, Key key) {
        List<StampedEvent> events = peer.timeline().events();
        key.put(events.size());
        for (StampedEvent event : events) {
            put(event, key);
        }
        if (setting.maxTick() == 0) {
            return;
        }
        key.put(peer.tick()).put(peer.clock().gap()).put(peer.clock().heard());
        key.put(((PaperClock) peer.clock()).anchorTick())
                .put(peer.clock().anchorNanos())
                .put(peer.clock().nanos());
        key.put(peer.isHoldingInput() ? 1 : 0).put(peer.queued().size());
        for (Snapshot<Chain.State> snapshot : peer.machine().snapshots()) {
            key.put(snapshot.tick()).put(snapshot.state().chain());
        }
    }

    private static void put(StampedEvent event, Key key) {
        key.put(event.tick()).put(event.source().peer()).put(event.source().incarnation());
        key.put(event.seq()).put(event.event().payload().toBytes());
    }

    private void put(int number, Connection connection, Key key) {
        if (connection.isDead()) {
            key.put(-1);
            return;
        }
        key.put(connection.isUp() ? 1 : 0);
        for (End end : List.of(connection.dialler(), connection.acceptor())) {
            Optional<Source> neighbour = linkOf(end.peer(), number).flatMap(Link::neighbour);
            key.put(end.peer()).put(end.status().ordinal());
            key.put(neighbour.map(Source::incarnation).orElse(-1L));
            key.put(end.sent().size());
            for (Message message : end.sent()) {
                key.put(Wire.frame(message));
            }
        }
    }
}

package org.symmetricp2p.explore;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.PaperClock;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.explore.ClockMove.Kind;
import org.symmetricp2p.explore.ClockNet.Way;
import org.symmetricp2p.sim.Chain;

/**
 * Real peers that tell each other their clocks, over links whose delays differ. The same as {@code spec/tla/Clock.tla}:
 * all local times run alike and are read together, at each tick, but for readings that are missed or made once more.
 *
 * <p>The projection: the time in ticks; of each clock the tick, the anchor's time in ticks and its tick, the gap and what
 * was heard; when each peer last told its clock; what is on its way, each clock with the time at which it was sent; and
 * the number of readings missed. In the model these are {@code time}, {@code clock}, {@code told}, {@code channel} and
 * {@code missed}. All else that the peers hold is a function of these, or never changes here: there are no events.
 *
 * <p>What is checked, by {@link ClockWorldChecks}: properties 12, 13, 18 and 19.
 */
public final class ClockWorld implements SmallWorld<ClockMove> {

    /** A clock on its way. */
    private record Told(long clock, long sent) {}

    final ClockNet net;
    final long time;
    final List<Peer<Chain.State>> peers;
    private final List<Long> told; // when each peer last told its clock
    private final SortedMap<Integer, List<Told>> channels; // by the index of the way; none is empty
    private final int missed;

    private ClockWorld(
            ClockNet net,
            long time,
            List<Peer<Chain.State>> peers,
            List<Long> told,
            SortedMap<Integer, List<Told>> channels,
            int missed) {
        this.net = net;
        this.time = time;
        this.peers = List.copyOf(peers);
        this.told = List.copyOf(told);
        this.channels = Collections.unmodifiableSortedMap(channels);
        this.missed = missed;
    }

    /** The world at its beginning: all greeted at tick 0, ran alone since then, and make a first reading at time 0. */
    public static ClockWorld of(ClockNet net) {
        List<Peer<Chain.State>> peers = new ArrayList<>();
        List<Long> told = new ArrayList<>();
        for (int id = 0; id < net.size(); id++) {
            peers.add(greeted(net, id));
            told.add(-(long) net.begin().get(id));
        }
        ClockWorld world = new ClockWorld(net, 0, peers, told, new TreeMap<>(), 0);
        return world.reading(IntStream.range(0, net.size()).boxed().toList(), 0, 0);
    }

    private static Peer<Chain.State> greeted(ClockNet net, int id) {
        Chain chain = new Chain();
        Config config = Config.of(new Source(id, 0))
                .withFps(net.fps())
                .withDelta(ClockNet.DELTA)
                .withJoinNanos(0);
        Peer<Chain.State> peer =
                Peer.start(config, chain, net.nanos(-net.begin().get(id)));
        for (Way way : net.ways()) {
            if (way.to() == id) {
                Source neighbour = new Source(way.from(), 0);
                Message hello =
                        new Message.Hello(chain.id(), net.fps(), chain.stateSize(), neighbour, 0, Versions.NONE);
                peer = peer.step(new Input.LinkUp(linkTo(way.from()), OptionalInt.empty()))
                        .peer();
                peer = peer.step(new Input.Received(linkTo(way.from()), hello)).peer();
            }
        }
        return peer;
    }

    /** A peer calls its link to a neighbour by the neighbour's identifier. */
    private static LinkId linkTo(int neighbour) {
        return new LinkId(neighbour);
    }

    // ---- moves ----

    @Override
    public List<ClockMove> moves() {
        List<ClockMove> moves = new ArrayList<>();
        boolean mayPass = time < net.lastTime();
        for (int index : channels.keySet()) {
            Way way = net.ways().get(index);
            long age = time - channels.get(index).get(0).sent();
            if (age >= way.min()) {
                moves.add(new ClockMove(Kind.RECEIVE, List.of(way.from(), way.to())));
            }
            mayPass &= age < way.max();
        }
        net.restless().forEach(reader -> moves.add(new ClockMove(Kind.AGAIN, List.of(reader))));
        for (List<Integer> readers : mayPass ? subsets() : List.<List<Integer>>of()) {
            if (missed + missing(readers) <= net.maxMissed()) {
                moves.add(new ClockMove(Kind.PASS, readers));
            }
        }
        return moves;
    }

    private int missing(List<Integer> readers) {
        return net.size() - readers.size();
    }

    private List<List<Integer>> subsets() {
        return IntStream.range(0, 1 << net.size())
                .mapToObj(bits -> IntStream.range(0, net.size())
                        .filter(id -> (bits >> id & 1) != 0)
                        .boxed()
                        .toList())
                .toList();
    }

    @Override
    public ClockWorld after(ClockMove move) {
        return switch (move.kind()) {
            case PASS -> reading(move.peers(), time + 1, missed + missing(move.peers()));
            case AGAIN -> reading(move.peers(), time, missed);
            case RECEIVE -> receiving(move.peers().get(0), move.peers().get(1));
        };
    }

    private ClockWorld reading(List<Integer> readers, long now, int missedNow) {
        List<Peer<Chain.State>> after = new ArrayList<>(peers);
        List<Long> toldNow = new ArrayList<>(told);
        SortedMap<Integer, List<Told>> sent = new TreeMap<>(channels);
        for (int id : readers) {
            Step<Chain.State> step = peers.get(id).step(new Input.ClockRead(net.nanos(now)));
            ClockWorldChecks.checkStep(net, now, peers.get(id), step.peer());
            after.set(id, step.peer());
            for (Output output : step.outputs()) {
                if (output instanceof Output.Send send && send.message() instanceof Message.Sync sync) {
                    int way = net.way(id, (int) send.link().number());
                    sent.merge(way, List.of(new Told(sync.clock(), now)), ClockWorld::joined);
                    toldNow.set(id, now);
                }
            }
        }
        return new ClockWorld(net, now, after, toldNow, sent, missedNow);
    }

    private ClockWorld receiving(int from, int to) {
        int way = net.way(from, to);
        List<Told> waiting = channels.get(way);
        Message message = new Message.Sync(waiting.get(0).clock());
        Peer<Chain.State> before = peers.get(to);
        Peer<Chain.State> heard =
                before.step(new Input.Received(linkTo(from), message)).peer();
        ClockWorldChecks.checkStep(net, time, before, heard);
        List<Peer<Chain.State>> after = new ArrayList<>(peers);
        after.set(to, heard);
        SortedMap<Integer, List<Told>> left = new TreeMap<>(channels);
        left.remove(way);
        if (waiting.size() > 1) {
            left.put(way, waiting.subList(1, waiting.size()));
        }
        return new ClockWorld(net, time, after, told, left, missed);
    }

    private static List<Told> joined(List<Told> some, List<Told> more) {
        List<Told> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    @Override
    public void check() {
        ClockWorldChecks.check(this);
    }

    // ---- in words, and projection ----

    @Override
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        for (Peer<Chain.State> peer : peers) {
            PaperClock clock = (PaperClock) peer.clock();
            String gap = clock.gap() == 0 ? "" : ", closing a gap of " + clock.gap() + " since " + clock.anchorTick();
            lines.add("peer " + peer.config().self().peer() + " is at tick " + clock.tick() + gap + ", has heard of "
                    + clock.heard());
        }
        channels.forEach((index, waiting) -> {
            Way way = net.ways().get(index);
            lines.add("on its way from peer " + way.from() + " to peer " + way.to() + ": " + waiting);
        });
        return lines;
    }

    @Override
    public byte[] key() {
        Key key = new Key().put(time).put(missed);
        for (int id = 0; id < peers.size(); id++) {
            PaperClock clock = (PaperClock) peers.get(id).clock();
            key.put(clock.tick())
                    .put(net.ticks(clock.anchorNanos()))
                    .put(clock.anchorTick())
                    .put(clock.gap())
                    .put(clock.heard())
                    .put(told.get(id));
        }
        channels.forEach((way, waiting) -> {
            key.put(way).put(waiting.size());
            waiting.forEach(message -> key.put(message.clock()).put(message.sent()));
        });
        return key.toBytes();
    }
}

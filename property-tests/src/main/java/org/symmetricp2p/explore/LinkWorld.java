package org.symmetricp2p.explore;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.check.Violation;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Link;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.explore.LinkMove.Kind;
import org.symmetricp2p.link.Action;
import org.symmetricp2p.link.Address;
import org.symmetricp2p.link.Dial;
import org.symmetricp2p.link.Endpoint;
import org.symmetricp2p.link.Reaction;
import org.symmetricp2p.link.Signal;
import org.symmetricp2p.link.StepObserver;
import org.symmetricp2p.sim.Chain;

/**
 * Two real endpoints that dial each other, and some losses: attempts, frames, ends of connections and timers come in any order.
 * Time passes only as far as what is due on connections and dialling wants it, at each peer for itself.
 *
 * <p>The projection, {@link #key}: all that happened at each endpoint, in its order. That keeps apart what may be the same, but
 * never takes two different states for one; what differs is only the order between the two.
 */
public final class LinkWorld implements SmallWorld<LinkMove> {

    private static final ByteBuffer END = ByteBuffer.allocate(0); // arrives last

    /** What only one of the two knows. */
    private static final class End {
        Endpoint<Chain.State> endpoint;
        long nanos;
        Optional<Dial> attempt = Optional.empty(); // on its way
        final SortedMap<Integer, Dial> answers = new TreeMap<>(); // on their way, by connection
        final SortedMap<Integer, List<ByteBuffer>> arriving = new TreeMap<>(); // by connection, of those open here
        final Set<Integer> told = new TreeSet<>(); // the peers that are linked, as the user knows
        final List<String> past = new ArrayList<>();

        End copy() {
            End copy = new End();
            copy.endpoint = endpoint;
            copy.nanos = nanos;
            copy.attempt = attempt;
            copy.answers.putAll(answers);
            arriving.forEach((number, frames) -> copy.arriving.put(number, new ArrayList<>(frames)));
            copy.told.addAll(told);
            copy.past.addAll(past);
            return copy;
        }
    }

    private final List<End> ends; // of peers 1 and 2
    private int connections;
    private int cutsLeft;

    private LinkWorld(List<End> ends, int connections, int cutsLeft) {
        this.ends = ends;
        this.connections = connections;
        this.cutsLeft = cutsLeft;
    }

    /** The beginning: both users want the link. */
    static LinkWorld of(int cuts) {
        LinkWorld world = new LinkWorld(List.of(new End(), new End()), 0, cuts);
        for (int peer = 1; peer <= 2; peer++) {
            Config config =
                    Config.of(new Source(peer, 0)).withFps(1).withTravelNanos(0).withJoinNanos(0);
            world.end(peer).endpoint = Endpoint.of(Peer.start(config, new Chain(), 0), peer);
        }
        world.react(1, new Signal.Link(2, new Address("peer", 2)));
        world.react(2, new Signal.Link(1, new Address("peer", 1)));
        return world;
    }

    private End end(int peer) {
        return ends.get(peer - 1);
    }

    private End other(int peer) {
        return end(3 - peer);
    }

    // ---- moves ----

    @Override
    public List<LinkMove> moves() {
        List<LinkMove> moves = new ArrayList<>();
        for (int peer = 1; peer <= 2; peer++) {
            End end = end(peer);
            if (end.attempt.isPresent()) {
                moves.add(new LinkMove(Kind.CONNECT, peer, 0));
            }
            for (int number : end.answers.keySet()) {
                moves.add(new LinkMove(Kind.ANSWER, peer, number));
            }
            for (int number : end.arriving.keySet()) {
                if (!end.answers.containsKey(number)
                        && !end.arriving.get(number).isEmpty()) {
                    moves.add(new LinkMove(Kind.ARRIVE, peer, number));
                }
            }
            if (isWaiting(end)) {
                moves.add(new LinkMove(Kind.WAKE, peer, 0));
            }
        }
        end(1).arriving.keySet().stream()
                .filter(number -> cutsLeft > 0 && isUp(number) && isSettled())
                .forEach(number -> moves.add(new LinkMove(Kind.CUT, 1, number)));
        return moves;
    }

    /** Whether all is greeted and nothing is on its way: a loss then is one of the link that the two have settled on. */
    private boolean isSettled() {
        boolean isStill = ends.stream()
                .allMatch(end -> end.attempt.isEmpty()
                        && end.arriving.values().stream().allMatch(List::isEmpty)
                        && end.answers.isEmpty());
        return isStill && live(1).size() == 1 && live(1).equals(live(2));
    }

    /** Whether something is due before the next tick. */
    private static boolean isWaiting(End end) {
        return end.endpoint.nextWakeNanos() < end.endpoint.peer().nextWakeNanos();
    }

    private boolean isUp(int number) {
        return ends.stream().allMatch(end -> end.arriving.containsKey(number) && !end.answers.containsKey(number));
    }

    @Override
    public SmallWorld<LinkMove> after(LinkMove move) {
        LinkWorld next = new LinkWorld(List.of(end(1).copy(), end(2).copy()), connections, cutsLeft);
        next.make(move);
        return next;
    }

    private void make(LinkMove move) {
        End end = end(move.peer());
        switch (move.kind()) {
            case CONNECT -> connect(move.peer());
            case ANSWER ->
                react(
                        move.peer(),
                        new Signal.Connected(new LinkId(move.number()), end.answers.remove(move.number()), "there"));
            case ARRIVE -> arrive(move.peer(), move.number());
            case CUT -> {
                cutsLeft--;
                ends.forEach(each -> each.arriving.put(move.number(), new ArrayList<>(List.of(END))));
            }
            case WAKE -> {
                end.nanos = end.endpoint.nextWakeNanos();
                react(move.peer(), new Signal.Wake());
            }
        }
    }

    private void connect(int peer) {
        int number = ++connections;
        end(peer).answers.put(number, end(peer).attempt.orElseThrow());
        end(peer).attempt = Optional.empty();
        ends.forEach(end -> end.arriving.put(number, new ArrayList<>()));
        react(3 - peer, new Signal.Accepted(new LinkId(number), "somewhere"));
    }

    private void arrive(int peer, int number) {
        ByteBuffer frame = end(peer).arriving.get(number).remove(0);
        LinkId link = new LinkId(number);
        if (frame != END) {
            react(peer, new Signal.Received(link, frame));
            return;
        }
        end(peer).arriving.remove(number);
        send(peer, number, END);
        react(peer, new Signal.Closed(link, Optional.empty()));
    }

    private void send(int from, int number, ByteBuffer frame) {
        List<ByteBuffer> way = other(from).arriving.get(number);
        if (way != null && !way.contains(END)) {
            way.add(frame);
        }
    }

    // ---- endpoints ----

    private void react(int peer, Signal signal) {
        End end = end(peer);
        String what = signal instanceof Signal.Received received
                ? received.link() + " "
                        + java.util.HexFormat.of().formatHex(received.frame().array())
                : signal.toString();
        end.past.add(end.nanos + " " + what);
        Reaction<Chain.State> reaction = end.endpoint.on(signal, end.nanos, new StepObserver<>() {
            @Override
            public void ticked(long tick, Chain.State state) {}

            @Override
            public void stepped(Peer<Chain.State> before, Input input, Step<Chain.State> step) {}
        });
        end.endpoint = reaction.endpoint();
        reaction.actions().forEach(action -> perform(peer, end, action));
    }

    private void perform(int peer, End end, Action action) {
        if (action instanceof Action.Connect connect) {
            require(end.attempt.isEmpty() && end.answers.isEmpty(), peer, "makes two attempts at once");
            end.attempt = Optional.of(connect.dial());
        } else if (action instanceof Action.GiveUp) {
            end.attempt = Optional.empty();
        } else if (action instanceof Action.Write write) {
            send(peer, open(peer, write.link(), action), write.frame());
        } else if (action instanceof Action.Finish finish) {
            send(peer, open(peer, finish.link(), action), END);
        } else if (action instanceof Action.Close close) {
            close(peer, open(peer, close.link(), action));
        } else if (action instanceof Action.Linked linked) {
            require(end.told.add(linked.peer()), peer, action + " is no news");
        } else if (action instanceof Action.Unlinked unlinked) {
            require(end.told.remove(unlinked.peer()), peer, action + " is no news");
        }
    }

    private int open(int peer, LinkId link, Action action) {
        int number = (int) link.number();
        require(end(peer).arriving.containsKey(number), peer, action + ", which isn't there");
        return number;
    }

    /** With something unread, it is a reset, which takes with it what was sent last. */
    private void close(int peer, int number) {
        List<ByteBuffer> unread = end(peer).arriving.get(number);
        if (!unread.isEmpty() && other(peer).arriving.containsKey(number)) {
            other(peer).arriving.get(number).clear();
        }
        send(peer, number, END);
        unread.clear();
        unread.add(END);
    }

    // ---- what holds ----

    @Override
    public void check() {
        for (int peer = 1; peer <= 2; peer++) {
            Set<Integer> live = new TreeSet<>();
            end(peer).endpoint.peer().links().forEach(link -> link.neighbour().ifPresent(s -> live.add(s.peer())));
            require(
                    live.equals(end(peer).told),
                    peer,
                    "is linked to " + live + ", the user was told " + end(peer).told);
        }
        boolean isQuiet = moves().stream().allMatch(move -> move.kind() == Kind.CUT);
        if (isQuiet) {
            require(live(1).size() == 1, 1, "has " + live(1) + " and nothing is on its way");
            require(live(1).equals(live(2)), 1, "has " + live(1) + ", peer 2 has " + live(2));
        }
    }

    private List<LinkId> live(int peer) {
        return end(peer).endpoint.peer().links().stream()
                .filter(Link::isLive)
                .map(Link::id)
                .toList();
    }

    private void require(boolean holds, int peer, String what) {
        if (!holds) {
            throw new Violation(Property.LINKED, peer, end(peer).endpoint.peer().tick(), what);
        }
    }

    @Override
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        for (int peer = 1; peer <= 2; peer++) {
            End end = end(peer);
            StringBuilder arriving = new StringBuilder();
            end.arriving.forEach((number, frames) -> arriving.append(", ")
                    .append(frames.size())
                    .append(" to arrive over ")
                    .append(number));
            lines.add("peer " + peer + ": live " + live(peer) + ", has " + end.endpoint.links() + arriving);
        }
        return lines;
    }

    @Override
    public byte[] key() {
        Key key = new Key().put(cutsLeft);
        for (End end : ends) {
            byte[] past = String.join("\n", end.past).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            key.put(past);
        }
        return key.toBytes();
    }
}

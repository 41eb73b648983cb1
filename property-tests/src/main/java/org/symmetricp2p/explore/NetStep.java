package org.symmetricp2p.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.check.Violation;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.explore.Connection.Status;
import org.symmetricp2p.sim.Chain;

/**
 * One move in a {@link NetWorld}, while it is being made: feeds the real peers, performs what they put out, and checks
 * what each step did (properties 3, 5, 10, 12, 13, 14, 15).
 */
final class NetStep {

    private final NetWorld world;
    private final List<Peer<Chain.State>> peers;
    private final List<Integer> lives;
    private final List<Connection> connections;
    private final List<StampedEvent> issued;
    private int cuts;
    private int crashes;

    NetStep(NetWorld world) {
        this.world = world;
        this.peers = new ArrayList<>(world.peers);
        this.lives = new ArrayList<>(world.lives);
        this.connections = new ArrayList<>(world.connections);
        this.issued = new ArrayList<>(world.issued);
        this.cuts = world.cuts;
        this.crashes = world.crashes;
    }

    NetWorld make(NetMove move) {
        switch (move.kind()) {
            case ISSUE -> feed(move.first(), new Input.LocalEvent(nextEvent(move.first())));
            case DIAL -> dial(move.first(), move.second());
            case ACCEPT -> accept(move.first());
            case RECEIVE -> receive(move.first(), move.second());
            case CUT -> cut(move.first());
            case NOTICE -> notice(move.first(), move.second());
            case CRASH -> crash(move.first());
            case TICK ->
                feed(move.first(), new Input.ClockRead(world.peer(move.first()).nextWakeNanos()));
        }
        return new NetWorld(world.setting, world.oracle, peers, lives, connections, issued, cuts, crashes);
    }

    /** An event that no other life of any peer issues. */
    private Event nextEvent(int id) {
        Peer<Chain.State> peer = world.peer(id);
        long known = peer.timeline().versions().of(peer.config().self());
        int number = (int) known + peer.queued().size() + 1;
        return Event.of(Event.NEXT, id, lives.get(indexOf(id)), number);
    }

    // ---- connections ----

    private void dial(int from, int to) {
        connections.add(Connection.dialled(from, to));
        feed(from, new Input.LinkUp(new LinkId(connections.size()), OptionalInt.of(to)));
    }

    private void accept(int number) {
        int peer = connection(number).acceptor().peer();
        replace(number, connection(number).opened(peer));
        feed(peer, new Input.LinkUp(new LinkId(number), OptionalInt.empty()));
    }

    private void receive(int number, int peer) {
        Message message = connection(number).otherEnd(peer).sent().get(0);
        replace(number, connection(number).received(peer));
        feed(peer, new Input.Received(new LinkId(number), message));
    }

    private void cut(int number) {
        replace(number, connection(number).cut());
        cuts++;
    }

    private void notice(int number, int peer) {
        boolean isOpen = connection(number).end(peer).status() == Status.OPEN;
        replace(number, connection(number).goneAt(peer));
        if (isOpen) {
            feed(peer, new Input.LinkDown(new LinkId(number)));
        }
    }

    private void crash(int peer) {
        for (int number = 1; number <= connections.size(); number++) {
            if (connection(number).has(peer)) {
                replace(number, connection(number).cut().goneAt(peer));
            }
        }
        int life = lives.get(indexOf(peer)) + 1;
        lives.set(indexOf(peer), life);
        peers.set(indexOf(peer), NetWorld.newPeer(peer, life));
        crashes++;
    }

    // ---- peers ----

    private void feed(int id, Input input) {
        Peer<Chain.State> before = peers.get(indexOf(id));
        Step<Chain.State> step = before.step(input);
        peers.set(indexOf(id), step.peer());
        StepChecks.check(world, id, before, input, step);
        takeIn(id, before, input, step.peer());
        for (Output output : step.outputs()) {
            perform(id, output);
        }
    }

    private void perform(int peer, Output output) {
        if (output instanceof Output.Send send) {
            int number = (int) send.link().number();
            checkCrossing(peer, connection(number), send.message());
            replace(number, connection(number).sent(peer, send.message()));
        } else if (output instanceof Output.Close close) {
            int number = (int) close.link().number();
            replace(number, connection(number).sent(peer, close.bye()).goneAt(peer));
        } else if (output instanceof Output.Unlinked unlinked) {
            int number = (int) unlinked.link().number();
            replace(number, connection(number).goneAt(peer));
        }
    }

    /** What the peer knows now and didn't before was issued: now, by itself, or earlier. */
    private void takeIn(int id, Peer<Chain.State> before, Input input, Peer<Chain.State> after) {
        for (StampedEvent event : after.timeline().beyond(before.timeline().versions())) {
            if (input instanceof Input.Received) {
                if (!issued.contains(event)) {
                    throw new Violation(
                            Property.INTEGRITY, id, after.tick(), "took " + event + ", which nobody issued");
                }
            } else {
                StepChecks.checkIssue(id, before, event, issued);
                issued.add(event);
            }
        }
    }

    private static void checkCrossing(int peer, Connection connection, Message message) {
        if (message instanceof Message.Events events) {
            for (StampedEvent event : events.events()) {
                if (connection.end(peer).crossed().contains(event)) {
                    String what = "sent " + event.stamp() + " again, over the same link";
                    throw new Violation(Property.FLOOD_COST, peer, events.clock(), what);
                }
            }
        }
    }

    private Connection connection(int number) {
        return connections.get(number - 1);
    }

    private void replace(int number, Connection connection) {
        connections.set(number - 1, connection);
    }

    private int indexOf(int peer) {
        return world.setting.peers().indexOf(peer);
    }
}

package org.symmetricp2p.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.explore.Connection.End;
import org.symmetricp2p.explore.Connection.Status;
import org.symmetricp2p.sim.Chain;

/** A {@link NetWorld} in words: a line for each peer and each connection that isn't dead. */
final class NetWords {

    private NetWords() {}

    static List<String> of(NetWorld world) {
        List<String> lines = new ArrayList<>();
        for (Peer<Chain.State> peer : world.peers) {
            lines.add(peer(peer));
        }
        for (int number = 1; number <= world.connections.size(); number++) {
            Connection connection = world.connections.get(number - 1);
            if (!connection.isDead()) {
                lines.add("connection " + number + (connection.isUp() ? "" : ", cut") + ": "
                        + end(world, number, connection.dialler()) + "; "
                        + end(world, number, connection.acceptor()));
            }
        }
        return lines;
    }

    private static String peer(Peer<Chain.State> peer) {
        String state = peer.machine().present().tick() == peer.tick()
                ? "state %016x".formatted(peer.machine().present().state().chain())
                : "back at tick " + peer.machine().present().tick();
        String waiting = peer.queued().isEmpty() ? "" : ", " + peer.queued().size() + " events wait";
        return "peer " + peer.config().self() + " at tick " + peer.tick() + ", " + state + ", knows "
                + stamps(peer.timeline().events()) + waiting;
    }

    private static String end(NetWorld world, int number, End end) {
        String status = end.status() == Status.OPEN
                ? world.linkOf(end.peer(), number)
                        .map(link -> link.isLive() ? "live" : "greeting")
                        .orElse("dropped")
                : end.status() == Status.NEW ? "not accepted yet" : "gone";
        String sent = end.sent().stream().map(NetWords::message).collect(Collectors.joining(", "));
        return "peer " + end.peer() + " " + status + (sent.isEmpty() ? "" : ", has sent " + sent);
    }

    private static String message(Message message) {
        if (message instanceof Message.Hello hello) {
            return "HELLO knowing " + hello.versions().seqs();
        }
        return message instanceof Message.Events events ? "EVENTS " + stamps(events.events()) : message.toString();
    }

    private static List<?> stamps(List<StampedEvent> events) {
        return events.stream().map(StampedEvent::stamp).toList();
    }
}

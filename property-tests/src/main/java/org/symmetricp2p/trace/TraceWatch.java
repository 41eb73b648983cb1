package org.symmetricp2p.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Link;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Line;
import org.symmetricp2p.sim.Watch;
import org.symmetricp2p.sim.World;
import org.symmetricp2p.trace.Trace.Entry;
import org.symmetricp2p.trace.Trace.Held;
import org.symmetricp2p.trace.Trace.View;

/**
 * Writes a run down as actions of the model. What peers did is taken from their steps, not from what the scenario says:
 * so the trace shows a wrong peer as it is, and the model objects. A trace is at most too strict: if two concurrent steps
 * were written in an order that the model can't follow, a right run would be rejected, never a wrong one accepted.
 *
 * <p>No action at all: readings of the clock and SYNC, for the model has no time; and that a peer stops, or starts again
 * with its memory, for to the others that is nothing but the end of connections.
 */
public final class TraceWatch implements Watch<Object> {

    /** One end of a line. */
    private record End(int peer, LinkId link) {}

    /** One line of the world. */
    private static final class Connection {
        private final End a;
        private final End b;
        private int dialler = NOBODY; // until somebody is told of it
        private int number; // 0 until it is dialled
        private boolean isAcceptorTold; // of the line, maybe before who dials was
        private boolean isAccepted;
        private boolean isCut;

        Connection(End a, End b) {
            this.a = a;
            this.b = b;
        }

        int other(int peer) {
            return peer == a.peer ? b.peer : a.peer;
        }

        End end(int peer) {
            return peer == a.peer ? a : b;
        }
    }

    private static final int NOBODY = -1;

    private final int max;
    private final List<Entry> entries = new ArrayList<>();
    private final SortedMap<Source, Integer> lives = new TreeMap<>();
    private final Map<Integer, Peer<Object>> peers = new TreeMap<>();
    private final List<Connection> connections = new ArrayList<>();
    private final Map<End, Connection> byEnd = new HashMap<>(); // looked up only
    private World<Object> world;
    private int dialled;

    /** @param max how many actions are written down at most: of a longer run, the beginning */
    public TraceWatch(int max) {
        this.max = max;
    }

    public Trace trace() {
        return new Trace(entries, lives);
    }

    @Override
    public void begun(World<Object> begun) {
        world = begun;
    }

    // ---- peers ----

    @Override
    public void started(Host<Object> host, Peer<Object> peer) {
        Source self = peer.config().self();
        int before = (int)
                lives.keySet().stream().filter(s -> s.peer() == self.peer()).count();
        lives.putIfAbsent(self, before);
        Peer<Object> last = peers.put(host.id(), peer);
        if (last != null && last != peer) {
            add(new Action.Crash(host.id()), host.id());
        }
    }

    @Override
    public void stepped(Host<Object> host, Peer<Object> before, Input input, Step<Object> step) {
        int peer = host.id();
        peers.put(peer, step.peer());
        if (input instanceof Input.LinkUp up) {
            linkUp(peer, byEnd.get(new End(peer, up.link())));
        } else if (input instanceof Input.LinkDown down) {
            if (holds(before, down.link())) {
                noteEnd(peer, down.link());
            }
        } else if (input instanceof Input.Received received) {
            if (holds(before, received.link()) && isOfTheShell(received.message())) {
                noteEnd(peer, received.link());
            } else if (holds(before, received.link()) && !(received.message() instanceof Message.Sync)) {
                add(new Action.Receive(peer, number(peer, received.link()), received.message()), peer);
            }
        } else {
            List<StampedEvent> issued =
                    step.peer().timeline().beyond(before.timeline().versions());
            if (!issued.isEmpty()) {
                add(new Action.Issue(peer, stamps(issued)), peer);
            }
        }
    }

    /** BYE for a reason that isn't the core's: the user's, or a patience that has ended. The model has only the end itself. */
    private static boolean isOfTheShell(Message message) {
        return message instanceof Message.Bye bye && bye.reason() != Message.Reason.DUPLICATE_LINK;
    }

    /** A connection ends here; if that is this end's doing, the model has it cut first. */
    private void noteEnd(int peer, LinkId link) {
        Connection connection = byEnd.get(new End(peer, link));
        if (!connection.isCut) {
            connection.isCut = true;
            add(new Entry(new Action.Cut(connection.number), Optional.empty()));
        }
        add(new Action.Notice(peer, connection.number), peer);
    }

    private static List<Stamp> stamps(List<StampedEvent> events) {
        return events.stream().map(StampedEvent::stamp).toList();
    }

    @Override
    public void ended() {
        for (Host<Object> host : world.hosts()) {
            add(new Action.End(host.id(), stamps(host.peer().timeline().events())), host.id());
        }
    }

    // ---- connections ----

    @Override
    public void link(Line line, boolean up) {
        End a = new End(line.peer(true), line.idAt(line.peer(true)));
        End b = new End(line.peer(false), line.idAt(line.peer(false)));
        if (up) {
            Connection connection = new Connection(a, b);
            connections.add(connection);
            byEnd.put(a, connection);
            byEnd.put(b, connection);
        } else if (!byEnd.get(a).isCut) {
            byEnd.get(a).isCut = true;
            noteCut(byEnd.get(a));
        }
    }

    /** Once both ends are gone, there is nothing left to cut. */
    private void noteCut(Connection connection) {
        boolean isOver = connection.isAccepted && !holds(connection.a) && !holds(connection.b);
        if (connection.isCut && connection.number > 0 && !isOver) {
            add(new Entry(new Action.Cut(connection.number), Optional.empty()));
        }
    }

    /**
     * Who is told first dials. But in the model nobody dials a peer to whom it has dialled a link that it still holds; then
     * the other dials, and accepting waits for that: neither has heard anything over the line yet.
     */
    private void linkUp(int peer, Connection connection) {
        if (connection.dialler == NOBODY) {
            connection.dialler = hasDialled(peer, connection.other(peer)) ? connection.other(peer) : peer;
        }
        if (connection.dialler != peer) {
            connection.isAcceptorTold = true;
            noteAccept(connection, peer);
            return;
        }
        connection.number = ++dialled;
        int other = connection.other(peer);
        add(new Action.Dial(peer, connection.number, other), peer);
        noteAccept(connection, other);
        noteCut(connection);
    }

    private boolean hasDialled(int peer, int to) {
        return connections.stream()
                .anyMatch(c -> c.number > 0 && c.dialler == peer && c.other(peer) == to && holds(c.end(peer)));
    }

    private void noteAccept(Connection connection, int peer) {
        if (connection.isAcceptorTold && connection.number > 0) {
            connection.isAccepted = true;
            add(new Action.Accept(peer, connection.number), peer);
        }
    }

    private int number(int peer, LinkId link) {
        return byEnd.get(new End(peer, link)).number;
    }

    private boolean holds(End end) {
        return holds(peers.get(end.peer), end.link);
    }

    private static boolean holds(Peer<Object> peer, LinkId link) {
        return peer.links().stream().anyMatch(held -> held.id().equals(link));
    }

    // ---- entries ----

    private void add(Action action, int peer) {
        List<Held> links = new ArrayList<>();
        for (Link link : peers.get(peer).links()) {
            int number = number(peer, link.id());
            if (number > 0) { // the model has no connection before it is dialled
                links.add(new Held(number, link.isLive()));
            }
        }
        add(new Entry(action, Optional.of(new View(peers.get(peer).timeline().versions(), links))));
    }

    private void add(Entry entry) {
        if (entries.size() < max) {
            entries.add(entry);
        }
    }
}
